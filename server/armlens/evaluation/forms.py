"""Forms of texts: what a regular expression or a comparison asks of them."""

from __future__ import annotations

from armlens.dataclass import dataclass

MAX_PLACES = 3_000
"""The most characters, or sets of them, of a form; of larger ones, nothing is said."""


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
        same = cases(character) if self.ignoring_case else (character,)
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


def literal(text: str, *, ignoring_case: bool) -> Form:
    """The form of one text."""
    same = text[: MAX_PLACES + 1]  # More than that is too large in any case.
    if ignoring_case:
        same = folded(same)
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


def cases(character: str) -> tuple[str, ...]:
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
