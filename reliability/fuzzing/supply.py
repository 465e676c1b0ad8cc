"""Random bytes as choices: a target makes of them whatever it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Supply:
    """Bytes that are used up, and zeros ever after."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, most: int) -> int:
        """A number from 0 to `most`."""
        size = max((most.bit_length() + 7) // 8, 1)
        return int.from_bytes(self._bytes(size), "big") % (most + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        """One of some things."""
        return choices[self.number(len(choices) - 1)]

    def rest(self) -> str:
        """Everything that is left as a text. Bytes that are no UTF-8 become lone surrogates."""
        text = self._data[self._at :].decode("utf-8", "surrogateescape")
        self._at = len(self._data)
        return text

    def _bytes(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        self._at += size
        return taken
