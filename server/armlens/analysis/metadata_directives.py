"""Reads suppressions in metadata: `"metadata": {"armlens": {"ignore": {"RULE": "reason"}}}`.

They are for the resource or template whose metadata it is, with all that is nested in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from armlens.analysis.directives import MARK, Directive, Directives, Form
from armlens.analysis.settings_problems import misspelt
from armlens.analysis.spelling import nearest
from armlens.analysis.suppression import no_reason, states_reason
from armlens.jsonc.edits import remove_member
from armlens.jsonc.nodes import Member, Node, Object, String, children
from armlens.jsonc.tree import Tree
from armlens.problems.suppressions import UNKNOWN_KEY, WRONG_TYPE
from armlens.text.edits import Edit
from armlens.text.problems import Problem

METADATA = "metadata"
IGNORE = "ignore"

_KEY = re.compile(rf'"{MARK}"\s*+:')

Step = tuple[Object, Member]
"""An object and the member of it that is gone into."""


def metadata_directives(tree: Tree) -> Directives:
    """The directives in the metadata of a document, in the order written."""
    found: list[Directive] = []
    problems: list[Problem] = []
    for match in _KEY.finditer(tree.text):
        if steps := _steps(tree, match.start()):
            found += _read(tree, steps, problems)
    return Directives(tuple(found), tuple(problems))


def _steps(tree: Tree, offset: int) -> list[Step]:
    """The way from the owner of the metadata to the member at the offset, if it is in metadata."""
    path: list[Node] = []
    node = tree.root
    while node is not None:
        path.append(node)
        node = next((each for each in children(node) if each.start <= offset < each.end), None)
    match path[-5:]:
        case [Object() as owner, Member() as outer, Object() as metadata, Member() as inner, _]:
            is_key = inner.key.start == offset
            if is_key and outer.name == METADATA:
                return [(owner, outer), (metadata, inner)]
    return []


def _read(tree: Tree, steps: list[Step], problems: list[Problem]) -> Iterator[Directive]:
    """The directives of one object's metadata."""
    own = _object(steps[-1][1], "an object with 'ignore'", problems)
    if own is None:
        return
    for member in own.members:
        name = member.key.value
        if name.lower() != IGNORE:
            message = f"'{name}' means nothing here."
            meant = nearest(name, [IGNORE])
            problems.append(misspelt(UNKNOWN_KEY, message, member.key, meant))
        elif ignored := _object(member, "an object from rules to reasons", problems):
            way = [*steps, (own, member)]
            yield from (_directive(tree, way, ignored, each, problems) for each in ignored.members)


def _object(member: Member, expected: str, problems: list[Problem]) -> Object | None:
    if isinstance(member.value, Object):
        return member.value
    problems.append(_wrong_type(member, expected))
    return None


def _wrong_type(member: Member, expected: str) -> Problem:
    return WRONG_TYPE.at(member.value.span, f"'{member.key.value}' must be {expected}.")


def _directive(
    tree: Tree, way: list[Step], ignored: Object, member: Member, problems: list[Problem]
) -> Directive:
    rule, reason = member.key, member.value
    if not isinstance(reason, String):
        problems.append(_wrong_type(member, "the reason, a string"))
    elif not states_reason(reason.value):
        problems.append(no_reason(rule.value, reason.span))
    return Directive(
        Form.METADATA,
        rule.value,
        rule.span,
        reason.value if isinstance(reason, String) else "",
        way[0][0].span,
        _removal(tree, [*way, (ignored, member)]),
    )


def _removal(tree: Tree, way: list[Step]) -> tuple[Edit, ...]:
    """The edits that take a directive out, with the objects that would be empty without it."""
    inside = (step for step in reversed(way) if len(step[0].members) > 1)
    return remove_member(tree, *next(inside, way[0]))
