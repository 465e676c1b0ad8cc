"""Expressions by grammar, from random bytes: calls of every function, most of them of right types.

What they name is declared in `worlds`. One part in sixteen is of any type, wanted or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from armlens.evaluation.functions.catalogue import FUNCTIONS
from armlens.evaluation.functions.signature import Function
from armlens.evaluation.types import ValueType
from reliability.fuzzing.supply import Supply

DRAWN = b"\xff"
"""Begins an input whose other bytes are choices for the grammar. No text has this byte."""

_DEPTH = 4
"""How deep calls are in each other."""

LEAVES: Mapping[ValueType, tuple[str, ...]] = {
    ValueType.STRING: (
        *("parameters('text')", "parameters('word')", "parameters('name')", "parameters('tier')"),
        *("variables('full')", "variables('made')[0].n", "'a'", "''", "'b,c'", "'Free'", "'it''s'"),
        *("'ß😀'", "'-'", "'1'", "'true'", "parameters('key')", "resourceGroup().location"),
    ),
    ValueType.INT: (
        *("parameters('size')", "parameters('count')", "parameters('port')", "0", "1", "-1", "2"),
        *("3", "2147483647", "copyIndex()", "copyIndex('c', 1)"),
    ),
    ValueType.BOOL: (
        *("parameters('on')", "parameters('off')", "variables('is')", "true()", "false()"),
    ),
    ValueType.ARRAY: (
        *("parameters('list')", "parameters('some')", "variables('l')", "variables('made')"),
        *("createArray()", "createArray('a', 1, null())", "createArray('b', 'a', 'B')"),
        *("createArray(2, 1, 2)", "createArray(createObject('a', 'x'), createObject('a', 'y'))"),
    ),
    ValueType.OBJECT: (
        *("parameters('map')", "variables('o')", "variables('both')", "createObject()"),
        *(
            "createObject('a', 1, 'b', null())",
            "reference('A.B/c/d')",
            "reference('s', '1', 'full')",
        ),
    ),
    ValueType.FLOAT: ("json('1.5')", "float('2e3')", "json('-0.5')"),
    ValueType.NULL: ("null()", "parameters('maybe')", "variables('o').c", "variables('round')"),
}
"""Texts without parts for each type."""

_KINDS = (*LEAVES,)
_MEMBERS = ("a", "B", "x", "c", "Free", "id", "name", "b.x", "a.b.c")
_INDEXED = ((ValueType.ARRAY, ValueType.INT), (ValueType.OBJECT, ValueType.STRING))
_VARIABLES = ("o", "l", "both", "is", "full", "made", "round", "none")
_USER_CALLS: Mapping[ValueType, tuple[str, ValueType]] = {
    ValueType.STRING: ("my.wrap", ValueType.STRING),
    ValueType.INT: ("my.count", ValueType.ARRAY),
    ValueType.OBJECT: ("my.pair", ValueType.OBJECT),
}
"""User functions that give a type, and what each takes."""

_OWN_WAYS = frozenset({"parameters", "variables", "lambda", "lambdavariables", "copyindex"})
_GIVING = {
    kind: tuple(
        each
        for name, each in FUNCTIONS.items()
        if each.returns.meets(kind) and name not in _OWN_WAYS
    )
    for kind in _KINDS
}
_TIMES = ("'2024-02-29T23:59:59Z'", "'2020-01-01'", "'2021-03-04 05:06:07+02:00'")
_RANGES = ("'10.0.0.0/16'", "'10.1.2.3/32'", "'fd00::/48'", "'192.168.1.7/24'")
_FITTING: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("json", "text"): ("""'{"a": [1, {"B": null}], "c": 1.5}'""", "'[1, \"a\"]'", "'2'", "'{'"),
    ("format", "template"): ("'{0}-{1}'", "'{0,5}|{0:D3}'", "'{{{1}}}'", "'{0:N2}'", "'{0:x}a'"),
    ("base64ToString", "text"): ("'YQ=='", "'w58='", "base64(parameters('text'))"),
    ("base64ToJson", "text"): ("'eyJhIjoxfQ=='", "base64(string(parameters('map')))"),
    ("dataUriToString", "uri"): ("'data:,a%20b'", "dataUri(parameters('word'))"),
    ("uriComponentToString", "text"): ("'a%20%C3%9F'", "uriComponent(parameters('text'))"),
    ("uri", "base"): ("'https://a.b/c/d'", "'https://a.b/'"),
    ("uri", "relative"): ("'../e?f#g'", "'/h'", "'//i/j'"),
    ("parseUri", "uri"): ("'https://a.b:8080/c?d=e'", "'http://a'"),
    ("buildUri", "parts"): (
        *("createObject('scheme', 'https', 'host', parameters('word'), 'port', 8080)",),
        *("createObject('scheme', 'http', 'host', 'a', 'path', 'b', 'query', 'c=d')",),
    ),
    ("dateTimeAdd", "base"): _TIMES,
    ("dateTimeAdd", "duration"): ("'P1M'", "'-PT3H4M'", "'P1Y2W'", "'PT0.5S'"),
    ("dateTimeAdd", "layout"): ("'yyyy-MM-dd'", "'u'", "'d MMM HH:mm tt'"),
    ("dateTimeToEpoch", "text"): _TIMES,
    ("parseCidr", "range"): _RANGES,
    ("cidrSubnet", "range"): _RANGES,
    ("cidrSubnet", "length"): ("24", "17", "64"),
    ("cidrHost", "range"): _RANGES,
    ("int", "value"): ("'12'", "'-3'", "string(parameters('count'))"),
    ("float", "value"): ("'1.5'", "'-2e3'"),
    ("bool", "value"): ("'True'", "'0'", "string(parameters('on'))"),
    ("like", "pattern"): ("'a*'", "'?b*'", "'*-*'"),
    ("resourceId", "part"): ("'A.B/c'", "'A.B/c/e'"),
    ("extensionResourceId", "part"): ("'A.B/c'", "resourceId('A.B/c', parameters('word'))"),
    ("subscriptionResourceId", "part"): ("'A.B/c'",),
    ("managementGroupResourceId", "part"): ("'A.B/c'",),
    ("tenantResourceId", "part"): ("'A.B/c'",),
    ("reference", "resource"): ("'s'", "resourceId('A.B/c', 'd')"),
    ("items", "object"): ("variables('o')",),
    ("shallowMerge", "objects"): ("createArray(parameters('map'), variables('o'))",),
    ("flatten", "array"): ("createArray(parameters('list'), createArray(1))",),
}
"""What a parameter of a function takes, where hardly any other value would do."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where a part is: how deep it may still be, and the variables of the lambdas around it."""

    depth: int
    variables: tuple[str, ...] = ()


