"""The converter from JSON to the protocol's objects, which takes no value for another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pygls.protocol import default_converter

if TYPE_CHECKING:
    from cattrs import Converter


def strict_converter() -> Converter:
    """Pygls' converter, but a number is no text, and half a number no number.

    Whole numbers may come as `1.0`, as some clients write them.
    """
    # pygls says nothing about its type.
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    return converter


def _text(value: Any, kind: Callable[[str], str]) -> str:
    """A text, or one of an enumeration of texts."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return kind(value)


def _whole(value: Any, kind: Callable[[Any], int]) -> int:
    """A whole number, or one of an enumeration of them; or a bool, which Python takes for one."""
    if kind is bool:
        return bool(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError("not a whole number")
    return kind(int(value))
