"""What an expression says by itself, wherever it stands: what it refers to, calls and gives.

Found once for each text: a keystroke leaves nearly all strings of a document as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from armlens.dataclass import dataclass
from armlens.evaluation.functions.catalogue import find_function
from armlens.evaluation.functions.signature import Function
from armlens.evaluation.types import ValueType
from armlens.expressions.classify import StringKind, classify
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.problems import calls, names
from armlens.text.problems import Problem
from armlens.text.spans import Span

NAMING = frozenset({"parameters", "variables"})
"""The functions whose argument is a name."""

PLACED = frozenset(
    {
        "copyindex",
        "managementgroup",
        "newguid",
        "reference",
        "references",
        "resourcegroup",
        "subscription",
        "utcnow",
    }
)
"""The functions, in lower case, that work at some places only; those of the family `list*` too."""

_LAZY = frozenset({"if", "and", "or", "coalesce"})
"""Functions that evaluate their first argument for certain, and of the others what they need."""

_TAKES_LAMBDA = frozenset({"map", "filter", "sort", "reduce", "toobject", "groupby", "mapvalues"})


@dataclass(frozen=True, slots=True)
class Step:
    """An access to a part of a value: `.key` or `[key]`, the key being written out."""

    key: str | int
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that an expression uses: of a `parameter`, a `variable` or a user `function`.

    `is_certain` is whether it is evaluated whenever the expression is, and `path` what is then
    asked for of its value.
    """

    kind: str
    name: str
    span: Span
    is_certain: bool = True
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A call of a function of `PLACED`. `written` is its name as written, at `span`."""

    function: Function
    written: str
    span: Span
    first: Expression | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument whose type may not fit: what its function takes, and what it is for certain.

    `named` is set where the declaration of a name tells the type.
    """

    function: Function
    index: int
    span: Span
    given: ValueType
    named: Reference | None = None

    @property
    def wanted(self) -> ValueType:
        """The types that the function takes there."""
        return self.function.parameter(self.index).types


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of an expression; spans are offsets into its text."""

    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()
    uses: tuple[Use, ...] = ()
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class _Visit:
    """A part of an expression on the way through it.

    `lambdas` are the variables in reach, `path` is what is asked for of the part's value.
    """

    node: Expression
    is_certain: bool = True
    lambdas: frozenset[str] = frozenset()
    may_be_lambda: bool = False
    path: tuple[Step, ...] = ()


@lru_cache(maxsize=16_384)
def facts_of(text: str) -> Facts:
    """The facts of a string; none if it is no expression, and problems only if it has no tree."""
    if classify(text) is not StringKind.EXPRESSION:
        return Facts()
    parsed = parse_expression(text)
    if parsed.problems:
        return Facts(parsed.problems)
    found = [fact for visit in _calls(parsed.root) for fact in _of_call(visit)]
    return Facts(
        tuple(fact for fact in found if isinstance(fact, Problem)),
        tuple(fact for fact in found if isinstance(fact, Reference)),
        tuple(fact for fact in found if isinstance(fact, Use)),
        tuple(fact for fact in found if isinstance(fact, Argument)),
    )


def _calls(root: Expression) -> Iterator[_Visit]:
    """All calls in an expression."""
    waiting = [_Visit(root)]
    while waiting:
        visit = waiting.pop()
        match visit.node:
            case MemberAccess(target, name, span):
                path = (Step(name, span), *visit.path)
                waiting.append(replace(visit, node=target, path=path))
            case IndexAccess(target, StringLiteral(key, span) | IntegerLiteral(key, span)):
                path = (Step(key, span), *visit.path)
                waiting.append(replace(visit, node=target, path=path))
            case IndexAccess(target, index):
                waiting += (replace(visit, node=each, path=()) for each in (index, target))
            case Call():
                waiting += reversed(list(_arguments(visit, visit.node)))
                yield visit


def _arguments(visit: _Visit, call: Call) -> Iterator[_Visit]:
    name = call.name.lower() if call.namespace is None else ""
    lambdas = visit.lambdas
    if name == "lambda":
        lambdas |= {
            each.value.lower() for each in call.arguments[:-1] if isinstance(each, StringLiteral)
        }
    for index, argument in enumerate(call.arguments):
        is_certain = visit.is_certain and name != "lambda" and (index == 0 or name not in _LAZY)
        may_be_lambda = index > 0 and name in _TAKES_LAMBDA
        yield _Visit(argument, is_certain, lambdas, may_be_lambda)


def _of_call(visit: _Visit) -> Iterator[Problem | Reference | Use | Argument]:
    call = visit.node
    assert isinstance(call, Call)  # noqa: S101 - `_calls` gives no others
    if call.namespace is not None:
        name = f"{call.namespace}.{call.name}"
        yield Reference("function", name, call.name_span, visit.is_certain)
        return
    function = find_function(call.name)
    if function is None:
        message = f"armlens knows no function '{call.name}', so that its value stays unknown."
        yield calls.UNKNOWN_FUNCTION.at(call.name_span, message)
    elif wrong := function.wrong_count(len(call.arguments)):
        yield calls.ARGUMENT_COUNT.at(call.name_span, wrong)
    else:
        yield from _of_known_call(visit, call, function)


def _of_known_call(
    visit: _Visit, call: Call, function: Function
) -> Iterator[Problem | Reference | Use | Argument]:
    first = call.arguments[0] if call.arguments else None
    name = call.name.lower()
    if name in PLACED or name.startswith("list"):
        yield Use(function, call.name, call.name_span, first, visit.is_certain)
    if (named := _named(call)) is not None:
        yield Reference(named.kind, named.name, named.span, visit.is_certain, visit.path)
    yield from _doubtful(function, call.arguments)
    if function.name == "lambda" and not visit.may_be_lambda:
        message = "A lambda can only be an argument of a function that takes one."
        yield calls.MISPLACED_FUNCTION.at(call.name_span, message)
    match call.arguments:
        case (StringLiteral(variable, span),) if function.name == "lambdaVariables":
            if variable.lower() not in visit.lambdas:
                message = f"There is no lambda variable '{variable}' here."
                yield names.UNKNOWN_LAMBDA_VARIABLE.at(span, message)


def _doubtful(function: Function, arguments: Sequence[Expression]) -> Iterator[Argument]:
    """The arguments of a call that are not certain to have a type that fits."""
    for index, argument in enumerate(arguments):
        wanted = function.parameter(index).types
        if wanted == ValueType.ANY:
            continue
        named, given = _named(argument), _type(argument)
        if named or not given & wanted:
            yield Argument(function, index, argument.span, given, named)


def _named(node: Expression) -> Reference | None:
    """The parameter or variable that an expression is, if it is nothing else."""
    if not isinstance(node, Call) or node.namespace is not None or len(node.arguments) != 1:
        return None
    name, argument = node.name.lower(), node.arguments[0]
    if name not in NAMING or not isinstance(argument, StringLiteral):
        return None
    return Reference(name.removesuffix("s"), argument.value, argument.span)


def _type(node: Expression) -> ValueType:
    """The types that the value of a part may have, by its literals and functions alone."""
    match node:
        case StringLiteral():
            return ValueType.STRING
        case IntegerLiteral():
            return ValueType.INT
        case Call(name, None, _):
            function = find_function(name)
            return function.returns if function else ValueType.ANY
    return ValueType.ANY
