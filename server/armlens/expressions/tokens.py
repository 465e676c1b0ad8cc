"""The tokens of an expression, found in one linear pass."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from armlens.text.spans import Span


class TokenKind(StrEnum):
    """The kinds of tokens, including those that only a mistake writes."""

    NAME = "name"
    STRING = "string"
    UNTERMINATED = "unterminated"
    """A string without its closing apostrophe: always the last token before the end."""
    QUOTED = "quoted"
    """Text between quotation marks, which Azure does not read as a string."""
    INTEGER = "integer"
    FRACTION = "fraction"
    OPENER = "opener"
    CLOSER = "closer"
    COMMA = "comma"
    DOT = "dot"
    OPERATOR = "operator"
    INVALID = "invalid"
    END = "end"


class Token(NamedTuple):
    """A token with the offsets of its text."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The token's text."""
        return Span(self.start, self.end)


# Every repetition is possessive or followed by what it cannot match, so no text makes the
# scanner go back. Names take letters of any script: the parser says which ones Azure refuses.
_TOKEN = re.compile(
    r"""(?P<space>\s++)
      | (?P<name>(?:[^\W\d]|\$)[\w$]*+)
      | (?P<string>'(?:[^']++|'')*+')
      | (?P<unterminated>'(?:[^']++|'')*+)
      | (?P<fraction>[0-9]++(?:\.[0-9]++(?:[eE][-+]?[0-9]++)?|[eE][-+]?[0-9]++))
      | (?P<integer>[0-9]++)
      | (?P<opener>\[\?\^|\[\?|\[\^|[(\[{])
      | (?P<closer>[)\]}])
      | (?P<comma>,)
      | (?P<dot>\.\??)
      | (?P<quoted>"[^"]*+")
      | (?P<operator>[=!<>]=|=>|&&|\|\||\?\?|::|[-+*/%=<>!?:&|^~])
      | (?P<invalid>[^\s\w$'"()\[\]{},.]++|\S)
    """,
    re.VERBOSE,
)
_KINDS = {str(kind): kind for kind in TokenKind}


def tokenize(value: str, within: Span) -> list[Token]:
    """The tokens of a stretch of `value`, closed by one of kind `END`; white space is skipped."""
    tokens = []
    for match in _TOKEN.finditer(value, within.start, within.end):
        kind = _KINDS.get(match.lastgroup or "")
        if kind is not None:
            tokens.append(Token(kind, match[0], match.start(), match.end()))
    tokens.append(Token(TokenKind.END, "", within.end, within.end))
    return tokens
