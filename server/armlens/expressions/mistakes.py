"""What can be wrong with the syntax of an expression, in sentences."""

from __future__ import annotations

from enum import Enum

from armlens.problems import expressions as kinds
from armlens.text.problems import Problem
from armlens.text.spans import Span

MAX_LENGTH = 24_576
"""Characters between the outer brackets. Azure documentation, "Template limits"."""

MAX_DEPTH = 100
"""Levels of an expression's tree that armlens follows; published templates stay below 20."""

_SHOWN = 40
_FUNCTION_FOR = {
    "=": "equals",
    "==": "equals",
    "!=": "not",
    ">": "greater",
    "<": "less",
    ">=": "greaterOrEquals",
    "<=": "lessOrEquals",
    "&&": "and",
    "||": "or",
    "!": "not",
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "%": "mod",
    "?": "if",
    ":": "if",
    "??": "coalesce",
    "=>": "lambda",
}
_ACCESS_FOR = {".?": "tryGet", "[?": "tryGet", "[^": "indexFromEnd", "[?^": "tryIndexFromEnd"}
_MAKER_FOR = {"[": "createArray", "{": "createObject"}


class Mistake(Enum):
    """The kinds of the problems in expressions."""

    EMPTY = kinds.EMPTY
    TOO_LONG = kinds.TOO_LONG
    TOO_DEEP = kinds.TOO_DEEP
    UNTERMINATED_STRING = kinds.UNTERMINATED_STRING
    QUOTATION_MARKS = kinds.QUOTATION_MARKS
    NAME_CHARACTERS = kinds.NAME_CHARACTERS
    MISSING_PARENTHESES = kinds.MISSING_PARENTHESES
    MISSING_ARGUMENT = kinds.MISSING_ARGUMENT
    TRAILING_COMMA = kinds.TRAILING_COMMA
    MISSING_COMMA = kinds.MISSING_COMMA
    MISSING_INDEX = kinds.MISSING_INDEX
    MISSING_NAME = kinds.MISSING_NAME
    UNCLOSED = kinds.UNCLOSED
    UNEXPECTED = kinds.UNEXPECTED
    NOT_CALLABLE = kinds.NOT_CALLABLE
    TRAILING_TEXT = kinds.TRAILING_TEXT
    OPERATOR = kinds.OPERATOR
    BICEP_ACCESS = kinds.BICEP_ACCESS
    MEMBER_NAME = kinds.MEMBER_NAME
    INTEGER_RANGE = kinds.INTEGER_RANGE
    NOT_INTEGER = kinds.NOT_INTEGER
    PLUS_SIGN = kinds.PLUS_SIGN


_MESSAGES = {
    Mistake.EMPTY: "The expression is empty; the text '[]' is written '[[]'.",
    Mistake.TOO_LONG: f"The expression is longer than {MAX_LENGTH:,} characters.",
    Mistake.TOO_DEEP: f"The expression is nested deeper than {MAX_DEPTH} levels and is not read.",
    Mistake.UNTERMINATED_STRING: "The text after this apostrophe is not closed by another.",
    Mistake.QUOTATION_MARKS: "{name} must stand between apostrophes, not quotation marks.",
    Mistake.NAME_CHARACTERS: "'{name}' holds letters that a name cannot have.",
    Mistake.MISSING_PARENTHESES: "'{name}' is not called: '()' is missing.",
    Mistake.MISSING_ARGUMENT: "An argument is missing before this comma.",
    Mistake.TRAILING_COMMA: "An argument is missing after this comma.",
    Mistake.MISSING_COMMA: "A comma is missing before '{name}'.",
    Mistake.MISSING_INDEX: "The index between '[' and ']' is missing.",
    Mistake.MISSING_NAME: "A name is missing after '{name}'.",
    Mistake.UNCLOSED: "This '{name}' is not closed.",
    Mistake.UNEXPECTED: "'{name}' is not expected here.",
    Mistake.NOT_CALLABLE: "What stands before this '(' cannot be called.",
    Mistake.TRAILING_TEXT: "The expression ends before '{name}'.",
    Mistake.OPERATOR: "There is no operator '{name}' in expressions.",
    Mistake.BICEP_ACCESS: "'{name}' exists only in Bicep.",
    Mistake.MEMBER_NAME: "'{name}' cannot follow a dot; it is written ['{name}'].",
    Mistake.INTEGER_RANGE: "'{name}' does not fit into 32 bits; it is written json('{name}').",
    Mistake.NOT_INTEGER: "'{name}' is not a whole number; it is written json('{name}').",
    Mistake.PLUS_SIGN: "'{name}' needs no plus sign, and not every reader accepts one.",
}


def problem(mistake: Mistake, span: Span, name: str) -> Problem:
    """The problem for a mistake; `name` is the text concerned, shortened where it is long."""
    shown = name if len(name) <= _SHOWN else name[:_SHOWN] + "…"
    message = _specific(mistake, name) or _MESSAGES[mistake]
    return mistake.value.at(span, message.replace("{name}", shown))


def _specific(mistake: Mistake, name: str) -> str | None:
    """The message for a text of which more is known than of others, such as its replacement."""
    if mistake is Mistake.OPERATOR and name in _FUNCTION_FOR:
        function = _FUNCTION_FOR[name]
        return f"There is no operator '{{name}}' in expressions; the function is '{function}'."
    if mistake is Mistake.BICEP_ACCESS:
        return f"'{{name}}' exists only in Bicep; the function is '{_ACCESS_FOR[name]}'."
    if mistake is Mistake.UNEXPECTED and name in _MAKER_FOR:
        return f"'{{name}}' is not expected here; the function is '{_MAKER_FOR[name]}'."
    return None
