"""Mending: from a verdict's evidence to the edits that make it pass."""
