"""Reading what is not regular: comments, and every fault a document can have.

Each function reads at least one character or closes at least one container, so that the whole
takes a number of steps that the length of the text bounds.
"""

from __future__ import annotations

from armlens.jsonc import ahead, messages
from armlens.jsonc.closing import close_at_fence, close_unfinished, read_closer
from armlens.jsonc.containers import open_container, open_implied, wrap_in_array
from armlens.jsonc.nodes import Array, Invalid, Missing, Object, String
from armlens.jsonc.scan import MAX_ERRORS, Scan, State
from armlens.jsonc.strings import Role
from armlens.jsonc.trivia import skip_trivia
from armlens.jsonc.words import (
    read_bare_name,
    read_bare_value,
    read_string,
    skip_garbage,
    skip_quote,
)


def read_irregular(scan: Scan) -> None:
    """Read on from an irregular place: comments, or else one thing behind them.

    What follows a comment is mostly regular, which is found out in less time than it takes here.
    """
    comments = len(scan.comments)
    skip_trivia(scan)
    guide = scan.guide
    if guide is not None:
        guide.pass_fence(scan.pos)
        scan.limit = guide.limit
    if len(scan.comments) > comments:
        return
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
        following = ahead.shown(scan.text, scan.pos)
        scan.report_missing(messages.MISSING_COMMA, scan.content_end(), following)
        scan.state = State.OPENED
    else:
        scan.is_balanced &= char not in "{["
        skip_garbage(scan)


def _after_comma(scan: Scan) -> None:
    """Go back to regular reading if something other than a closing bracket follows."""
    scan.state = State.COMMA
    skip_trivia(scan)
    if scan.text[scan.pos : scan.pos + 1] not in ("", "}", "]", ",") and not scan.is_fenced:
        scan.state = State.OPENED


def _after_root(scan: Scan) -> None:
    """Report everything behind the root as one problem."""
    end = max(len(scan.text.rstrip(" \t\r\n")), scan.pos + 1)
    scan.report(messages.AFTER_ROOT, scan.pos, end, ahead.shown(scan.text, scan.pos))
    scan.pos = len(scan.text)


def _begins_next(scan: Scan, char: str) -> bool:
    """Whether a member or an element begins here although no comma precedes it."""
    if char in "\"'":
        return not ahead.is_stray_quote(scan.text, scan.pos)
    if isinstance(scan.container, Array):
        return char in "{[" or ahead.is_scalar(scan.text, scan.pos)
    return ahead.is_name(scan.text, scan.pos, Role.NAME)


def _element(scan: Scan, char: str) -> None:
    """Read one element of an array, or the root."""
    if char in "{[":
        open_container(scan, None)
    elif char == "," and len(scan.stack) > 1:
        _missing_element(scan)
    elif ahead.is_quoted_bracket(scan.text, scan.pos):
        skip_quote(scan)
    elif ahead.is_name(scan.text, scan.pos, Role.ELEMENT) and open_implied(scan, None):
        return
    elif char in "\"'":
        scan.add(None, read_string(scan, Role.ELEMENT))
    elif value := read_bare_value(scan):
        scan.add(None, value)
    else:
        skip_garbage(scan)


def _missing_element(scan: Scan) -> None:
    """Note that nothing, or nothing of use, stands between two commas, or before the first one."""
    offset = scan.comma + 1 if scan.state is State.COMMA else scan.content_end()
    scan.report(messages.MISSING_ELEMENT, offset, offset)
    scan.add(None, Missing(offset, offset, scan.stretch))


def _member(scan: Scan, char: str) -> None:
    """Read one member of an object."""
    key: String | None = None
    if char in "{[":
        _nameless(scan, char)
        return
    if char in "\"'":
        if _is_element(scan) and wrap_in_array(scan):
            return
        key = read_string(scan, Role.NAME)
    elif char == ":" and not ahead.is_stray_colon(scan.text, scan.pos):
        scan.report(messages.MISSING_NAME, scan.pos, scan.pos + 1, char)
        key = String(scan.pos, scan.pos, "", scan.stretch)
    elif ahead.is_lone_word(scan.text, scan.pos):
        key = read_bare_name(scan)
    if key is None:
        skip_garbage(scan)
    else:
        _after_name(scan, key)


