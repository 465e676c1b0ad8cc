"""Nested templates: sections that nothing reaches, and the values that are passed to parameters.

Azure documentation, "Use linked and nested templates", section "Expression evaluation scope".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.jsonc.nodes import Array, Object
from armlens.problems.nesting import UNREACHABLE
from armlens.template.problems.parameters import passed_problems
from armlens.template.problems.templates import Written
from armlens.text.problems import Problem, Severity

_NAMING = ("parameters", "variables", "functions")


def nesting_problems(written: Written, text: str) -> Iterator[Problem]:
    """What is wrong with how a deployment holds its template; `text` is the document's."""
    deployment = written.deployment
    properties = deployment.get("properties") if deployment else None
    if written.scope == "outer":
        yield from _unreachable(written.template, text)
    elif written.scope == "inner" and isinstance(properties, Object):
        is_certain = deployment is not None and deployment.find("condition") is None
        for problem in passed_problems(properties, written.template):
            yield problem if is_certain else _softened(problem)


def _softened(problem: Problem) -> Problem:
    """A problem that ends no deployment if the condition of the nested one is false."""
    is_error = problem.severity is Severity.ERROR
    return replace(problem, severity=Severity.WARNING) if is_error else problem


def _unreachable(template: Object, text: str) -> Iterator[Problem]:
    """The sections whose names no expression can use.

    What is escaped may become an expression of the nested template itself, which could.
    """
    if text.find("[[", template.start, template.end) >= 0:
        return
    for section in _NAMING:
        found = template.find(section)
        content = found.value if found else None
        is_written = (isinstance(content, Object) and content.members) or (
            isinstance(content, Array) and content.elements
        )
        if found and is_written:
            message = (
                f"No expression can use these {section}: the template around evaluates this one,"
                " with names of its own."
            )
            yield UNREACHABLE.at(found.key.span, message)
