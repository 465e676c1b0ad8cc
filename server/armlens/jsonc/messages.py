"""What the parser can find wrong, in sentences. What each means is told by its kind of problem."""

from __future__ import annotations

from typing import NamedTuple

from armlens.problems import jsonc as kinds
from armlens.problems.kind import ProblemKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

_SHOWN = 40


class Message(NamedTuple):
    """A kind of problem, and a text with `{}` for the thing concerned."""

    kind: ProblemKind
    text: str
    softer: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How serious it is: as its kind, unless it is softer than others of the kind."""
        return self.softer or self.kind.severity

    def at(self, start: int, end: int, thing: str = "") -> Problem:
        """The problem at a span; `thing` is quoted from the document and cut if it is long."""
        text = self.text.replace("{}", shortened(thing))
        return self.kind.at(Span(start, end), text, self.softer)


def shortened(thing: str) -> str:
    """The text on one line, with an ellipsis if it is long."""
    flat = " ".join(thing[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


MISSING_COMMA = Message(kinds.MISSING_COMMA, "',' is missing before '{}'.")
MISSING_COLON = Message(kinds.MISSING_COLON, "':' is missing after '{}'.")
MISSING_VALUE = Message(kinds.MISSING_VALUE, "The value of '{}' is missing.")
MISSING_ELEMENT = Message(kinds.MISSING_VALUE, "A value is missing before ','.")
MISSING_NAME = Message(kinds.MISSING_NAME, "The name of '{}' is missing.")
MISSING_OPENER = Message(kinds.MISSING_OPENER, "The opening bracket before '{}' is missing.")
UNCLOSED = Message(kinds.UNCLOSED, "The closing '{}' is missing.")
UNEXPECTED = Message(kinds.UNEXPECTED, "'{}' is not expected here.")
AFTER_ROOT = Message(kinds.AFTER_ROOT, "The document ends before '{}'.")
UNTERMINATED_STRING = Message(kinds.UNTERMINATED_STRING, "The string '{}' is not closed.")
UNOPENED_STRING = Message(
    kinds.UNTERMINATED_STRING, "The opening quote of the string '{}' is missing."
)
STRAY_QUOTE = Message(
    kinds.STRAY_QUOTE, "This quote is neither the end of the string '{}' nor escaped."
)
UNTERMINATED_COMMENT = Message(kinds.UNTERMINATED_COMMENT, "The comment is not closed.")
INVALID_ESCAPE = Message(kinds.INVALID_ESCAPE, "The escape '{}' is unknown to JSON.")
TOLERATED_ESCAPE = Message(
    kinds.INVALID_ESCAPE, "The escape '{}' is unknown to JSON.", Severity.WARNING
)
INVALID_NUMBER = Message(kinds.INVALID_NUMBER, "'{}' is not a number.")
HUGE_NUMBER = Message(kinds.INVALID_NUMBER, "The number '{}' has too many digits.")
INVALID_VALUE = Message(kinds.INVALID_VALUE, "'{}' is not a value.")
NOT_JSON = Message(kinds.NOT_JSON, "The number '{}' is not written as JSON wants it.")
NESTING = Message(kinds.NESTING, "The brackets are nested more than {} levels deep.")
TRAILING_COMMA = Message(kinds.TRAILING_COMMA, "The comma before '{}' has nothing to separate.")
SINGLE_QUOTES = Message(kinds.SINGLE_QUOTES, "The string '{}' is in single quotes.")
UNQUOTED_NAME = Message(kinds.UNQUOTED_NAME, "The name '{}' is not in quotes.")
ODD_WHITE_SPACE = Message(kinds.WHITE_SPACE, "The white space here ({}) is unknown to JSON.")
DUPLICATE_NAME = Message(
    kinds.DUPLICATE_NAME,
    "The name '{}' is already used in this object; this last value counts.",
)
SIMILAR_NAME = Message(
    kinds.SIMILAR_NAME,
    "The name '{}' is already used in this object in another case.",
)
TOO_MANY = Message(kinds.TOO_MANY, "Further problems of the document are not listed.")
