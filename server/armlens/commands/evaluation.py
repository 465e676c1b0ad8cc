"""`armlens eval`: what an expression is worth, as text or as JSON."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from armlens.analysis.spelling import nearest, question
from armlens.dataclass import dataclass
from armlens.evaluation.evaluator import evaluate_expression
from armlens.evaluation.functions.catalogue import FUNCTIONS, find_function
from armlens.evaluation.residual import residual
from armlens.evaluation.scope import Scope
from armlens.evaluation.summary import Kind, Summary, summary
from armlens.expressions.classify import StringKind, classify
from armlens.expressions.nodes import Call, Expression, IndexAccess, MemberAccess
from armlens.expressions.parser import parse_expression
from armlens.report.frame import frame
from armlens.report.run import Location, Source
from armlens.report.shown_json import shown_json
from armlens.report.visible import visible
from armlens.text.problems import Problem, Severity

VERSION = 1
STATUS_FAILS = 1
STATUS_SYNTAX = 2
_WIDTH = 100
_MOST_NAMED = 3
"""How many of the functions that nobody knows are named."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to print for an expression, the exit status, and whether it belongs to the errors."""

    text: str
    status: int = 0
    is_complaint: bool = False


def text_answer(expression: str, scope: Scope) -> Answer:
    """The value for people: JSON if it is known, else what is known of it."""
    problems = _errors(expression)
    if problems:
        complaints = (_complaint(expression, problem) for problem in problems)
        return Answer("\n".join(complaints), STATUS_SYNTAX, is_complaint=True)
    found = _summary(expression, scope)
    lines = [*_lines(found, expression), *_unknown_functions(expression)]
    return Answer("\n".join(lines), _status(found))


def json_answer(expression: str, scope: Scope) -> Answer:
    """The value for programs: one line of JSON, of ASCII characters only."""
    problems = _errors(expression)
    if problems:
        found = Summary(Kind.ERROR, message=problems[0].message)
        return Answer(_json(found), STATUS_SYNTAX)
    found = _summary(expression, scope)
    return Answer(_json(found), _status(found))


def _summary(expression: str, scope: Scope) -> Summary:
    value = evaluate_expression(expression, scope)
    is_whole = classify(expression) is StringKind.EXPRESSION
    written = expression if is_whole else f"[{expression}]"
    return summary(value, scope, lambda: residual(written, scope))


def _errors(expression: str) -> list[Problem]:
    """What makes the expression none; a hint does not."""
    problems = parse_expression(expression).problems
    is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return list(problems) if is_wrong else []


def _status(found: Summary) -> int:
    return STATUS_FAILS if found.kind is Kind.ERROR else 0


def _complaint(expression: str, problem: Problem) -> str:
    """The message, and the expression with carets under what is wrong with it."""
    source = Source("expression", "", expression)
    lines = frame(Location(source, problem.span), _WIDTH)
    shown = "\n".join(f"  {line.text}" for line in lines)
    return f"armlens: error: {visible(problem.message)}\n{shown}"


def _lines(found: Summary, expression: str) -> Iterator[str]:
    if found.possible:
        for each in found.possible:
            yield f"if {visible(each.condition)}: {_inline(each.summary)}"
        return
    if found.kind is Kind.KNOWN:
        yield shown_json(found.data, indent=2)
        return
    yield _inline(found, is_whole=True)
    if found.data is not None:
        yield shown_json(found.data, indent=2)
    elif found.rest and _squeezed(found.rest) != _squeezed(expression):
        yield f"  {visible(found.rest)}"


def _unknown_functions(expression: str) -> Iterator[str]:
    """A line for each function that is likely misspelt, since nothing else tells of it here."""
    known = [function.name for function in FUNCTIONS.values()]
    names = dict.fromkeys(call.name for call in _calls(expression) if call.namespace is None)
    strange = (name for name in names if find_function(name) is None)
    for name in itertools.islice(strange, _MOST_NAMED):
        meant = question(nearest(name, known))
        yield f"  armlens knows no function '{visible(name)}'.{meant}"


def _calls(expression: str) -> Iterator[Call]:
    waiting: list[Expression] = [parse_expression(expression).root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Call):
            yield node
            waiting += reversed(node.arguments)
        elif isinstance(node, IndexAccess):
            waiting += (node.index, node.target)
        elif isinstance(node, MemberAccess):
            waiting.append(node.target)


def _inline(found: Summary, *, is_whole: bool = False) -> str:
    """A value on one line; of an object that is known in part, the part if nothing follows."""
    if found.kind is Kind.KNOWN or (found.data is not None and not is_whole):
        return shown_json(found.data)
    rest = f": {visible(found.rest)}" if found.rest and not is_whole else ""
    return f"{found.kind.value}: {visible(found.message or '')}{rest}"


def _squeezed(expression: str) -> str:
    return "".join(expression.split()).removeprefix("[").removesuffix("]").lower()


def _json(found: Summary) -> str:
    document: dict[str, Any] = {"version": VERSION, **_fields(found)}
    if found.possible:
        document["alternatives"] = [
            {"condition": each.condition, **_fields(each.summary)} for each in found.possible
        ]
    return json.dumps(document)


def _fields(found: Summary) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "value": found.data,
        "type": found.type,
        "message": found.message,
    }
