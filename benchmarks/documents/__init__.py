"""What is edited: templates and Python files of every size, and where keys are pressed in them."""
