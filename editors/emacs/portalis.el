;;; portalis.el --- Python to Rust, checked call by call -*- lexical-binding: t -*-

;; SPDX-License-Identifier: Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, tools

;;; Commentary:

;; Registers `portalis lsp' with eglot for Python.  The Rust of a function or a
;; file is shown beside the Python and follows it, and after a save the verdict
;; stands at each `def'.  Eglot shows hints itself since Emacs 29; for an older
;; one they are shown here.

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

(defface portalis-hint '((t :inherit shadow :height 0.9))
  "Types and verdicts in the text, where eglot does not show them itself.")

;;; The server

(defclass portalis-server (eglot-lsp-server) ()
  :documentation "The server, to which the methods below belong.")

(defun portalis--contact (&rest _)
  "How eglot starts the server."
  (list 'portalis-server portalis-program "lsp"))

(add-to-list 'eglot-server-programs '((python-mode python-ts-mode) . portalis--contact))

(cl-defmethod eglot-initialization-options ((_server portalis-server))
  "Say whether code may be run."
  (list :trusted (if portalis-trusted t :json-false)))

(cl-defmethod eglot-client-capabilities ((_server portalis-server))
  "Add what the methods below do to what eglot can do."
  (let ((capabilities (cl-call-next-method)))
    (cl-flet ((add (part &rest more)
                (setq capabilities
                      (plist-put capabilities part
                                 (append more (plist-get capabilities part))))))
      (add :window :showDocument '(:support t))
      (add :workspace :inlayHint '(:refreshSupport t)))
    capabilities))

(cl-defmethod eglot-handle-notification
  ((server portalis-server) (_method (eql portalis/status)) &key health message &allow-other-keys)
  "Tell what is wrong, of which the server says the MESSAGE once, by its HEALTH."
  (when (and message (or portalis-trusted (equal health "error")))
    (eglot--message "Portalis in %s: %s" (eglot-project-nickname server) message)))

;; Before Emacs 30 the answer to a request that is waited for leaves the filter at
;; once, and what came with it lies there until the server says something again.
(cl-defmethod initialize-instance :after ((server portalis-server) &rest _)
  "Have SERVER's messages read that came together with an answer."
  (add-function
   :around (process-filter (jsonrpc--process server))
   (lambda (filter process string)
     (let (done)
       (unwind-protect (setq done (progn (funcall filter process string) t))
         (unless done (run-with-timer 0 nil filter process "")))))))

(defun portalis--server ()
  "The server of the current buffer, told of all that was typed."
  (let ((server (eglot-current-server)))
    (unless (cl-typep server 'portalis-server)
      (user-error "Portalis is not at work here; M-x eglot starts it"))
    (eglot--signal-textDocument/didChange)
    server))

(defun portalis--execute (server command arguments then)
  "Have SERVER run COMMAND with the vector ARGUMENTS; THEN gets the answer."
  (jsonrpc-async-request
   server :workspace/executeCommand (list :command command :arguments arguments)
   :timeout 600
   :success-fn then
   :error-fn (lambda (problem) (message "Portalis: %s" (plist-get problem :message)))))

;;; The Rust beside the Python

(cl-defmethod eglot-handle-request
  ((_server portalis-server) (_method (eql window/showDocument)) &key uri &allow-other-keys)
  "Show the file with the address URI, which the server writes."
  ;; Later, since eglot takes a file that is opened meanwhile for one of the server's.
  (run-with-timer 0 nil #'portalis--show
                  (funcall (if (fboundp 'eglot-uri-to-path) 'eglot-uri-to-path 'eglot--uri-to-path)
                           uri))
  '(:success t))

(defun portalis--show (file)
  "Show FILE beside the Python and follow what becomes of it."
  (let ((buffer (find-file-noselect file t)))
    (with-current-buffer buffer
      (revert-buffer t t t)
      (setq-local auto-revert-verbose nil
                  auto-revert--lockout-interval 0) ; else it lags by seconds
      (auto-revert-mode 1)
      (read-only-mode 1))
    (display-buffer buffer '((display-buffer-reuse-window display-buffer-in-direction)
                             (direction . right)))))

(defun portalis--convert (kind nothing)
  "Do the code action of the KIND at point; when there is none say NOTHING."
  (let* ((server (portalis--server))
         (action (seq-find (lambda (action) (equal (plist-get action :kind) kind))
                           (eglot-code-actions (point) (point) kind)))
         (command (plist-get action :command)))
    (unless command (user-error nothing))
    (portalis--execute server (plist-get command :command) (plist-get command :arguments) #'ignore)))

;;;###autoload
(defun portalis-convert ()
  "Show the Rust of the function at point."
  (interactive)
  (portalis--convert "refactor.rewrite.portalis.function"
                     "No function at point that can become Rust; its diagnostics say why"))

;;;###autoload
(defun portalis-convert-file ()
  "Show the Rust of the current file."
  (interactive)
  (portalis--convert "refactor.rewrite.portalis.module"
                     "No function of this file can become Rust"))

;;; Verdicts

;;;###autoload
(defun portalis-parity ()
  "Save the current file and compare its functions with CPython."
  (interactive)
  (save-buffer)
  (portalis--execute
   (portalis--server) "portalis.runParity"
   (vector (plist-get (eglot--TextDocumentIdentifier) :uri))
   (lambda (report)
     (when-let ((totals (plist-get report :totals)))
       (message "Portalis: %s functions, %s of %s calls agree" (plist-get totals :functions)
                (plist-get totals :agreeing) (plist-get totals :calls))))))

(cl-defmethod eglot-handle-request
  ((server portalis-server) (_method (eql workspace/inlayHint/refresh)) &rest _)
  "Show the hints of the buffers of SERVER anew."
  (dolist (buffer (eglot--managed-buffers server))
    (with-current-buffer buffer
      (cond ((not (fboundp 'eglot-inlay-hints-mode)) (portalis--request-hints))
            ((not (bound-and-true-p eglot-inlay-hints-mode)))
            ;; Drawn again, the same lines are not asked about again.
            ((fboundp 'eglot--update-hints-1) (eglot--update-hints-1 (point-min) (point-max)))
            (t (jit-lock-refontify)))))
  nil)

;; For an eglot without hints, the rest of the file.

(defun portalis--request-hints (&rest _)
  "Ask for the hints of the current buffer and show them.
After a change the request waits for eglot to tell the server of it, and
takes the place of one that waits already."
  (let ((buffer (current-buffer))
        (tick (buffer-chars-modified-tick))
        (server (eglot-current-server)))
    (when (cl-typep server 'portalis-server)
      (jsonrpc-async-request
       server :textDocument/inlayHint
       (list :textDocument (eglot--TextDocumentIdentifier)
             :range (list :start '(:line 0 :character 0)
                          :end (eglot--pos-to-lsp-position (point-max))))
       :success-fn (lambda (hints)
                     (when (and (buffer-live-p buffer)
                                (= tick (buffer-chars-modified-tick buffer)))
                       (with-current-buffer buffer (portalis--show-hints hints))))
       :error-fn #'ignore ; the text is another by now, and is asked about too
       :deferred 'portalis--request-hints))))

(defun portalis--show-hints (hints)
  "Show HINTS, in place of those that are shown."
  (eglot--widening
   (remove-overlays (point-min) (point-max) 'portalis-hint t)
   (seq-do
    (lambda (hint)
      (let* ((label (plist-get hint :label))
             (text (if (stringp label)
                       label
                     (mapconcat (lambda (part) (plist-get part :value)) label "")))
             (place (eglot--lsp-position-to-point (plist-get hint :position)))
             (overlay (make-overlay place place)))
        (overlay-put overlay 'portalis-hint t)
        (overlay-put overlay 'before-string
                     (propertize (concat (and (eq (plist-get hint :paddingLeft) t) " ")
                                         text
                                         (and (eq (plist-get hint :paddingRight) t) " "))
                                 'face 'portalis-hint))))
    hints)))

(defun portalis--managed ()
  "Show hints in the current buffer for as long as the server looks after it."
  (if (and (eglot-managed-p) (cl-typep (eglot-current-server) 'portalis-server))
      (progn
        (add-hook 'after-change-functions #'portalis--request-hints t t)
        (portalis--request-hints))
    (remove-hook 'after-change-functions #'portalis--request-hints t)
    (eglot--widening (remove-overlays (point-min) (point-max) 'portalis-hint t))))

(unless (fboundp 'eglot-inlay-hints-mode)
  (add-hook 'eglot-managed-mode-hook #'portalis--managed))

(provide 'portalis)
;;; portalis.el ends here
