;;; What a user of Emacs sees, with the README's configuration and the real server.  -*- lexical-binding: t -*-
;;
;;   FILE=demo.py OUT=result.txt emacs -q --batch -l init.el -l emacs.el

(require 'cl-lib)
(require 'seq)

(defvar e2e-began (float-time))

(defun e2e-report (line)
  (write-region (concat line "\n") nil (getenv "OUT") t 'quiet))

(defun e2e-wait (what probe)
  "Wait until PROBE gives something, which is returned; else say that WHAT is late."
  (let ((end (+ (float-time) 180)) result)
    (while (not (setq result (funcall probe)))
      (when (> (float-time) end) (error "Timed out: %s" what))
      (accept-process-output nil 0.02)
      (read-event nil nil 0.001)) ; or a change of a file would not be heard of
    result))

(defmacro e2e-step (name &rest body)
  (declare (indent 1))
  `(condition-case problem
       (progn
         ,@body
         (e2e-report (format "ok Emacs: %s (%.1fs)" ,name (- (float-time) e2e-began))))
     (error
      (e2e-report (format "not ok Emacs: %s" ,name))
      (message "%S" problem)
      (kill-emacs 1))))

(defun e2e-idle ()
  "Do what eglot does when the user rests, which nobody does in a batch."
  (eglot--signal-textDocument/didChange))

(defun e2e-goto (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun e2e-findings ()
  "Lines and texts of the findings, top down."
  (seq-sort-by #'car #'<
               (mapcar (lambda (found)
                         (cons (line-number-at-pos (flymake-diagnostic-beg found))
                               (flymake-diagnostic-text found)))
                       (flymake-diagnostics))))

(defun e2e-hints ()
  "What is written behind the text of the current line and is not in it."
  (mapconcat (lambda (overlay)
               (concat (overlay-get overlay 'before-string) (overlay-get overlay 'after-string)))
             (overlays-in (line-beginning-position) (1+ (line-end-position))) " "))

(defun e2e-code-action (title &optional kind)
  "Choose the code action with the TITLE from those at point; gives all titles."
  (let* ((last-nonmenu-event t)
         (offered nil)
         (completing-read-function
          (lambda (_prompt items &rest _)
            (setq offered (all-completions "" items))
            (or (seq-find (lambda (item) (string-match-p title item)) offered)
                (error "No %s among %S" title offered)))))
    (eglot-code-actions (point) (point) kind t)
    offered))

(defun e2e-rust (name text)
  "The window in which the file NAME has the TEXT, beside that of the Python."
  (e2e-wait (format "%s with %s" name text)
            (lambda ()
              (when-let* ((buffer (get-buffer name))
                          (window (get-buffer-window buffer)))
                (with-current-buffer buffer
                  (save-excursion
                    (goto-char (point-min))
                    (and (search-forward text nil t) buffer-read-only
                         (window-in-direction 'left window)
                         window)))))))

(defvar e2e-python (find-file (getenv "FILE")))

(e2e-step "the server starts with a Python file"
  (run-hooks 'post-command-hook) ; that of opening the file
  (e2e-wait "the server" #'eglot-managed-p))

(e2e-step "the unsupported construct is reported, and nothing else"
  (e2e-wait "a finding" #'flymake-diagnostics)
  (let ((first (progn (e2e-goto "def countdown") (line-number-at-pos))))
    (dolist (found (e2e-findings))
      (cl-assert (<= first (car found) (+ first 3)) t)
      (cl-assert (string-match-p "\\`portalis \\[PT[0-9]+\\]: " (cdr found)) t))))

(e2e-step "an edit brings a finding and takes it again"
  (goto-char (point-max))
  (let ((before (e2e-findings)) (end (point)))
    (insert "\n\nasync def later():\n    return 1\n")
    (e2e-idle)
    (e2e-wait "one more" (lambda () (> (car (car (last (e2e-findings)))) (line-number-at-pos end))))
    (delete-region end (point-max))
    (e2e-idle)
    (e2e-wait "as before" (lambda () (equal (e2e-findings) before)))))

(e2e-step "hover shows the signature"
  (e2e-goto "is_prime")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (e2e-wait "an answer" (lambda () shown))
    (cl-assert (string-match-p "fn is_prime(n: i64) -> bool" shown) t)))

(e2e-step "a quick fix writes what was inferred"
  (e2e-goto "countdown")
  (e2e-code-action "\\`Add inferred annotations\\'" "quickfix")
  (goto-char (point-min))
  (search-forward "def countdown(n: int)")
  (e2e-idle)
  (e2e-wait "its finding is gone"
            (lambda () (not (seq-find (lambda (found) (string-match-p "PT207" (cdr found))) (e2e-findings))))))

(e2e-step "a code action shows the Rust beside the Python"
  (e2e-goto "i += 1")
  (cl-assert (member "Convert this file to Rust" (e2e-code-action "\\`Convert is_prime to Rust\\'")))
  (e2e-rust "demo.is_prime.rs" "pub fn is_prime")
  (cl-assert (eq (window-buffer (selected-window)) e2e-python)))

(e2e-step "M-x portalis-convert and portalis-convert-file do so too, and it follows edits"
  (delete-other-windows)
  (kill-buffer "demo.is_prime.rs")
  (e2e-goto "i += 1")
  (call-interactively #'portalis-convert)
  (e2e-rust "demo.is_prime.rs" "i += 1;")
  (call-interactively #'portalis-convert-file)
  (e2e-rust "demo.rs" "pub fn word_counts")
  (e2e-goto "i += 1")
  (goto-char (match-end 0))
  (insert "1")
  (e2e-idle)
  (e2e-rust "demo.rs" "i += 11;")
  (delete-char -1)
  (e2e-idle)
  (e2e-rust "demo.rs" "i += 1;")
  (e2e-goto "yield n")
  (cl-assert (string-match-p "No function at point that can become Rust"
                             (condition-case problem (call-interactively #'portalis-convert)
                               (user-error (cadr problem))))))

(e2e-step "after a save the verdict stands at the def"
  (e2e-goto "i = 2")
  (goto-char (match-end 0))
  (insert "  # the smallest divisor to try")
  (save-buffer)
  (dolist (name '("is_prime" "word_counts"))
    (e2e-goto (concat "def " name))
    (e2e-wait (concat "the verdict of " name)
              (lambda () (string-match-p "[0-9]+/[0-9]+ identical" (e2e-hints))))))

(e2e-step "M-x portalis-parity tells the totals"
  (call-interactively #'portalis-parity)
  (e2e-wait "what it says"
            (lambda ()
              (with-current-buffer "*Messages*"
                (save-excursion
                  (goto-char (point-min))
                  (re-search-forward "^Portalis: 2 functions, \\([0-9]+\\) of \\1 calls agree$" nil t))))))

(e2e-step "a call that does not agree is reported, and pinned by its action"
  (find-file (expand-file-name "limits.py" (file-name-directory (buffer-file-name e2e-python))))
  (run-hooks 'post-command-hook)
  (e2e-wait "the server" #'eglot-managed-p)
  (flymake-start) ; as soon as the user rests
  (call-interactively #'portalis-parity)
  (e2e-wait "the finding"
            (lambda ()
              (seq-find (lambda (found) (string-match-p "\\`portalis \\[PT70[12]\\]: square(" (cdr found)))
                        (e2e-findings))))
  (e2e-goto "square")
  (e2e-code-action "\\`Pin square(.*) as a test\\'" "quickfix")
  (let ((pins (expand-file-name ".portalis/cases/limits.toml")))
    (e2e-wait "the test"
              (lambda ()
                (and (file-exists-p pins)
                     (with-temp-buffer
                       (insert-file-contents pins)
                       (search-forward-regexp "^function = .square.$" nil t))))))
  (switch-to-buffer e2e-python))

(e2e-step "the server ends"
  (let ((server (eglot-current-server)))
    (eglot-shutdown server)
    (e2e-wait "its end" (lambda () (not (jsonrpc-running-p server))))
    (e2e-goto "def is_prime")
    (cl-assert (equal (string-trim (e2e-hints)) ""))))
