r"""The regular expressions of the parser, each matched at a known offset.

Every quantifier that could give characters back is possessive (Python 3.11), so an expression
never looks at a character more than a fixed number of times.
"""

from __future__ import annotations

import re
from typing import Final

_SPACE = r"[ \t\r\n]*+"
_TEXT = r'[^"\\\r\n]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\r\n]*+)*+'
_NUMBER = r"-?+(?:0|[1-9][0-9]{0,3999}+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+"

NAME: Final = 1
STRING: Final = 2
OPENER: Final = 3
NUMBER: Final = 4
WORD: Final = 5
CLOSER: Final = 6
"""The groups of the four expressions below; the last one that matched says what was found."""

# A string counts as regular only where something follows that can follow a value: otherwise its
# closing quote may be a stray one, which takes more than one look to tell.
_VALUE = (
    rf'(?:"({_TEXT})"(?=[ \t]*+[,\r\n}}\]/])'
    r"|([{\[])"
    rf"|({_NUMBER})(?![\w.+-])"
    r"|(true|false|null)(?![\w$.+-]))"
)
_MEMBER = rf'"([^"\\\r\n]*+)"{_SPACE}:{_SPACE}{_VALUE}'
_NO_NAME = "((?!))?+"  # never matches; keeps the numbers of the groups equal
_ELEMENT = _NO_NAME + _VALUE

FIRST_MEMBER = re.compile(rf"{_SPACE}(?:{_MEMBER}|([}}\]]))")
NEXT_MEMBER = re.compile(rf"{_SPACE}(?:,{_SPACE}{_MEMBER}|([}}\]]))")
FIRST_ELEMENT = re.compile(rf"{_SPACE}(?:{_ELEMENT}|([}}\]]))")
NEXT_ELEMENT = re.compile(rf"{_SPACE}(?:,{_SPACE}{_ELEMENT}|([}}\]]))")
"""One whole member or element, or a closing bracket: what a document consists of if regular."""

SPACE = re.compile(_SPACE)
ODD_SPACE = re.compile(r"[^\S \t\r\n]++|\ufeff++")
"""White space of Unicode that JSON does not know."""
LINE_COMMENT = re.compile(r"//[^\r\n]*+")
BEFORE_COLON = re.compile(r"(?:[\s\ufeff]++|//[^\r\n]{0,1000}+|/\*(?:[^*]|\*(?!/)){0,1000}+\*/)*+:")
"""A colon behind white space and comments, whose length is bounded to keep the time linear."""

TRIVIA = re.compile(r"(?:[\s\ufeff]++|//[^\r\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
"""White space and comments of any length."""

STRICT_NUMBER = re.compile(_NUMBER)
LOOSE_NUMBER = re.compile(
    r"[+-]?+(?:0[xX][0-9a-fA-F]++|Infinity|NaN"
    r"|(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+)(?![\w.$+-])"
)
"""A number of JSON, JSON5 or Python's json."""

_BARE = r"[^\s\ufeff,\[\]{}\":/]"
BARE_WORD = re.compile(rf"(?:{_BARE}|/(?![/*]))++")
BARE_RUN = re.compile(rf"(?:{_BARE}++|/(?![/*])|[ \t]++(?={_BARE}|/[^/*]))++")
"""Text of no meaning on one line, up to what may mean something."""

BEHEADED_VALUE = re.compile(r'([^"\r\n{}]{1,200}+)"(?=[ \t]*+(?:[,}\]\r\n]|\Z))')
BEHEADED_NAME = re.compile(r'([^"\r\n:,{}\[\]]{1,200}+)"(?=[ \t]*+:)')
"""A string without its opening quote. The length is bounded to keep the time linear."""
