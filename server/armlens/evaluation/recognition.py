"""Whether texts that are known in part match a form: yes, no, or that depends on the holes.

A form becomes a machine that reads one character after the other. Over a hole, it is followed
to every state that any filling leads to. A machine reads in time linear in the text, so that no
form and no text takes long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from armlens.evaluation.forms import (
    END,
    MAX_PLACES,
    START,
    Alternatives,
    Characters,
    Edge,
    Form,
    Repeated,
    Sequence,
    cases,
)
from armlens.evaluation.pieces import Hole, Letters, Pieces

MAX_STATES = 5_000
"""The most states of a machine."""

MAX_SIZE = 500_000
"""The most places that all states of a machine together may have."""

MAX_HOLE = 5_000
"""The longest hole that is followed character by character."""

MAX_KNOWN = 4_096
"""The characters of which a machine keeps what its form can tell."""

Kind = tuple[bool, ...]
"""Which of the sets of characters in a form a character is in."""


class TooLargeError(Exception):
    """A machine would have too many states."""


_SAMPLES = (*map(chr, range(128)), "é", "É", "٣", "²", "·", "\u2003", "😀")
"""Characters of all kinds that a form can tell apart, except those that it names itself."""


class State:
    """Where a machine may be in its form, and where characters lead from there, once asked for."""

    __slots__ = ("accepts", "by_character", "by_kind", "places")

    def __init__(self, places: frozenset[int], *, accepts: bool) -> None:
        self.places = places
        self.accepts = accepts
        """Whether a text that ends here has the form."""
        self.by_character: dict[str, State] = {}
        self.by_kind: dict[Kind, State] = {}


States = frozenset[State]


class Machine:
    """A form that reads texts. It makes its states as they are reached, and keeps them."""

    def __init__(self, form: Form) -> None:
        self._sets: dict[Characters, int] = {}
        self._kind_of: dict[str, Kind] = {}
        self._moves: list[tuple[int, int] | None] = []
        self._ways: list[list[tuple[Edge | None, int]]] = []
        self._last = self._place()
        first = self._built(form, self._last)
        self._states: dict[frozenset[int], State] = {}
        self._size = 0
        self.start = self._state([first], START)

    def _place(self, move: tuple[int, int] | None = None) -> int:
        if len(self._moves) >= MAX_PLACES:
            raise TooLargeError
        self._moves.append(move)
        self._ways.append([])
        return len(self._moves) - 1

    def _fork(self, *ways: tuple[Edge | None, int]) -> int:
        fork = self._place()
        self._ways[fork] = [*ways]
        return fork

    def _built(self, form: Form, then: int) -> int:
        """The place where a form begins that goes on at another place."""
        match form:
            case Characters():
                return self._place((self._sets.setdefault(form, len(self._sets)), then))
            case Sequence():
                for part in reversed(form.parts):
                    then = self._built(part, then)
                return then
            case Alternatives():
                return self._fork(*((None, self._built(each, then)) for each in form.options))
            case Repeated():
                return self._repeated(form, then)
            case Edge():
                return self._fork((form, then))

    def _repeated(self, form: Repeated, then: int) -> int:
        if form.most is None:
            loop = self._fork((None, then))
            self._ways[loop].append((None, self._built(form.part, loop)))
            then = loop
        else:
            end = then
            for _ in range(form.most - form.least):
                then = self._fork((None, end), (None, self._built(form.part, then)))
        for _ in range(form.least):
            then = self._built(form.part, then)
        return then

    @cached_property
    def _samples(self) -> dict[Kind, list[str]]:
        """Samples by what the form can tell of them. Only holes ask for these, and they cost."""
        named = {end for each in self._sets for pair in each.ranges for end in pair}
        found: dict[Kind, list[str]] = {}
        for character in dict.fromkeys((*_SAMPLES, *(c for each in named for c in cases(each)))):
            found.setdefault(self._kind(character), []).append(character)
        return found

    def _kind(self, character: str) -> Kind:
        """All that the form can tell of a character."""
        known = self._kind_of.get(character)
        if known is None:
            known = tuple(each.admits(character) for each in self._sets)
            if len(self._kind_of) < MAX_KNOWN:
                self._kind_of[character] = known
        return known

    def _closed(self, places: Iterable[int], at: Edge | None) -> frozenset[int]:
        """All places that can be reached without reading, at an edge of the text or inside."""
        found: set[int] = set()
        left = [*places]
        while left:
            place = left.pop()
            if place not in found:
                found.add(place)
                left += [to for edge, to in self._ways[place] if edge is None or edge == at]
        return frozenset(found)

    def _state(self, places: Iterable[int], at: Edge | None) -> State:
        closed = self._closed(places, at)
        state = self._states.get(closed)
        if state is None:
            self._size += len(closed)
            if len(self._states) >= MAX_STATES or self._size > MAX_SIZE:
                raise TooLargeError
            accepts = self._last in self._closed(closed, END)
            state = self._states[closed] = State(closed, accepts=accepts)
        return state

    def _step(self, state: State, kind: Kind) -> State:
        """The state after reading a character of some kind."""
        known = state.by_kind.get(kind)
        if known is None:
            moves = (self._moves[place] for place in state.places)
            reached = [move[1] for move in moves if move is not None and kind[move[0]]]
            known = state.by_kind[kind] = self._state(reached, None)
        return known

    def _read(self, state: State, text: str) -> State:
        for character in text:
            further = state.by_character.get(character)
            if further is None:
                further = self._step(state, self._kind(character))
                if character.isascii():
                    state.by_character[character] = further
            state = further
        return state

    def read(self, states: States, text: str) -> States:
        """The states after reading a text in any of some states."""
        return frozenset(self._read(state, text) for state in states)

    def fill(self, states: States, hole: Hole) -> States:
        """The states after reading whatever may fill a hole in any of some states."""
        kinds = self._kinds(hole.letters)
        least, most = hole.sizes.least or 0, hole.sizes.most
        if _may_be_wide(hole.letters):
            least = (least + 1) // 2  # A character may count as two.
        reached: set[State] = set()
        seen: set[States] = set()
        for count in range(MAX_HOLE):
            if count >= least:
                reached |= states
                seen.add(states)
            if count == most or not kinds:
                return frozenset(reached)
            further = frozenset(self._step(state, kind) for state in states for kind in kinds)
            if further in seen or (further == states and count < least):
                return frozenset(reached | further)
            states = further
        raise TooLargeError

    def _kinds(self, letters: Letters) -> frozenset[Kind]:
        """The kinds of the characters that may occur."""
        if not letters.excluded:
            return frozenset(map(self._kind, letters.characters))
        return frozenset(
            kind
            for kind, samples in self._samples.items()
            if any(not each.isascii() or letters.admits(each) for each in samples)
        )


def _may_be_wide(letters: Letters) -> bool:
    return letters.excluded or any(each > "\uffff" for each in letters.characters)


@lru_cache(maxsize=1024)
def machine(form: Form) -> Machine | None:
    """The machine that reads texts of a form; None if it would be too large."""
    try:
        return Machine(form)
    except TooLargeError:
        return None


def reads(reader: Machine, pieces: Pieces) -> bool | None:
    """Whether a text has the form that a machine reads, whatever is in its holes."""
    states: States = frozenset([reader.start])
    try:
        for piece in pieces:
            if isinstance(piece, str):
                states = reader.read(states, piece)
            else:
                states = reader.fill(states, piece)
    except TooLargeError:
        return None
    answers = {state.accepts for state in states}
    return answers.pop() if len(answers) == 1 else None
