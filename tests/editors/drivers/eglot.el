;;; eglot.el --- drives eglot  -*- lexical-binding: t -*-

;;; Code:

(defun armlens-flymake-severity (type)
  "The protocol's number for a diagnostic of flymake's TYPE, which eglot chose."
  (pcase type ((or :error 'eglot-error) 1) ((or :warning 'eglot-warning) 2) (_ 3)))

(defun armlens-flymake-diagnostics ()
  "What flymake shows in this buffer."
  (mapcar (lambda (each)
            (let ((text (flymake-diagnostic-text each)))
              (armlens-describe (flymake-diagnostic-beg each)
                                (flymake-diagnostic-end each)
                                (armlens-flymake-severity (flymake-diagnostic-type each))
                                ;; eglot writes source and code in front of the message.
                                (and (string-match "\\bAzure[.A-Za-z]+" text)
                                     (match-string 0 text))
                                text)))
          (flymake-diagnostics)))

;; The user has pressed a key, so that choices come as text and not as a menu.
(setq last-nonmenu-event ?a)
(switch-to-buffer (find-file-noselect (getenv "ARMLENS_TEMPLATE")))
(armlens-wait-for "eglot" (lambda () (bound-and-true-p eglot--managed-mode)))
(armlens-drive #'armlens-flymake-diagnostics
               (lambda () (call-interactively #'eglot-code-actions)))

;;; eglot.el ends here
