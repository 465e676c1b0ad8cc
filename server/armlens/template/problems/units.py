"""Parts of a template whose expressions are looked at again only if something about them changed.

A unit is a section or a resource. What its expressions lead to depends on its text, on the place
where it stands, and on what the names in it mean: while a unit is looked at, it is noted what the
names around were asked and what they answered, and as long as they would answer the same, the
problems found are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.jsonc.memo import Kind, Memo
from armlens.jsonc.nodes import Node, String
from armlens.template.problems.context import Context, NotingNames, Question
from armlens.template.problems.references import expression_problems
from armlens.text.problems import Problem

Site = tuple[String, Context]
"""A string that may be an expression, and its context."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a template, its context, and how to find the sites and the units in it."""

    node: Node
    context: Context
    look: Callable[[Node, Context], Iterator[Site | Unit]]


@dataclass(frozen=True, slots=True)
class _Found:
    """The problems of a unit that began at `start`, and all that they rest on but its text."""

    problems: tuple[Problem, ...]
    start: int
    surroundings: tuple[object, ...]
    answers: dict[Question, object]


_FOUND: Kind[_Found] = Kind("the problems of the expressions of a unit")


def expressions_problems(found: Iterable[Site | Unit], memo: Memo | None) -> Iterator[Problem]:
    """The problems of expressions and of units of them; without a memo all are looked for."""
    for each in found:
        yield from _of_unit(each, memo) if isinstance(each, Unit) else expression_problems(*each)


def _of_unit(unit: Unit, memo: Memo | None) -> Iterable[Problem]:
    if memo is None:
        return expressions_problems(unit.look(unit.node, unit.context), None)
    found = memo.once(
        _FOUND, (unit.node,), lambda found: _is_true(found, unit), lambda: _found(unit, memo)
    )
    by = unit.node.start - found.start
    return [problem.moved(by) for problem in found.problems] if by else found.problems


def _found(unit: Unit, memo: Memo) -> _Found:
    noting = NotingNames(unit.context.names)
    context = replace(unit.context, names=noting)
    problems = tuple(expressions_problems(unit.look(unit.node, context), memo))
    return _Found(problems, unit.node.start, unit.context.surroundings, noting.answers)


def _is_true(found: _Found, unit: Unit) -> bool:
    answer = unit.context.names.answer
    return found.surroundings == unit.context.surroundings and all(
        answer(question) == before for question, before in found.answers.items()
    )
