"""Reading what is not regular: comments, and every fault a document can have.

Each function reads at least one character or closes at least one container, so that the whole
takes a number of steps that the length of the text bounds.
"""

from __future__ import annotations

import re

from typing import Final

from armlens.jsonc import messages
from armlens.jsonc.closing import close_at_fence, close_unfinished, read_closer
from armlens.jsonc.containers import open_container, open_implied, wrap_in_array
from armlens.jsonc.nodes import Array, Invalid, Missing, Object, String
from armlens.jsonc.patterns import BARE_WORD, LOOSE_NUMBER
from armlens.jsonc.scan import MAX_ERRORS, Scan, State
from armlens.jsonc.strings import Role, quoted
from armlens.jsonc.trivia import skip_trivia
from armlens.jsonc.words import read_bare_name, read_bare_value, read_string, skip_garbage

_STRAY_QUOTE = re.compile(r"[\"'][ \t]*+(?:[,}\]\r\n]|\Z)")
_LONE_WORD = re.compile(r"[ \t]*+(?:[,}\]\r\n\"'{\[:=]|/[/*]|\Z)")
_LINE_END = re.compile(r"[\r\n]")
_CONSTANTS: Final = frozenset(("true", "false", "null"))
_MOST_INDENTATION = 1000


def read_irregular(scan: Scan) -> None:
    """Read on from an irregular place."""
    skip_trivia(scan)
    guide = scan.guide
    if guide is not None:
        guide.pass_fence(scan.pos)
        scan.limit = guide.limit
    if scan.errors > MAX_ERRORS:
        scan.give_up()
    if scan.pos >= len(scan.text):
        close_unfinished(scan, 1)
        scan.is_done = True
        return
    char = scan.text[scan.pos]
    if char in "}]":
        read_closer(scan)
    elif guide is not None and len(scan.stack) > 2 and scan.pos == guide.fence:
        close_at_fence(scan)
    elif scan.state is State.VALUE:
        _after_value(scan, char)
    elif isinstance(scan.container, Object):
        _member(scan, char)
    else:
        _element(scan, char)


def _after_value(scan: Scan, char: str) -> None:
    """Read what follows a member or an element: a comma, or what should have one before it."""
    if len(scan.stack) == 1:
        _after_root(scan)
    elif char == ",":
        scan.comma = scan.pos
        scan.pos += 1
        _after_comma(scan)
    elif _begins_next(scan, char):
        scan.report_missing(messages.MISSING_COMMA, scan.content_end(), _next_word(scan))
        scan.state = State.OPENED
    else:
        scan.is_balanced &= char not in "{["
        skip_garbage(scan)


def _after_comma(scan: Scan) -> None:
    """Go back to regular reading if something other than a closing bracket follows."""
    scan.state = State.COMMA
    skip_trivia(scan)
    is_fenced = scan.guide is not None and scan.pos >= scan.guide.fence
    if scan.text[scan.pos : scan.pos + 1] not in ("", "}", "]", ",") and not is_fenced:
        scan.state = State.OPENED


def _after_root(scan: Scan) -> None:
    """Report everything behind the root as one problem."""
    end = max(len(scan.text.rstrip()), scan.pos + 1)
    scan.report(messages.AFTER_ROOT, scan.pos, end, _next_word(scan))
    scan.pos = len(scan.text)


def _next_word(scan: Scan) -> str:
    """What stands at the current offset, to be named in a message."""
    return scan.text[scan.pos : scan.pos + 80].split("\n", maxsplit=1)[0].rstrip("\r ,")


def _begins_next(scan: Scan, char: str) -> bool:
    """Whether a member or an element begins here although no comma precedes it."""
    if char in "\"'":
        return _leads_line(scan) or not _STRAY_QUOTE.match(scan.text, scan.pos)
    if char in "{[":
        return isinstance(scan.container, Array)
    if isinstance(scan.container, Array):
        return _is_scalar(scan)
    word = BARE_WORD.match(scan.text, scan.pos)
    return word is not None and scan.has_colon(word.end())


def _leads_line(scan: Scan) -> bool:
    """Whether nothing but white space precedes the current offset on its line."""
    before = scan.text[max(scan.pos - _MOST_INDENTATION, 0) : scan.pos].rstrip(" \t")
    return before[-1:] in "\r\n"


def _is_scalar(scan: Scan) -> bool:
    """Whether a number or one of JSON's words stands at the current offset."""
    if LOOSE_NUMBER.match(scan.text, scan.pos):
        return True
    word = BARE_WORD.match(scan.text, scan.pos)
    return word is not None and word[0] in _CONSTANTS


def _is_name(scan: Scan, char: str, role: Role) -> bool:
    """Whether a name with its colon stands at the current offset, where a value is wanted."""
    if char in "\"'":
        found = quoted(scan.text, scan.pos, role)
        return scan.has_colon(max(found.end, found.stray + 1))
    word = BARE_WORD.match(scan.text, scan.pos)
    return word is not None and scan.has_colon(word.end())


def _element(scan: Scan, char: str) -> None:
    """Read one element of an array, or the root."""
    if char in "{[":
        open_container(scan, None)
    elif char == "," and len(scan.stack) > 1:
        _missing_element(scan)
    elif _is_name(scan, char, Role.ELEMENT) and open_implied(scan, None):
        return
    elif char in "\"'":
        scan.add(None, read_string(scan, Role.ELEMENT))
    elif value := read_bare_value(scan):
        scan.add(None, value)
    else:
        skip_garbage(scan)


