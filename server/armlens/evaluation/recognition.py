"""Whether texts that are known in part match a form: yes, no, or that depends on the holes.

A form becomes a machine that reads one character after the other. Over a hole, it is followed
to every state that any filling leads to. A machine reads in time linear in the text, so that no
form and no text takes long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from armlens.evaluation.pieces import Hole, Letters, Pieces

MAX_PLACES = 3_000
"""The most places of a form; of larger ones, nothing is said."""

MAX_STEPS = 20_000
"""The most ways from state to state that a machine notes."""

MAX_HOLE = 5_000
"""The longest hole that is followed character by character."""

Kind = tuple[bool, ...]
"""Which of the sets of characters in a form a character is in."""

State = frozenset[int]
States = frozenset[State]


@dataclass(frozen=True, slots=True)
class Characters:
    """Any one of some characters: those of `ranges` and of the `kinds` (`d`, `w`, `s`).

    Kinds in upper case stand for all other characters. If `excluded`, any other character.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    kinds: str = ""
    excluded: bool = False
    ignoring_case: bool = False

    def admits(self, character: str) -> bool:
        """Whether a character is one of them."""
        same = _cases(character) if self.ignoring_case else (character,)
        return any(map(self._has, same)) is not self.excluded

    def _has(self, character: str) -> bool:
        return any(first <= character <= last for first, last in self.ranges) or any(
            _is_kind(character, kind) for kind in self.kinds
        )


@dataclass(frozen=True, slots=True)
class Sequence:
    """Several forms in a row."""

    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of several forms."""

    options: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A form several times, from `least` to `most`; None is any number of times."""

    part: Form
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """The start of the text or, if `is_end`, its end."""

    is_end: bool


Form = Characters | Sequence | Alternatives | Repeated | Edge
ANY = Characters(excluded=True)
ANYTHING = Repeated(ANY)
START, END = Edge(is_end=False), Edge(is_end=True)


class TooLargeError(Exception):
    """A machine would have too many states."""


def literal(text: str, *, ignoring_case: bool) -> Form:
    """The form of one text."""
    same = folded(text) if ignoring_case else text
    return Sequence(
        tuple(Characters(((each, each),), ignoring_case=ignoring_case) for each in same)
    )


def folded(text: str) -> str:
    """The text as it is compared where case is ignored: in upper case, one character for one.

    That is how .NET's ordinal comparison has it; no character outside ASCII becomes one of it.
    """
    return text.upper() if text.isascii() else "".join(map(_upper, text))


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == 1 and upper.isascii() == character.isascii() else character


def _cases(character: str) -> tuple[str, ...]:
    """A character in both cases."""
    upper = _upper(character)
    lower = upper.lower()
    is_one = len(lower) == 1 and lower.isascii() == character.isascii()
    return (character, upper, lower) if is_one else (character, upper)


def _is_kind(character: str, kind: str) -> bool:
    match kind.lower():
        case "d":
            found = character.isdecimal()
        case "w":
            found = character.isalnum() or character == "_"
        case _:
            found = character.isspace()
    return found is kind.islower()


_SAMPLES = (*map(chr, range(128)), "é", "É", "٣", "²", "·", "\u2003", "😀")
"""Characters of all kinds that a form can tell apart, except those that it names itself."""


class Machine:
    """A form that reads texts. Its states are sets of places in the form; it notes the ways."""

    def __init__(self, form: Form) -> None:
        self._sets: dict[Characters, int] = {}
        self._moves: list[tuple[int, int] | None] = []
        self._ways: list[list[tuple[Edge | None, int]]] = []
        self._last = self._place()
        first = self._built(form, self._last)
        self._samples = self._sorted()
        self._ascii = {chr(code): self._kind(chr(code)) for code in range(128)}
        self._steps: dict[tuple[State, Kind], State] = {}
        self.start: State = self._closed([first], START)

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

    def _sorted(self) -> dict[Kind, list[str]]:
        """The samples by what the form can tell of them."""
        named = {end for each in self._sets for pair in each.ranges for end in pair}
        found: dict[Kind, list[str]] = {}
        for character in dict.fromkeys((*_SAMPLES, *(c for each in named for c in _cases(each)))):
            found.setdefault(self._kind(character), []).append(character)
        return found

    def _kind(self, character: str) -> Kind:
        """All that the form can tell of a character."""
        return tuple(each.admits(character) for each in self._sets)

    def _closed(self, places: Iterable[int], at: Edge | None) -> State:
        """All places that can be reached without reading, at an edge of the text or inside."""
        found: set[int] = set()
        left = [*places]
        while left:
            place = left.pop()
            if place not in found:
                found.add(place)
                left += [to for edge, to in self._ways[place] if edge is None or edge == at]
        return frozenset(found)

    def _step(self, state: State, kind: Kind) -> State:
        """The state after reading a character of some kind."""
        known = self._steps.get((state, kind))
        if known is None:
            if len(self._steps) >= MAX_STEPS:
                raise TooLargeError
            moves = (self._moves[place] for place in state)
            reached = [move[1] for move in moves if move is not None and kind[move[0]]]
            known = self._steps[state, kind] = self._closed(reached, None)
        return known

    def accepts(self, state: State) -> bool:
        """Whether a text that ends here has the form."""
        return self._last in self._closed(state, END)

    def read(self, states: States, text: str) -> States:
        """The states after reading a text in any of some states."""
        for character in text:
            kind = self._ascii.get(character) or self._kind(character)
            states = frozenset(self._step(state, kind) for state in states)
        return states

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
    answers = {reader.accepts(state) for state in states}
    return answers.pop() if len(answers) == 1 else None
