"""What was computed of the parts of a document, kept for as long as they stay as they are.

`update` makes new objects of those containers only that an edit is in. So a node that is still
the same object still has the same text inside, and what was computed of that text is still true.
Two things it does not tell, and whoever remembers something has to see to them: whether anything
outside that was used is still the same (`is_true`), and where the node is now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from armlens.jsonc.nodes import Node

T = TypeVar("T")


class Kind(Generic[T]):
    """A kind of things to remember, each of one or several nodes."""

    def __init__(self, name: str) -> None:
        self.name = name


_Key = tuple[Kind[object], tuple[Node, ...]]


class Overtaken(BaseException):
    """The text that work was for is no longer wanted. Not an error that anybody should handle."""


class Memo:
    """What is remembered of one document, from state to state.

    `pause` is called before anything is computed. It may raise `Overtaken`: what was computed
    until then is remembered all the same, so that the next attempt need not begin anew.
    """

    def __init__(self, pause: Callable[[], None]) -> None:
        self._pause = pause
        self._kept: dict[_Key, object] = {}
        self._used: dict[_Key, object] = {}
        self._lasting: dict[Kind[object], object] = {}

    def once(
        self,
        kind: Kind[T],
        nodes: tuple[Node, ...],
        is_true: Callable[[T], bool],
        compute: Callable[[], T],
    ) -> T:
        """What is remembered of some nodes if it is still true, else what is computed anew."""
        key = cast("_Key", (kind, nodes))
        known = cast("T | None", self._used.get(key) or self._kept.get(key))
        if known is None or not is_true(known):
            self._pause()
            known = compute()
        self._used[key] = known
        return known

    def lasting(self, kind: Kind[T], make: Callable[[], T]) -> T:
        """What there is one of for the whole document, from its first analysis on."""
        key = cast("Kind[object]", kind)
        if key not in self._lasting:
            self._lasting[key] = make()
        return cast("T", self._lasting[key])

    def pause(self) -> None:
        """Raises `Overtaken` if the work is no longer wanted."""
        self._pause()

    def forget_unused(self) -> None:
        """Forgets what was not asked for since the last time: the nodes are gone."""
        self._kept, self._used = self._used, {}
