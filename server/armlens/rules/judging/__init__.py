"""Judging: from a condition and a resource to verdicts, with everything in between three-valued."""
