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


class _Kept:
    """What was computed once, and what was asked for meanwhile.

    `holder` is what last asked for it while being computed itself; None if nothing did.
    """

    __slots__ = ("holder", "inside", "value")

    def __init__(self, value: object, inside: set[_Key]) -> None:
        self.value = value
        self.inside = inside
        self.holder: _Key | None = None


class Memo:
    """What is remembered of one document, from state to state.

    `pause` is called before anything is computed. It may raise `Overtaken`: what was computed
    until then is remembered all the same, so that the next attempt need not begin anew.
    """

    def __init__(self, pause: Callable[[], None]) -> None:
        self._pause = pause
        self._kept: dict[_Key, _Kept] = {}
        self._asked_before: set[_Key] = set()
        self._asked: set[_Key] = set()
        self._inside: set[_Key] = self._asked
        self._holder: _Key | None = None
        self.depth = 0
        """How many computations are under way, one for another."""
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
        kept = self._kept.get(key)
        if kept is None or not is_true(cast("T", kept.value)):
            kept = self._computed(key, compute)
        kept.holder = self._holder
        self._inside.add(key)
        return cast("T", kept.value)

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
        """Forgets what was not asked for since the last time: the nodes are gone.

        What something remembered asked for when it was computed counts as asked for with it.
        """
        for key in self._asked_before - self._asked:
            self._free(key, None)
        self._asked_before, self._asked = self._asked, set()
        self._inside = self._asked

    def _computed(self, key: _Key, compute: Callable[[], object]) -> _Kept:
        self._pause()
        outer = self._holder, self._inside
        self._holder, self._inside = key, set()
        self.depth += 1
        try:
            kept = _Kept(compute(), self._inside)
        except BaseException:
            self._hold_for_now(self._inside)
            raise
        finally:
            self.depth -= 1
            self._holder, self._inside = outer
        before = self._kept.get(key)
        self._kept[key] = kept
        for each in before.inside - kept.inside if before else ():
            self._free(each, key)
        return kept

    def _hold_for_now(self, keys: set[_Key]) -> None:
        """Keeps what was computed for something that was not finished, until all is done."""
        for key in keys:
            self._kept[key].holder = None
        self._asked |= keys

    def _free(self, key: _Key, holder: _Key | None) -> None:
        """Forgets something that is held by nothing else, and what it holds."""
        waiting = [(key, holder)]
        while waiting:
            key, holder = waiting.pop()
            kept = self._kept.get(key)
            if kept is not None and kept.holder == holder:
                del self._kept[key]
                waiting += ((each, key) for each in kept.inside)
