"""Fixes on many documents in many layouts: what must hold of the text that each makes."""
