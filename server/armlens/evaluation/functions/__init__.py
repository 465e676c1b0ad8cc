"""The template functions: one module per family, what each takes and what it computes."""
