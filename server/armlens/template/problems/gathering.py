"""The way through an expression, on which its facts are gathered."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from armlens.dataclass import dataclass
from armlens.evaluation.functions.catalogue import find_function
from armlens.evaluation.functions.signature import Function
from armlens.evaluation.types import ValueType
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
from armlens.template.problems.context import Ask
from armlens.template.problems.facts import Argument, Facts, Reference, Step, Use, reference
from armlens.text.problems import Problem

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

_ANY = ValueType.ANY
_LITERALS = (StringLiteral, IntegerLiteral)

_TAKES_LAMBDA = frozenset({"map", "filter", "sort", "reduce", "toobject", "groupby", "mapvalues"})


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for a part of an expression; `lambdas` are the variables in reach."""

    is_certain: bool = True
    lambdas: frozenset[str] = frozenset()
    may_be_lambda: bool = False


_ANYWHERE = _Around()

_Visit = tuple[Expression, _Around, tuple[Step, ...]]
"""A part on the way through an expression, and what is asked for of its value."""


@dataclass(frozen=True, slots=True)
class _Called:
    """What matters of a function for those that call it, whatever the arguments.

    `names` is what its argument is the name of, if it is one. `wants` are the types that it takes
    for its arguments, empty if it takes any for all.
    """

    function: Function
    names: str
    wants: tuple[ValueType, ...]
    is_placed: bool
    changes_around: bool


@dataclass(slots=True)
class _Found:
    """The facts that the way through an expression has led to so far."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)


def gathered(text: str) -> Facts:
    """The facts of an expression; problems only if it has no tree."""
    parsed = parse_expression(text)
    if parsed.problems:
        return Facts(parsed.problems)
    found = _Found()
    waiting: list[_Visit] = [(parsed.root, _ANYWHERE, ())]
    while waiting:
        waiting += _visit(found, *waiting.pop())
    return Facts(
        tuple(found.problems),
        tuple(found.references),
        tuple(found.uses),
        tuple(found.arguments),
    )


def _visit(
    found: _Found, node: Expression, around: _Around, path: tuple[Step, ...]
) -> Iterable[_Visit]:
    """Adds the facts of a part to those found, and gives the parts of it, the last one first."""
    match node:
        case Call():
            if (named := _named(node, around, path)) is not None:
                found.references.append(named)
                return ()
            called = None if node.namespace else _called(node.name)
            _of_call(found, node, called, around)
            return _arguments(node, called, around)
        case MemberAccess(target, name, span):
            return ((target, around, (Step(name, span), *path)),)
        case IndexAccess(target, StringLiteral(key, span) | IntegerLiteral(key, span)):
            return ((target, around, (Step(key, span), *path)),)
        case IndexAccess(target, index):
            return (index, around, ()), (target, around, ())
    return ()


def _arguments(call: Call, called: _Called | None, around: _Around) -> Iterable[_Visit]:
    """The arguments of a call that are more than a literal, the last one first."""
    inside = _inside(call, around) if called and called.changes_around else itertools.repeat(around)
    found = [
        (argument, here, ())
        for argument, here in zip(call.arguments, inside, strict=False)
        if not isinstance(argument, _LITERALS)
    ]
    found.reverse()
    return found


def _inside(call: Call, around: _Around) -> Iterator[_Around]:
    """What holds for the arguments of a function that matters for them, one after the other."""
    name, lambdas = call.name.lower(), around.lambdas
    if name == "lambda":
        lambdas |= {
            each.value.lower() for each in call.arguments[:-1] if isinstance(each, StringLiteral)
        }
    for index in range(len(call.arguments)):
        is_certain = around.is_certain and name != "lambda" and (index == 0 or name not in _LAZY)
        yield _Around(is_certain, lambdas, index > 0 and name in _TAKES_LAMBDA)


@lru_cache(maxsize=1024)
def _called(name: str) -> _Called | None:
    """What matters of a template function of that name, in any case; None if there is none."""
    function = find_function(name)
    if function is None:
        return None
    lower = name.lower()
    wants = tuple(each.types for each in function.parameters)
    return _Called(
        function,
        lower.removesuffix("s") if lower in NAMING else "",
        () if all(each == _ANY for each in wants) else wants,
        lower in PLACED or lower.startswith("list"),
        lower == "lambda" or lower in _LAZY or lower in _TAKES_LAMBDA,
    )


def _of_call(found: _Found, call: Call, called: _Called | None, around: _Around) -> None:
    """Adds the facts of a call to those found."""
    if call.namespace is not None:
        name = f"{call.namespace}.{call.name}"
        found.references.append(
            reference("function", name, call.name_span, is_certain=around.is_certain)
        )
    elif called is None:
        message = f"armlens knows no function '{call.name}', so that its value stays unknown."
        found.problems.append(calls.UNKNOWN_FUNCTION.at(call.name_span, message))
    elif wrong := called.function.wrong_count(len(call.arguments)):
        found.problems.append(calls.ARGUMENT_COUNT.at(call.name_span, wrong))
    else:
        _of_known_call(found, call, called, around)


def _of_known_call(found: _Found, call: Call, called: _Called, around: _Around) -> None:
    first = call.arguments[0] if call.arguments else None
    if called.is_placed:
        use = Use(called.function, call.name, call.name_span, first, around.is_certain)
        found.uses.append(use)
    if called.wants:
        found.arguments += _doubtful(called, call.arguments)
    found.problems += _of_lambda(call, called.function, around)


def _of_lambda(call: Call, function: Function, around: _Around) -> Iterable[Problem]:
    """What is wrong with where a lambda stands, or with a variable of one."""
    if function.name == "lambda" and not around.may_be_lambda:
        message = "A lambda can only be an argument of a function that takes one."
        return (calls.MISPLACED_FUNCTION.at(call.name_span, message),)
    match call.arguments:
        case (StringLiteral(variable, span),) if function.name == "lambdaVariables":
            if variable.lower() not in around.lambdas:
                message = f"There is no lambda variable '{variable}' here."
                return (names.UNKNOWN_LAMBDA_VARIABLE.at(span, message),)
    return ()


def _doubtful(called: _Called, arguments: Sequence[Expression]) -> Iterator[Argument]:
    """The arguments of a call that are not certain to have a type that fits."""
    last = len(called.wants) - 1
    for index, argument in enumerate(arguments):
        wanted = called.wants[min(index, last)]
        if wanted is _ANY:
            continue
        if (named := _named(argument, _ANYWHERE, ())) is not None:
            asked = (Ask.TYPE, named.kind, named.name.lower())
            yield Argument(called.function, index, argument.span, wanted, _ANY, asked)
        elif not (given := _type(argument)).meets(wanted):
            yield Argument(called.function, index, argument.span, wanted, given)


def _named(node: Expression, around: _Around, path: tuple[Step, ...]) -> Reference | None:
    """The parameter or variable that an expression is, if it is nothing else."""
    if not isinstance(node, Call) or node.namespace is not None or len(node.arguments) != 1:
        return None
    called, argument = _called(node.name), node.arguments[0]
    if called is None or not called.names or not isinstance(argument, StringLiteral):
        return None
    return reference(
        called.names, argument.value, argument.span, path, is_certain=around.is_certain
    )


def _type(node: Expression) -> ValueType:
    """The types that the value of a part may have, by its literals and functions alone."""
    match node:
        case StringLiteral():
            return ValueType.STRING
        case IntegerLiteral():
            return ValueType.INT
        case Call(name, None, _):
            called = _called(name)
            return called.function.returns if called else _ANY
    return _ANY
