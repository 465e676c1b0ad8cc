"""Answers for an editor, in spans: hover, code actions. Knows nothing of the protocol."""
