"""All kinds of problems. A kind is known by standing in one of these lists."""

from __future__ import annotations

from armlens.problems import (
    calls,
    expressions,
    jsonc,
    limits,
    links,
    loops,
    names,
    nesting,
    parameters,
    resources,
    rule_files,
    suppressions,
    tool,
)
from armlens.problems.kind import ProblemKind

FAMILIES: dict[str, tuple[ProblemKind, ...]] = {
    "The text as JSON": jsonc.PROBLEMS,
    "The syntax of expressions": expressions.PROBLEMS,
    "Names": names.PROBLEMS,
    "Calls": calls.PROBLEMS,
    "Loops": loops.PROBLEMS,
    "Resources": resources.PROBLEMS,
    "Nested deployments": nesting.PROBLEMS,
    "Linked templates": links.PROBLEMS,
    "Limits of the service": limits.PROBLEMS,
    "Values of parameters": parameters.PROBLEMS,
    "Suppressions": suppressions.PROBLEMS,
    "Rules of your own": rule_files.PROBLEMS,
    "Settings, files and armlens itself": tool.PROBLEMS,
}
"""The kinds by subject, in the order in which they are listed."""

PROBLEMS: tuple[ProblemKind, ...] = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
"""All kinds."""

_BY_CODE = {kind.code: kind for kind in PROBLEMS}


def find_problem(code: str) -> ProblemKind | None:
    """The kind of that code, whatever its case."""
    return _BY_CODE.get(code.lower())


def selects_problems(word: str) -> bool:
    """Whether a word is the code of problems that may be switched, or the beginning of some."""
    return any(kind.matches(word) for kind in PROBLEMS)
