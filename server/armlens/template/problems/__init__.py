"""What is wrong with a template itself, found from what is written, without evaluating it."""
