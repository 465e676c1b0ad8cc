"""When a string of a template is an expression, and what it means when it is none."""

from __future__ import annotations

from enum import StrEnum


class StringKind(StrEnum):
    """What a decoded string of a template is to Azure."""

    LITERAL = "literal"
    ESCAPED = "escaped"
    EXPRESSION = "expression"


def classify(value: str) -> StringKind:
    r"""The kind of a decoded string. Nothing is trimmed: a blank before `[` makes a literal.

    Source: "Template syntax and expressions" of the Azure documentation, and the pattern
    `^\[([^\[].*)?\]$` of the published template schemas, whose dot means line ends too.
    """
    if not (value.startswith("[") and value.endswith("]")):
        return StringKind.LITERAL
    return StringKind.ESCAPED if value.startswith("[[") else StringKind.EXPRESSION


def literal_value(value: str) -> str:
    """The text that a string which is no expression stands for: `[[x]` means `[x]`."""
    return value[1:] if classify(value) is StringKind.ESCAPED else value
