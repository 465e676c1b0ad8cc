"""Scripts that complete the command line in shells, made of the parser that reads it."""
