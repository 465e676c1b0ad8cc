"""What a document means: whether it is a template, its parameters, variables and resources."""