def drawn_expression(supply: Supply) -> str:
    """An expression without brackets around it. Bytes that have run out give the shortest."""
    return _part(supply, supply.one_of(_KINDS), _Inside(_DEPTH))


def _part(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    if supply.number(15) == 15:
        kind = supply.one_of(_KINDS)
    if not inside.depth:
        return _leaf(supply, kind, inside)
    return supply.one_of(_WAYS)(supply, kind, replace(inside, depth=inside.depth - 1))


def _leaf(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    if inside.variables and supply.number(1):
        return f"lambdaVariables('{supply.one_of(inside.variables)}')"
    return supply.one_of(LEAVES[kind])


def _condition(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    """An `if`, which chooses between values more often than its share of functions would."""
    parts = (_part(supply, each, inside) for each in (ValueType.BOOL, kind, kind))
    return f"if({', '.join(parts)})"


def _access(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    """A property of an object or an element of an array, of any type."""
    del kind
    if supply.number(1):
        taken, by = supply.one_of(_INDEXED)
        return f"{_part(supply, taken, inside)}[{_part(supply, by, inside)}]"
    return f"{_part(supply, ValueType.OBJECT, inside)}.{supply.one_of(_MEMBERS)}"


def _by_name(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    """A variable, of any type, whose name a condition chooses."""
    del kind
    names = f"'{supply.one_of(_VARIABLES)}', '{supply.one_of(_VARIABLES)}'"
    return f"variables(if({_part(supply, ValueType.BOOL, inside)}, {names}))"


def _user_call(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    name, taken = _USER_CALLS.get(kind, ("my.same", kind))
    return f"{name}({_part(supply, taken, inside)})"


def _call(supply: Supply, kind: ValueType, inside: _Inside) -> str:
    """A call of a function that may give the type; its arguments are of one type if they may be."""
    function = supply.one_of(_GIVING[kind])
    is_one_type = function.returns in _KINDS
    usual = supply.one_of(_KINDS) if is_one_type else kind
    count = range(_count(supply, function))
    arguments = (_argument(supply, function, index, usual, inside) for index in count)
    return f"{function.name.replace('*', 'Keys')}({', '.join(arguments)})"


def _count(supply: Supply, function: Function) -> int:
    """How many arguments a call has: now and then one too many."""
    count = max(function.required, supply.number(len(function.parameters) + function.repeats))
    if function.name == "createObject":
        count += count % 2
    return count + (supply.number(31) == 31)


def _argument(
    supply: Supply, function: Function, index: int, usual: ValueType, inside: _Inside
) -> str:
    if not function.parameters:
        return "1"
    parameter = function.parameter(index)
    if parameter.name.lower().endswith("lambda"):
        return _lambda(supply, f"{function.name} {parameter.name}", usual, inside)
    if function.name == "createObject" and index % 2 == 0:
        return supply.one_of(("'a'", "'B'", "'x'", _part(supply, ValueType.STRING, inside)))
    fitting = _FITTING.get((function.name, parameter.name))
    if fitting and supply.number(3):
        return supply.one_of(fitting)
    if parameter.types.meets(usual) and supply.number(3):
        return _part(supply, usual, inside)
    kinds = [each for each in _KINDS if parameter.types.meets(each)]
    return _part(supply, supply.one_of(kinds), inside)


def _lambda(supply: Supply, role: str, usual: ValueType, inside: _Inside) -> str:
    """A lambda with one variable or two, whose body is of the type that its role asks for."""
    takes_two = role.startswith(("sort", "reduce")) or not supply.number(3)
    names = ("v", "w") if takes_two else ("v",)
    kind = usual
    if role.startswith(("sort", "filter")):
        kind = ValueType.BOOL
    elif role.endswith("keyLambda"):
        kind = ValueType.STRING
    body = _part(supply, kind, replace(inside, variables=inside.variables + names))
    return f"lambda({', '.join([*map(repr, names), body])})"


_WAYS: tuple[Callable[[Supply, ValueType, _Inside], str], ...] = (
    _leaf,
    *(_call,) * 6,
    _condition,
    _access,
    _by_name,
    _user_call,
)
"""The ways to write a part; what has run out of bytes takes the first."""
