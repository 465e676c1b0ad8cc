"""Random input for single layers: what each must make of it, and how to look for what it cannot."""
