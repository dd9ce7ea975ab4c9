;;; portalis.el --- Python to Rust, checked call by call -*- lexical-binding: t -*-

;; SPDX-License-Identifier: Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, tools

;;; Commentary:

;; Registers `portalis lsp' with eglot for Python, and adds commands that show
;; the Rust of a function or a file beside the Python and run the comparison.

;;; Code:

(require 'eglot)

(defgroup portalis nil
  "Python to Rust, checked call by call."
  :group 'languages)

(defcustom portalis-program "portalis"
  "The server."
  :type 'string)

(defcustom portalis-trusted t
  "Whether code of the workspace may be run to compare it with its translation."
  :type 'boolean)

(defun portalis--contact (&rest _)
  "How eglot starts the server."
  (list portalis-program "lsp"
        :initializationOptions
        (list :trusted (if portalis-trusted t :json-false))))

(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . portalis--contact))

(defun portalis--execute (command &rest arguments)
  "Have the server run COMMAND on the current file and ARGUMENTS; its answer."
  (let ((server (or (eglot-current-server)
                    (user-error "No server is at work here; start it with M-x eglot"))))
    (jsonrpc-request server :workspace/executeCommand
                     (list :command command
                           :arguments (vconcat (list (portalis--uri)) arguments))
                     :timeout 120)))

(defun portalis--uri ()
  "The address of the current file."
  (plist-get (eglot--TextDocumentIdentifier) :uri))

(defun portalis--show (shown)
  "Show the file that the server has SHOWN, beside the Python."
  (let ((buffer (find-file-noselect (plist-get shown :path) t)))
    (with-current-buffer buffer
      (revert-buffer t t t)
      (setq-local auto-revert-verbose nil)
      (auto-revert-mode 1)
      (read-only-mode 1))
    (display-buffer buffer '((display-buffer-reuse-window
                              display-buffer-in-direction)
                             (direction . right)))))

;;;###autoload
(defun portalis-convert ()
  "Show the Rust of the function at point."
  (interactive)
  (let ((name (save-excursion
                (end-of-line)
                (and (re-search-backward "^def[ \t]+\\([^( \t]+\\)" nil t)
                     (match-string-no-properties 1)))))
    (unless name (user-error "Point is in no function"))
    (portalis--show (portalis--execute "portalis.convertFunction" name))))

;;;###autoload
(defun portalis-convert-file ()
  "Show the Rust of the current file."
  (interactive)
  (portalis--show (portalis--execute "portalis.convertModule")))

;;;###autoload
(defun portalis-parity ()
  "Save the current file and compare its functions with CPython."
  (interactive)
  (save-buffer)
  (let* ((report (portalis--execute "portalis.runParity"))
         (totals (plist-get report :totals)))
    (when totals
      (message "%s functions, %s of %s calls agree"
               (plist-get totals :functions) (plist-get totals :agreeing) (plist-get totals :calls)))))

(provide 'portalis)
;;; portalis.el ends here
