"""Upper and lower case as the service has them, and comparing without regard to case.

The service uses .NET's invariant culture. Its casing maps one character to one, so where
Unicode's full mapping differs, or versions of the tables do, the result is not known. Its
comparison lets characters weigh together (an e and an accent, ss and a sharp s); only texts
without such characters are compared here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import ucd_3_2_0

from armlens.evaluation.functions.signature import UnknownResult

__all__ = ["folded", "is_plain", "lower", "upper"]

_PLAIN = re.compile(r"[\t\n -~À-ÅÇ-ÏÑ-ÖÙ-Ýà-åç-ïñ-öù-ýÿ]*")
"""Texts of characters that are each compared for itself: ASCII and accented Latin letters."""


def is_plain(text: str) -> bool:
    """Whether each character of a text is compared for itself."""
    return _PLAIN.fullmatch(text) is not None


def folded(text: str) -> str:
    """The text for comparisons that ignore case; as long as the text itself."""
    if not is_plain(text):
        raise UnknownResult("How such characters compare is not established.")
    return text.lower()


def lower(text: str) -> str:
    """The text in the invariant culture's lower case."""
    return _changed(text, str.lower, str.upper)


def upper(text: str) -> str:
    """The text in the invariant culture's upper case."""
    return _changed(text, str.upper, str.lower)


def _changed(text: str, change: Callable[[str], str], back: Callable[[str], str]) -> str:
    """The text, changed character by character, so that no neighbour has a say."""
    if text.isascii():
        return change(text)
    table = {character: change(character) for character in set(text)}
    for character, changed in table.items():
        if character != changed and not _is_sure(character, changed, back):
            raise UnknownResult(f"The case of U+{ord(character):04X} is not established.")
    return "".join(map(table.__getitem__, text))


def _is_sure(character: str, changed: str, back: Callable[[str], str]) -> bool:
    """Whether all tables agree: one old character for one, there and back, ASCII to ASCII."""
    return (
        back(changed) == character
        and character.isascii() == changed.isascii()
        and character <= "\uffff"
        and "Cn" not in map(ucd_3_2_0.category, changed)
    )
