"""What the parser can find wrong: every code with its severity and its message.

Severities follow what the Azure Resource Manager does, which reads templates with Newtonsoft.Json:
an error is what it refuses.
"""

from __future__ import annotations

from typing import NamedTuple

from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

_SHOWN = 40


class Message(NamedTuple):
    """A stable code, a text with `{}` for the thing concerned, and how serious it is."""

    code: str
    text: str
    severity: Severity = Severity.ERROR

    def at(self, start: int, end: int, thing: str = "") -> Problem:
        """The problem at a span; `thing` is quoted from the document and cut if it is long."""
        text = self.text.replace("{}", shortened(thing))
        return Problem(self.code, text, Span(start, end), self.severity)


def shortened(thing: str) -> str:
    """The text on one line, with an ellipsis if it is long."""
    flat = " ".join(thing[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


MISSING_COMMA = Message("jsonc.missing-comma", "',' is missing before '{}'.")
MISSING_COLON = Message("jsonc.missing-colon", "':' is missing after '{}'.")
MISSING_VALUE = Message("jsonc.missing-value", "The value of '{}' is missing.")
MISSING_ELEMENT = Message("jsonc.missing-value", "A value is missing before ','.")
MISSING_NAME = Message("jsonc.missing-name", "The name of '{}' is missing.")
MISSING_OPENER = Message("jsonc.missing-opener", "The opening bracket before '{}' is missing.")
UNCLOSED = Message("jsonc.unclosed", "The closing '{}' is missing.")
UNEXPECTED = Message("jsonc.unexpected", "'{}' is not expected here.")
AFTER_ROOT = Message("jsonc.after-root", "The document ends before '{}'.")
UNTERMINATED_STRING = Message("jsonc.unterminated-string", "The string '{}' is not closed.")
UNOPENED_STRING = Message(
    "jsonc.unterminated-string", "The opening quote of the string '{}' is missing."
)
STRAY_QUOTE = Message(
    "jsonc.stray-quote", "This quote is neither the end of the string '{}' nor escaped."
)
UNTERMINATED_COMMENT = Message("jsonc.unterminated-comment", "The comment is not closed.")
INVALID_ESCAPE = Message("jsonc.invalid-escape", "The escape '{}' is unknown to JSON.")
TOLERATED_ESCAPE = Message(
    "jsonc.invalid-escape", "The escape '{}' is unknown to JSON.", Severity.WARNING
)
INVALID_NUMBER = Message("jsonc.invalid-number", "'{}' is not a number.")
HUGE_NUMBER = Message("jsonc.invalid-number", "The number '{}' has too many digits.")
INVALID_VALUE = Message("jsonc.invalid-value", "'{}' is not a value.")
NOT_JSON = Message("jsonc.not-json", "The number '{}' is not written as JSON wants it.")
NESTING = Message("jsonc.nesting", "The brackets are nested more than {} levels deep.")
TRAILING_COMMA = Message(
    "jsonc.trailing-comma", "The comma before '{}' has nothing to separate.", Severity.WARNING
)
SINGLE_QUOTES = Message(
    "jsonc.single-quotes", "The string '{}' is in single quotes.", Severity.WARNING
)
UNQUOTED_NAME = Message("jsonc.unquoted-name", "The name '{}' is not in quotes.", Severity.WARNING)
ODD_WHITE_SPACE = Message(
    "jsonc.white-space", "The white space here ({}) is unknown to JSON.", Severity.WARNING
)
DUPLICATE_NAME = Message(
    "jsonc.duplicate-name",
    "The name '{}' is already used in this object; this last value counts.",
    Severity.WARNING,
)
SIMILAR_NAME = Message(
    "jsonc.similar-name",
    "The name '{}' is already used in this object in another case.",
    Severity.INFORMATION,
)
TOO_MANY = Message("jsonc.too-many-problems", "Further problems of the document are not listed.")
