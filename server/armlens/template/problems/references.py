"""What expressions refer to that is not there, and what they call that cannot work.

Everything is told at the exact characters, which for an expression means through the escapes of
the string that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.jsonc.nodes import String
from armlens.problems import names as kinds
from armlens.template.problems.calls import misplaced, misplaced_name, wrong_argument
from armlens.template.problems.context import Context, KnownNames, Place
from armlens.template.problems.facts import Facts, facts_of
from armlens.template.problems.limits import string_problem
from armlens.template.problems.members import unknown_member
from armlens.text.problems import Problem

_UNKNOWN = {
    "parameter": kinds.UNKNOWN_PARAMETER,
    "variable": kinds.UNKNOWN_VARIABLE,
    "function": kinds.UNKNOWN_USER_FUNCTION,
}


def expression_problems(node: String, context: Context) -> Iterator[Problem]:
    """The problems of one string, if it is an expression."""
    if (too_long := string_problem(node)) is not None:
        yield too_long
        return
    facts = facts_of(node.value)
    found = [*facts.problems, *_unknown_names(facts, context.names)]
    found += _misused(facts, context)
    for each in found:
        yield replace(each, span=node.source_span(each.span))


def _unknown_names(facts: Facts, names: KnownNames) -> Iterator[Problem]:
    """The references to what is not there, or to a part that is not; spans are in the value."""
    for reference in facts.references:
        if not names.has(reference.kind, reference.name):
            message = f"There is no {reference.kind} '{reference.name}' here."
            yield _UNKNOWN[reference.kind].at(reference.span, message)
        if reference.path and (wrong := unknown_member(reference, names)) is not None:
            yield wrong


def _misused(facts: Facts, context: Context) -> Iterator[Problem]:
    """What does not work at the place, or with the arguments it is given."""
    found = [misplaced(use, context) for use in facts.uses]
    if context.place is Place.DEFAULT:
        found += [misplaced_name(reference) for reference in facts.references]
    found += [wrong_argument(argument, context.names) for argument in facts.arguments]
    yield from filter(None, found)
