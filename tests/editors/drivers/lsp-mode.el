;;; lsp-mode.el --- drives lsp-mode  -*- lexical-binding: t -*-

;;; Code:

(defun armlens-position (position)
  "The place in the buffer of lsp-mode's POSITION."
  (lsp--position-to-point position))

(defun armlens-lsp-diagnostics ()
  "What lsp-mode knows of this buffer."
  (mapcar (lambda (each)
            (let ((range (lsp-get each :range)))
              (armlens-describe (armlens-position (lsp-get range :start))
                                (armlens-position (lsp-get range :end))
                                (lsp-get each :severity)
                                (lsp-get each :code)
                                (lsp-get each :message))))
          (lsp--get-buffer-diagnostics)))

(switch-to-buffer (find-file-noselect (getenv "ARMLENS_TEMPLATE")))
(armlens-wait-for "lsp-mode" (lambda () (bound-and-true-p lsp-managed-mode)))
(armlens-drive #'armlens-lsp-diagnostics
               (lambda () (call-interactively #'lsp-execute-code-action)))

;;; lsp-mode.el ends here
