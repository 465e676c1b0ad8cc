"""Templates with « and » around the characters that a problem is expected at."""

from __future__ import annotations

from armlens.jsonc.parse import parse
from armlens.problems.examples import CLOSE, OPEN, unmarked
from armlens.template.problems.all import template_problems
from armlens.text.problems import Problem


def problems_of(text: str) -> list[Problem]:
    tree = parse(text)
    assert tree.problems == []
    return template_problems(tree)


def check(text: str, *expected: str) -> None:
    """The template has exactly these problems, as `code: message`, at its marks in their order.

    Of an error the code is preceded by nothing, of others by their severity.
    """
    problems = problems_of(unmarked(text))
    assert [described(each) for each in problems] == list(expected)
    assert marked(unmarked(text), problems) == text


def described(problem: Problem) -> str:
    softer = "" if problem.severity == "error" else f"{problem.severity} "
    return f"{softer}{problem.code.removeprefix('template.')}: {problem.message}"


def marked(text: str, problems: list[Problem]) -> str:
    for problem in reversed(problems):
        start, end = problem.span
        text = f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    return text