def _missing_element(scan: Scan) -> None:
    """Note that nothing stands between two commas, or before the first one."""
    is_first = scan.state is State.OPENED and not scan.container_is_filled
    offset = scan.container.start + 1 if is_first else scan.comma + 1
    scan.report(messages.MISSING_ELEMENT, offset, offset)
    scan.add(None, Missing(offset, offset))


def _member(scan: Scan, char: str) -> None:
    """Read one member of an object."""
    key: String | None = None
    if char in "{[":
        _nameless(scan, char)
        return
    if char in "\"'":
        key = read_string(scan, Role.NAME)
    elif char == ":":
        scan.report(messages.MISSING_NAME, scan.pos, scan.pos + 1, char)
        key = String(scan.pos, scan.pos, "")
    elif _is_lone_word(scan):
        key = read_bare_name(scan)
    if key is None:
        skip_garbage(scan)
    else:
        _after_name(scan, key)


def _is_lone_word(scan: Scan) -> bool:
    """Whether one word stands here that may be a name, and not the first one of several."""
    word = BARE_WORD.match(scan.text, scan.pos)
    if word is None:
        return False
    return scan.has_colon(word.end()) or _LONE_WORD.match(scan.text, word.end()) is not None


def _nameless(scan: Scan, char: str) -> None:
    """Read a container where a name is wanted: one too many brackets, or too few before."""
    scan.is_balanced = False
    if wrap_in_array(scan, char):
        return
    if scan.guide is not None:
        skip_garbage(scan)
        return
    scan.report(messages.MISSING_NAME, scan.pos, scan.pos + 1, char)
    open_container(scan, String(scan.pos, scan.pos, ""))


def _after_name(scan: Scan, key: String) -> None:
    """Read the colon and the value of a member."""
    after_key = scan.pos
    skip_trivia(scan)
    char = scan.text[scan.pos : scan.pos + 1]
    if char == ":":
        scan.pos += 1
        _value(scan, key)
    elif char == "=":
        scan.report(messages.MISSING_COLON, scan.pos, scan.pos + 1, key.raw)
        scan.pos += 1
        _value(scan, key)
    elif _is_value(scan, char):
        scan.report_missing(messages.MISSING_COLON, after_key, key.raw)
        _value(scan, key)
    else:
        scan.report_missing(messages.MISSING_COLON, after_key, key.raw)
        scan.add(key, Missing(after_key, after_key))


def _is_value(scan: Scan, char: str) -> bool:
    """Whether the member's value stands at the current offset, only its colon being forgotten."""
    if not char or _is_fenced(scan):
        return False
    if char in "\"'":
        return not _is_name(scan, char, Role.VALUE)
    return char in "{[" or (_is_scalar(scan) and not _is_name(scan, char, Role.VALUE))


def _is_fenced(scan: Scan) -> bool:
    """Whether the innermost container should have closed before the current offset."""
    return scan.guide is not None and len(scan.stack) > 2 and scan.pos >= scan.guide.fence


def _value(scan: Scan, key: String) -> None:
    """Read the value of a member, the current offset being right after its colon."""
    after_colon = scan.pos
    skip_trivia(scan)
    char = scan.text[scan.pos : scan.pos + 1]
    if not char or char in ",}]" or _is_fenced(scan):
        _missing_value(scan, key, after_colon)
    elif char in "{[":
        open_container(scan, key)
    elif char in "\"'":
        _string_value(scan, key, after_colon)
    elif _is_on_later_line(scan, after_colon) and _is_name(scan, char, Role.VALUE):
        _missing_value(scan, key, after_colon)
    elif value := read_bare_value(scan):
        scan.add(key, value)
    else:
        start = scan.pos
        skip_garbage(scan)
        scan.add(key, Invalid(start, scan.pos))


def _missing_value(scan: Scan, key: String, after_colon: int) -> None:
    """Note that a member has no value."""
    scan.report_missing(messages.MISSING_VALUE, after_colon, key.raw)
    scan.add(key, Missing(after_colon, after_colon))


def _string_value(scan: Scan, key: String, after_colon: int) -> None:
    """Read a string where a value is wanted; if it is a name, a value or a bracket is missing."""
    if not _is_name(scan, '"', Role.VALUE):
        scan.add(key, read_string(scan, Role.VALUE))
        return
    is_inside = not _is_on_later_line(scan, after_colon) or _is_deeper(scan, key.start)
    if not (is_inside and open_implied(scan, key)):
        _missing_value(scan, key, after_colon)


def _is_on_later_line(scan: Scan, offset: int) -> bool:
    """Whether a line ends between the offset and the current one."""
    return _LINE_END.search(scan.text, offset, scan.pos) is not None


def _is_deeper(scan: Scan, offset: int) -> bool:
    """Whether the current line is indented deeper than that of the offset."""
    return _indentation(scan.text, scan.pos) > _indentation(scan.text, offset)


def _indentation(text: str, offset: int) -> int:
    """The width of the white space at the beginning of a line that is not too long."""
    line = text[max(offset - _MOST_INDENTATION, 0) : offset]
    line = re.split(r"[\r\n]", line)[-1]
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
