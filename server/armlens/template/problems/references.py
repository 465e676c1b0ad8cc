"""What expressions refer to that is not there, and what they call that cannot work.

Everything is told at the exact characters, which for an expression means through the escapes of
the string that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from armlens.evaluation.functions.signature import MAX_STRING
from armlens.jsonc.nodes import String
from armlens.problems import names as kinds
from armlens.template.problems.calls import misplaced, misplaced_name, wrong_argument
from armlens.template.problems.context import Context, Place
from armlens.template.problems.facts import Facts, Reference
from armlens.template.problems.likeness import facts_of
from armlens.template.problems.limits import string_problem
from armlens.template.problems.members import unknown_member
from armlens.text.problems import Problem

UNEVALUATED = frozenset({"metadata", "comments", "$schema", "contentversion", "apiprofile"})
"""Members of templates and resources whose strings are never expressions."""

_UNKNOWN = {
    "parameter": kinds.UNKNOWN_PARAMETER,
    "variable": kinds.UNKNOWN_VARIABLE,
    "function": kinds.UNKNOWN_USER_FUNCTION,
}


def may_be_expression(node: String) -> bool:
    """Whether a string is worth a closer look; a very long one is too, whatever it is."""
    return node.raw.startswith(("[", "\\")) or node.read_end - node.read_start > MAX_STRING


def expression_problems(node: String, context: Context) -> Iterable[Problem]:
    """The problems of one string, if it is an expression."""
    if (too_long := string_problem(node)) is not None:
        return (too_long,)
    facts = facts_of(node.value)
    found = [*facts.problems]
    answer = context.names.answer
    for reference in facts.references:
        if not answer(reference.is_there):
            found.append(_unknown(reference))
        if reference.path and (wrong := unknown_member(reference, context.names)) is not None:
            found.append(wrong)
    if facts.uses or facts.arguments or context.place is Place.DEFAULT:
        found += _misused(facts, context)
    return [replace(each, span=node.source_span(each.span)) for each in found] if found else ()


def _unknown(reference: Reference) -> Problem:
    """The problem of a reference to what is not there; its span is in the value."""
    message = f"There is no {reference.kind} '{reference.name}' here."
    return _UNKNOWN[reference.kind].at(reference.span, message)


def _misused(facts: Facts, context: Context) -> Iterator[Problem]:
    """What does not work at the place, or with the arguments it is given."""
    found = [misplaced(use, context) for use in facts.uses]
    if context.place is Place.DEFAULT:
        found += [misplaced_name(reference) for reference in facts.references]
    found += [wrong_argument(argument, context.names) for argument in facts.arguments]
    yield from filter(None, found)
