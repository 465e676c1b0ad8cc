"""Values, where they come from, and the evaluator of expressions."""
