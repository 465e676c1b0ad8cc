"""The language inside "[...]": when a string is an expression, its tree and its parser."""
