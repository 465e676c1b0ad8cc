"""What is wrong in a rule file, each at its characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from difflib import get_close_matches

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String
from armlens.problems.rule_files import MISSING_MEMBER, UNKNOWN_MEMBER, WRONG_TYPE
from armlens.text.problems import Problem
from armlens.text.spans import Span

_MOST_NAMED = 3
"""How many of the members that would do a message names."""


@dataclass(slots=True)
class Mistakes:
    """Collects the problems of a rule file; each reader returns None for what it cannot use."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, node: Node, what: str, expected: str) -> None:
        """Notes a value that is not what its place takes."""
        span = node.span if node.end > node.start else Span(node.start, node.start + 1)
        self.problems.append(WRONG_TYPE.at(span, f"{what} must be {expected}."))

    def unknown(self, key: String, what: str, known: Iterable[str]) -> None:
        """Notes a member that nobody reads."""
        near = get_close_matches(key.value, list(known), n=1)
        meant = f" Did you mean '{near[0]}'?" if near else ""
        message = f"'{key.value}' is no {what}.{meant}"
        self.problems.append(UNKNOWN_MEMBER.at(key.span, message))

    def missing(self, node: Node | Span, what: str, names: Sequence[str]) -> None:
        """Notes an object without a member that it needs: one of the names."""
        words = " or ".join(f"'{name}'" for name in names[:_MOST_NAMED])
        words += " or the like" if len(names) > _MOST_NAMED else ""
        span = Span(node.start, node.start + 1)
        self.problems.append(MISSING_MEMBER.at(span, f"{what} needs {words}."))

    def text(self, node: Node | None, what: str) -> str | None:
        """The text that a node is."""
        if isinstance(node, String):
            return node.value
        if node is not None:
            self.wrong(node, what, "a text")
        return None

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """The texts of an array of them, or the one text that a node is."""
        if isinstance(node, String):
            return (node.value,)
        if not isinstance(node, Array):
            if node is not None:
                self.wrong(node, what, "a text or an array of texts")
            return ()
        found = [self.text(each, f"Each of {what}") for each in node.elements]
        return tuple(each for each in found if each is not None)

    def scalar(self, node: Node, what: str) -> str | int | float | bool | None:
        """The text, number or truth value that a node is."""
        if isinstance(node, String | Number):
            return node.value
        if isinstance(node, Constant) and isinstance(node.value, bool):
            return node.value
        self.wrong(node, what, "a text, a number, true or false")
        return None

    def truth(self, node: Node, what: str) -> bool | None:
        """The truth value that a node is."""
        if isinstance(node, Constant) and isinstance(node.value, bool):
            return node.value
        self.wrong(node, what, "true or false")
        return None

    def whole_number(self, node: Node, what: str) -> int | None:
        """The number that a node is, if it is whole and not negative."""
        if isinstance(node, Number) and isinstance(node.value, int) and node.value >= 0:
            return node.value
        self.wrong(node, what, "a whole number")
        return None

    def members(self, node: Node, what: str, known: Iterable[str]) -> dict[str, Member] | None:
        """The members of an object by name; those that nobody knows are noted and left out."""
        if not isinstance(node, Object):
            self.wrong(node, what, "an object")
            return None
        names = list(known)
        found: dict[str, Member] = {}
        for member in node.members:
            if member.key.value in names:
                found[member.key.value] = member
            else:
                self.unknown(member.key, f"member of {what[:1].lower()}{what[1:]}", names)
        return found
