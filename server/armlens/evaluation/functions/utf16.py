"""Text as the service counts it: in UTF-16 units, two of them for a character above U+FFFF."""

from __future__ import annotations

from armlens.evaluation.functions.signature import MAX_STRING, ArgumentError, UnknownResult
from armlens.evaluation.lengths import units

__all__ = ["cut", "require_room", "units", "utf8"]


def cut(text: str, start: int, end: int) -> str:
    """The text between two UTF-16 indexes, both within the text.

    A cut through a character above U+FFFF leaves half of it, which no known result shows.
    """
    if len(text) == units(text):
        return text[start:end]
    encoded = text.encode("utf-16-le", "surrogatepass")
    try:
        return encoded[2 * start : 2 * end].decode("utf-16-le")
    except UnicodeDecodeError:
        raise UnknownResult("The cut goes through a character.") from None


def utf8(text: str) -> bytes:
    """The bytes of the text in UTF-8. What becomes of half a surrogate pair is not known."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnknownResult("The text holds half a surrogate pair.") from None


def require_room(count: int) -> None:
    """Refuse a result of more UTF-16 units than a string can have, before it is made."""
    if count > MAX_STRING:
        raise ArgumentError(f"The result is longer than {MAX_STRING} characters.")
