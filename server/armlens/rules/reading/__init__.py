"""Reading rules of one's own: from the text of a rule file to rules and to problems.

A rule file is JSON5, read with the same tolerant tree as templates. Nothing in it is executed.
`rule_file.py` reads the file, `conditions.py`, `operators.py` and `sources.py` the language in it.
"""
