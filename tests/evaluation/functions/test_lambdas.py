"""Functions that take a lambda: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    (
        "map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))",
        '["a0", "b1"]',
    ),
    ("map(createArray(), lambda('x', fail('no')))", "[]"),
    (
        "map(createArray(1), lambda('x', fail('no')))",
        "fails: 'fail': The deployment is stopped: no",
    ),
    (
        "map(createArray(1, parameters('text')), lambda('x', createObject('v', lambdaVariables('x'))))",
        '[{"v": 1}, {"v": unknown: a string}]',
    ),
    ("map(createArray(1, 2), Lambda('X', add(lambdaVariables('x'), 1)))", "[2, 3]"),
    ("map('a', lambda('x', 1))", "fails: 'map' takes an array as 'array', not a string."),
    ("map(parameters('list'), lambda('x', 1))", "unknown: an array"),
    ("map(createArray(1), 5)", "fails: 'map' takes a lambda that is written in place."),
    ("map(createArray(1), lambda('x', 'i', 'j', 1))", "[unknown: any value]"),
    (
        "map(if(parameters('on'), createArray(1), createArray()), lambda('x', add(lambdaVariables('x'), 1)))",
        "[2] if parameter 'on' is true; [] if parameter 'on' is false",
    ),
    (
        "map(createArray(createArray(1, 2)), lambda('x', map(lambdaVariables('x'), lambda('y', add(lambdaVariables('y'), length(lambdaVariables('x')))))))",
        "[[3, 4]]",
    ),
    ("filter(createArray(1, 2, 3), lambda('x', greater(lambdaVariables('x'), 1)))", "[2, 3]"),
    ("filter(createArray('a', 'b'), lambda('x', 'i', equals(lambdaVariables('i'), 0)))", '["a"]'),
    (
        "filter(createArray(1), lambda('x', lambdaVariables('x')))",
        "fails: The lambda of 'filter' gives an int, not a bool.",
    ),
    ("filter(createArray(1, parameters('text')), lambda('x', true()))", "[1, unknown: a string]"),
    (
        "filter(createArray('a', 'b'), lambda('x', contains(parameters('text'), lambdaVariables('x'))))",
        "unknown: an array",
    ),
    (
        "filter(createArray('Free', 'x'), lambda('x', equals(lambdaVariables('x'), parameters('tier'))))",
        "[\"Free\"] if parameter 'tier' is 'Free'; [] if parameter 'tier' is 'Basic'",
    ),
    ("filter(parameters('list'), lambda('x', true()))", "unknown: an array"),
    (
        "filter(createObject(), lambda('x', true()))",
        "fails: 'filter' takes an array as 'array', not an object.",
    ),
    (
        "reduce(range(1, 5), 1, lambda('c', 'n', mul(lambdaVariables('c'), lambdaVariables('n'))))",
        "120",
    ),
    ("reduce(createArray(), 'none', lambda('c', 'n', fail('no')))", '"none"'),
    (
        "reduce(createArray('a', 'b'), '', lambda('c', 'n', 'i', concat(lambdaVariables('c'), lambdaVariables('n'), lambdaVariables('i'))))",
        '"a0b1"',
    ),
    (
        "reduce(createArray(1), 0, lambda('c', 'n', fail('no')))",
        "fails: 'fail': The deployment is stopped: no",
    ),
    ("reduce(createArray(parameters('count'), 2), 0, lambda('c', 'n', lambdaVariables('n')))", "2"),
    ("reduce(parameters('list'), 0, lambda('c', 'n', 1))", "unknown: any value"),
    (
        "reduce('a', 0, lambda('c', 'n', 1))",
        "fails: 'reduce' takes an array as 'array', not a string.",
    ),
    ("reduce(createArray(1), 0, 1)", "fails: 'reduce' takes a lambda that is written in place."),
    (
        "sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
        "[1, 2, 3]",
    ),
    (
        "sort(createArray('b', 'a', 'B'), lambda('a', 'b', greater(lambdaVariables('a'), lambdaVariables('b'))))",
        '["B", "b", "a"]',
    ),
    (
        "sort(createArray(2, 1, 2), lambda('a', 'b', lessOrEquals(lambdaVariables('a'), lambdaVariables('b'))))",
        "[1, 2, 2]",
    ),
    (
        "sort(createArray(createObject('k', 1, 'v', 'x'), createObject('k', 1, 'v', 'y')), lambda('a', 'b', less(lambdaVariables('a').k, lambdaVariables('b').k)))",
        "unknown: an array",
    ),
    ("sort(createArray(1), lambda('a', 'b', fail('no')))", "[1]"),
    (
        "sort(createArray(1, 2), lambda('a', 'b', 5))",
        "fails: The lambda of 'sort' gives an int, not a bool.",
    ),
    (
        "sort(createArray(1, parameters('count')), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
        "unknown: an array",
    ),
    (
        "sort(createArray(1, 'a'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
        "fails: 'less': A text and a number cannot be compared.",
    ),
    ("toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')))", '{"a": "a", "b": "b"}'),
    (
        "toObject(createArray('a', 'b'), lambda('x', concat('k', lambdaVariables('x'))), lambda('x', toUpper(lambdaVariables('x'))))",
        '{"ka": "A", "kb": "B"}',
    ),
    ("toObject(createArray('a', 'a'), lambda('x', lambdaVariables('x')))", "unknown: an object"),
    ("toObject(createArray('a', 'A'), lambda('x', lambdaVariables('x')))", "unknown: an object"),
    (
        "toObject(createArray(1), lambda('x', lambdaVariables('x')))",
        "fails: The key of an element is a string, not an int.",
    ),
    (
        "toObject(createArray(parameters('text')), lambda('x', lambdaVariables('x')))",
        "unknown: an object",
    ),
    (
        "toObject(createArray(parameters('tier')), lambda('x', lambdaVariables('x')), lambda('x', 1))",
        "{\"Free\": 1} if parameter 'tier' is 'Free'; {\"Basic\": 1} if parameter 'tier' is 'Basic'",
    ),
    (
        "toObject(createArray('a'), lambda('x', 'b'), lambda('x', fail('no')))",
        "fails: 'fail': The deployment is stopped: no",
    ),
    (
        "toObject('a', lambda('x', 'b'))",
        "fails: 'toObject' takes an array as 'array', not a string.",
    ),
    (
        "groupBy(createArray('a1', 'b1', 'a2'), lambda('x', take(lambdaVariables('x'), 1)))",
        '{"a": ["a1", "a2"], "b": ["b1"]}',
    ),
    (
        "groupBy(createArray('a1', 'a2'), lambda('x', 'k'), lambda('x', skip(lambdaVariables('x'), 1)))",
        '{"k": ["1", "2"]}',
    ),
    ("groupBy(createArray('a', 'A'), lambda('x', lambdaVariables('x')))", "unknown: an object"),
    (
        "groupBy(createArray(1), lambda('x', lambdaVariables('x')))",
        "fails: The key of an element is a string, not an int.",
    ),
    (
        "groupBy(createArray(parameters('text')), lambda('x', lambdaVariables('x')))",
        "unknown: an object",
    ),
    ("groupBy(createArray(), lambda('x', fail('no')))", "{}"),
    (
        "mapValues(createObject('a', 1, 'b', 2), lambda('v', add(lambdaVariables('v'), 1)))",
        '{"a": 2, "b": 3}',
    ),
    (
        "mapValues(createObject('a', parameters('text')), lambda('v', createArray(lambdaVariables('v'))))",
        '{"a": [unknown: a string]}',
    ),
    (
        "mapValues(createArray(1), lambda('v', 1))",
        "fails: 'mapValues' takes an object, not an array.",
    ),
    ("mapValues(parameters('map'), lambda('v', 1))", "unknown: an object"),
    (
        "mapValues(createObject('a', 1), lambda('v', fail('no')))",
        "fails: 'fail': The deployment is stopped: no",
    ),
    (
        "mapValues(createObject('a', 1), 1)",
        "fails: 'mapValues' takes a lambda that is written in place.",
    ),
    ("lambda('x', 1)", "fails: A lambda can only be an argument of a function that takes one."),
    ("lambdaVariables('x')", "fails: There is no lambda variable 'x' here."),
    ("lambdaVariables(1)", "fails: 'lambdaVariables' takes a string, not an int."),
]


@states(ROWS)
def test_lambdas(expression: str, expected: str) -> None:
    check(expression, expected)