def _is_element(scan: Scan) -> bool:
    """Whether a string stands here that is no name although it is on a line of its own."""
    is_first = not isinstance(scan.container, Object) or not scan.container.members
    return not is_first and scan.guide is not None and ahead.is_element(scan.text, scan.pos)


def _nameless(scan: Scan, char: str) -> None:
    """Read a container where a name is wanted: one too many brackets, or too few before."""
    scan.is_balanced = False
    if wrap_in_array(scan):
        return
    if scan.guide is not None:
        skip_garbage(scan)
        return
    scan.report(messages.MISSING_NAME, scan.pos, scan.pos + 1, char)
    open_container(scan, String(scan.pos, scan.pos, "", scan.stretch))


def _after_name(scan: Scan, key: String) -> None:
    """Read the colon and the value of a member."""
    after_key = scan.pos
    skip_trivia(scan)
    _skip_stray(scan)
    char = scan.text[scan.pos : scan.pos + 1]
    if char == ":":
        scan.pos += 1
        _value(scan, key)
    elif char == "=":
        scan.report(messages.MISSING_COLON, scan.pos, scan.pos + 1, key.raw)
        scan.pos += 1
        _value(scan, key)
    else:
        scan.report_missing(messages.MISSING_COLON, after_key, key.raw)
        if ahead.is_value(scan.text, scan.pos) and not scan.is_fenced:
            _value(scan, key)
        else:
            scan.add(key, Missing(after_key, after_key, scan.stretch))


def _skip_stray(scan: Scan) -> None:
    """Report and pass a bracket, a comma or a quote between a name or a colon and the value."""
    text, start = scan.text, scan.pos
    if ahead.is_stray_closer(text, start):
        scan.is_balanced = False
        skip_garbage(scan)
    elif ahead.is_quoted_bracket(text, start):
        skip_quote(scan)
    elif ahead.is_before_colon(text, start):
        skip_garbage(scan)
    if scan.pos > start:
        skip_trivia(scan)


def _value(scan: Scan, key: String) -> None:
    """Read the value of a member, the current offset being right after its colon."""
    after_colon = scan.pos
    skip_trivia(scan)
    _skip_stray(scan)
    while scan.text.startswith(":", scan.pos) or ahead.is_stray_comma(scan.text, scan.pos):
        skip_garbage(scan)
        skip_trivia(scan)
    char = scan.text[scan.pos : scan.pos + 1]
    if not char or char in ",}]" or scan.is_fenced:
        _missing_value(scan, key, after_colon)
    elif char in "{[":
        open_container(scan, key)
    elif char in "\"'":
        _string_value(scan, key, after_colon)
    elif _is_next_member(scan, after_colon):
        _missing_value(scan, key, after_colon)
    else:
        _bare_value(scan, key)


def _bare_value(scan: Scan, key: String) -> None:
    """Read a value without quotes or brackets, or take what is none for an invalid one."""
    start = scan.pos
    value = read_bare_value(scan)
    if value is None:
        skip_garbage(scan)
        value = Invalid(start, scan.pos, scan.stretch)
    scan.add(key, value)


def _missing_value(scan: Scan, key: String, after_colon: int) -> None:
    """Note that a member has no value."""
    scan.report_missing(messages.MISSING_VALUE, after_colon, key.raw)
    scan.add(key, Missing(after_colon, after_colon, scan.stretch))


def _string_value(scan: Scan, key: String, after_colon: int) -> None:
    """Read a string where a value is wanted; if it is a name, a value or a bracket is missing."""
    if not ahead.is_name(scan.text, scan.pos, Role.VALUE):
        scan.add(key, read_string(scan, Role.VALUE))
        return
    is_same_line = not ahead.has_line_end(scan.text, after_colon, scan.pos)
    is_deeper = ahead.column(scan.text, scan.pos) > ahead.column(scan.text, key.start)
    is_inside = is_same_line or is_deeper
    if not (is_inside and open_implied(scan, key)):
        _missing_value(scan, key, after_colon)


def _is_next_member(scan: Scan, after_colon: int) -> bool:
    """Whether a bare name stands here on a later line than the colon."""
    is_later = ahead.has_line_end(scan.text, after_colon, scan.pos)
    return is_later and ahead.is_name(scan.text, scan.pos, Role.VALUE)
