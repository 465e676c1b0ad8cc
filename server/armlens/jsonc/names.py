"""Names used twice in one object."""

from __future__ import annotations

from collections.abc import Iterable

from armlens.jsonc import messages
from armlens.jsonc.nodes import Member, Object
from armlens.text.problems import Problem


def repeated_names(objects: Iterable[Object]) -> list[Problem]:
    """A problem at every name that its object has already, exactly or but for case."""
    problems: list[Problem] = []
    for found in objects:
        members = found.members
        if len({member.name for member in members}) < len(members):
            problems += _repeated(members)
    return problems


def _repeated(members: list[Member]) -> list[Problem]:
    """The problems of one object."""
    problems = []
    exact: set[str] = set()
    folded: set[str] = set()
    for member in members:
        name = member.key.value
        message = messages.DUPLICATE_NAME if name in exact else messages.SIMILAR_NAME
        if member.name in folded and member.key.end > member.key.start:
            problems.append(message.at(member.key.start, member.key.end, name))
        exact.add(name)
        folded.add(member.name)
    return problems
