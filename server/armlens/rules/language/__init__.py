"""The language that a rule's condition is written in, in Python and in JSON5.

A condition is a tree of frozen values: `fields.py` says what is looked at, `predicates.py` what
must be true of it, `sources.py` which elements and resources are gone through, and `conditions.py`
puts these together. Nothing here evaluates anything: `armlens.rules.judging` does.
"""
