"""Looks for something in a folder, or else in those above it, each of them once in a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Generic, TypeVar

_Found = TypeVar("_Found")


class Upward(Generic[_Found]):
    """What is found for a folder, by its absolute path: in itself, or the nearest one above.

    `look` says what a folder has: that in a tuple, or None where the search goes on above. Where
    nothing is found up to the root, that is `nothing`. All is remembered.
    """

    def __init__(self, look: Callable[[str], tuple[_Found] | None], nothing: _Found) -> None:
        self._look = look
        self._nothing = nothing
        self._known: dict[str, _Found] = {}

    def __call__(self, folder: str) -> _Found:
        """What is found for the folder."""
        passed: list[str] = []
        while folder not in self._known:
            passed.append(folder)
            above = os.path.dirname(folder)  # noqa: PTH120 - for each folder of each file
            if looked := self._look(folder):
                self._known[folder] = looked[0]
            elif above == folder:
                self._known[folder] = self._nothing
            else:
                folder = above
        for each in passed:
            self._known[each] = self._known[folder]
        return self._known[folder]
