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
from armlens.template.problems.context import Context
from armlens.template.problems.facts import facts_of
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
    for problem in facts.problems:
        yield replace(problem, span=node.source_span(problem.span))
    for reference in facts.references:
        if not context.names.has(reference.kind, reference.name):
            message = f"There is no {reference.kind} '{reference.name}' here."
            yield _UNKNOWN[reference.kind].at(node.source_span(reference.span), message)
    found = [misplaced(use, context) for use in facts.uses]
    found += [misplaced_name(reference, context) for reference in facts.references]
    found += [unknown_member(each, context.names) for each in facts.references if each.path]
    found += [wrong_argument(argument, context.names) for argument in facts.arguments]
    for each in found:
        if each is not None:
            yield replace(each, span=node.source_span(each.span))
