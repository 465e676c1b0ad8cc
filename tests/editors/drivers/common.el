;;; common.el --- what both Emacs drivers do  -*- lexical-binding: t -*-

;; Drives Emacs in batch mode as its user would.  See ../scenario.py.

;;; Code:

(require 'json)
(require 'cl-lib)

;; Batch mode has no command loop and is never idle, but much work waits for one of the two.
(defun armlens-be-idle ()
  "Do what is due when a command has ended and nobody types."
  (run-hooks 'post-command-hook)
  (mapc #'timer-event-handler (copy-sequence timer-idle-list)))

(defvar armlens-patience 50 "Seconds to wait for what must come.")

(defun armlens-wait-for (what is-so)
  "Wait until IS-SO returns non-nil; WHAT says in an error what did not come."
  (let ((end (+ (float-time) armlens-patience)))
    (while (not (funcall is-so))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (armlens-be-idle)
      (accept-process-output nil 0.05))))

(defun armlens-describe (beginning end severity code message)
  "What is seen from BEGINNING to END: SEVERITY, CODE and MESSAGE at a place and its text."
  `((line . ,(1- (line-number-at-pos beginning)))
    (character . ,(save-excursion (goto-char beginning) (- (point) (line-beginning-position))))
    (piece . ,(buffer-substring-no-properties beginning end))
    (severity . ,severity)
    (code . ,code)
    (message . ,message)))

(defun armlens-expected-severity ()
  "The severity that the test waits for."
  (string-to-number (getenv "ARMLENS_SEVERITY")))

(defun armlens-choose (titles)
  "Answer the next question of Emacs with the first choice, and add all to TITLES' value."
  (setq completing-read-function
        (lambda (_prompt collection &rest _)
          (set titles (vconcat (all-completions "" collection)))
          (aref (symbol-value titles) 0))))

(defun armlens-text ()
  "The whole text of the buffer."
  (buffer-substring-no-properties (point-min) (point-max)))

(defvar armlens-actions [] "The titles of the code actions offered.")

(defun armlens-drive (diagnostics act)
  "Wait for DIAGNOSTICS to return something, call ACT on it, wait for nothing; write it all down.
DIAGNOSTICS returns a list of what `armlens-describe' returns."
  (let ((seen `((version . ,emacs-version))))
    (condition-case problem
        (let (found unfixed)
          (armlens-wait-for "the diagnostic"
                            (lambda ()
                              (setq found (funcall diagnostics))
                              (equal (alist-get 'severity (car found))
                                     (armlens-expected-severity))))
          (push (cons 'before (vconcat found)) seen)
          (armlens-choose 'armlens-actions)
          (goto-char (point-min))
          (forward-line (alist-get 'line (car found)))
          (forward-char (alist-get 'character (car found)))
          (setq unfixed (armlens-text))
          (funcall act)
          (armlens-wait-for "the fixed text" (lambda () (not (equal (armlens-text) unfixed))))
          (armlens-wait-for "the diagnostic to go" (lambda () (null (funcall diagnostics))))
          (push (cons 'actions armlens-actions) seen)
          (push (cons 'text (armlens-text)) seen))
      (error (push (cons 'error (error-message-string problem)) seen)))
    (let ((coding-system-for-write 'utf-8-unix))
      (with-temp-file (getenv "ARMLENS_SEEN")
        (insert (json-encode seen))))
    (kill-emacs)))

;;; common.el ends here
