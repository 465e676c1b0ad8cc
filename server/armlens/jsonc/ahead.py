"""Looking ahead in a text: what stands at an offset, found without reading it.

All functions take the text and an offset, and look at a bounded piece or one token of it.
"""

from __future__ import annotations

import re

from armlens.jsonc.patterns import BARE_WORD, BEFORE_COLON, BEHEADED_NAME, LOOSE_NUMBER, SPACE
from armlens.jsonc.strings import Role, quoted

_CONSTANTS = frozenset(("true", "false", "null"))
_LINE_END = re.compile(r"[\r\n]")
_STRAY_QUOTE = re.compile(r"[\"'][ \t]*+(?:[,}\]\r\n]|\Z)")
_ENDS_WORD = re.compile(r"[ \t]*+(?:[,}\]\r\n\"'{\[:=]|/[/*]|\Z)")
_MORE_MEMBERS = re.compile(r"\s*+(?:,|\"[^\"\r\n]*+\"\s*+:)")
_VALUE_ON_LINE = re.compile(r"[ \t]*+[\"'{\[\w:]")
_ELEMENT = re.compile(r"\"[^\"\\\r\n]*+(?:\\.[^\"\\\r\n]*+)*+\"\s*+[,\]]")
_QUOTED_BRACKET = re.compile(r"[\"'][ \t]*+[{\[][ \t]*+(?:[\r\n]|\Z)")
_COMMA = re.compile(r",[ \t]*+")
_COMMA_AND_COLON = re.compile(r",[ \t]*+:")
_MOST_INDENTATION = 1000
_TAB = 4


def has_colon(text: str, offset: int) -> bool:
    """Whether a colon follows, white space and comments apart."""
    return BEFORE_COLON.match(text, offset) is not None


def is_name(text: str, offset: int, role: Role) -> bool:
    """Whether a name with its colon stands here, where a string would have the given role."""
    if text[offset : offset + 1] in ('"', "'"):
        found = quoted(text, offset, role)
        return has_colon(text, max(found.end, found.stray + 1))
    word = BARE_WORD.match(text, offset)
    return word is not None and has_colon(text, word.end())


def is_element(text: str, offset: int) -> bool:
    """Whether a string stands here with a comma or a closing bracket of an array behind it."""
    return _ELEMENT.match(text, offset) is not None


def is_scalar(text: str, offset: int) -> bool:
    """Whether a number or one of JSON's words stands here."""
    if LOOSE_NUMBER.match(text, offset):
        return True
    word = BARE_WORD.match(text, offset)
    return word is not None and word[0] in _CONSTANTS


def is_value(text: str, offset: int) -> bool:
    """Whether a string, a number, a word or a container stands here, and not a name."""
    char = text[offset : offset + 1]
    if char in ("{", "["):
        return True
    is_string = char in ('"', "'")
    return (is_string or is_scalar(text, offset)) and not is_name(text, offset, Role.VALUE)


def is_lone_word(text: str, offset: int) -> bool:
    """Whether one word stands here that may be a name, and not the first one of several."""
    if BEHEADED_NAME.match(text, offset):
        return True
    word = BARE_WORD.match(text, offset)
    if word is None:
        return False
    return has_colon(text, word.end()) or _ENDS_WORD.match(text, word.end()) is not None


def is_stray_quote(text: str, offset: int) -> bool:
    """Whether a quote stands here that can only close a string, although none is open."""
    return not leads_line(text, offset) and _STRAY_QUOTE.match(text, offset) is not None


def is_quoted_bracket(text: str, offset: int) -> bool:
    """Whether a quote stands here with nothing but an opening bracket behind it on the line."""
    return _QUOTED_BRACKET.match(text, offset) is not None


def is_stray_comma(text: str, offset: int) -> bool:
    """Whether a comma stands here between a colon and its value on the same line.

    A string is the value only if a comma follows it: it may be a name that is being typed.
    """
    after = _COMMA.match(text, offset)
    if after is None or not is_value(text, after.end()):
        return False
    return text[after.end()] not in "\"'" or is_element(text, after.end())


def is_stray_colon(text: str, offset: int) -> bool:
    """Whether what follows the colon here is a whole member or no value."""
    after = SPACE.match(text, offset + 1)
    following = after.end() if after else offset + 1
    return text[following : following + 1] in ("", ",", "}", ":") or is_name(
        text, following, Role.NAME
    )


def is_stray_closer(text: str, offset: int) -> bool:
    """Whether the closing bracket here stands between a name and its value on one line."""
    return text[offset : offset + 1] in ("}", "]") and bool(_VALUE_ON_LINE.match(text, offset + 1))


def is_before_colon(text: str, offset: int) -> bool:
    """Whether a comma stands here between a name and its colon."""
    return _COMMA_AND_COLON.match(text, offset) is not None


def has_more_members(text: str, offset: int) -> bool:
    """Whether the document goes on with a further member, so that its root cannot end here."""
    return _MORE_MEMBERS.match(text, offset) is not None


def leads_line(text: str, offset: int) -> bool:
    """Whether nothing but white space precedes on the line."""
    before = text[max(offset - _MOST_INDENTATION, 0) : offset].rstrip(" \t")
    return before[-1:] in ("", "\r", "\n")


def has_line_end(text: str, start: int, end: int) -> bool:
    """Whether a line ends between the offsets."""
    return _LINE_END.search(text, start, end) is not None


def column(text: str, offset: int) -> int:
    """The columns before the offset on its line, if that is not too long."""
    line = re.split(_LINE_END, text[max(offset - _MOST_INDENTATION, 0) : offset])[-1]
    return len(line.expandtabs(_TAB))


def shown(text: str, offset: int) -> str:
    """What stands here, to be named in a message: the rest of the line, at most a few words."""
    return re.split(_LINE_END, text[offset : offset + 80])[0].rstrip(" ,")
