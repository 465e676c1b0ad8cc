"""Comparisons: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    ("equals(1, 1)", "true"),
    ("equals(1, json('1.0'))", "true"),
    ("equals('a', 'A')", "false"),
    ("equals('1', 1)", "false"),
    ("equals(null(), null())", "true"),
    ("equals(null(), '')", "false"),
    ("equals(true(), 1)", "false"),
    ("equals(createArray(1, 'a'), createArray(1, 'a'))", "true"),
    ("equals(createArray(1, 2), createArray(2, 1))", "false"),
    ("equals(createArray(1), createArray(json('1.0')))", "unknown: a bool"),
    ("equals(createArray(1, 2), createArray(json('1.0'), 3))", "false"),
    ("equals(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 1))", "true"),
    ("equals(createObject('a', 1), createObject('A', 1))", "false"),
    ("equals(createObject('a', 1), createObject('a', 1, 'b', 2))", "false"),
    ("equals(1)", "fails: 'equals' takes 2 arguments, not 1."),
    ("equals(parameters('text'), parameters('text'))", "true"),
    (
        "equals(parameters('text'), 'a')",
        "true if parameter 'text' is 'a'; false if parameter 'text' is not 'a'",
    ),
    ("equals(parameters('text'), 1)", "false"),
    ("equals(parameters('text'), null())", "false"),
    (
        "equals(parameters('count'), 1)",
        "true if parameter 'count' is 1; false if parameter 'count' is not 1",
    ),
    ("equals(parameters('count'), json('1.0'))", "unknown: a bool"),
    ("equals(parameters('any'), 1)", "unknown: a bool"),
    (
        "equals(parameters('any'), 'a')",
        "true if parameter 'any' is 'a'; false if parameter 'any' is not 'a'",
    ),
    (
        "equals(parameters('tier'), 'Free')",
        "true if parameter 'tier' is 'Free'; false if parameter 'tier' is 'Basic'",
    ),
    ("equals(parameters('tier'), 'free')", "false"),
    (
        "equals(parameters('on'), parameters('off'))",
        "true if parameter 'on' is true and parameter 'off' is true; false if parameter 'on' is true and parameter 'off' is false; false if parameter 'on' is false and parameter 'off' is true; true if parameter 'on' is false and parameter 'off' is false",
    ),
    ("equals(parameters('text'), parameters('any'))", "unknown: a bool"),
    ("equals(concat(parameters('text'), 'x'), Concat( parameters('text'),'x'))", "true"),
    ("equals(concat(parameters('text'), 'x'), concat(parameters('text'), 'X'))", "false"),
    ("equals(newGuid(), newGuid())", "unknown: a bool"),
    ("equals(createArray(parameters('text'), 1), createArray(parameters('text'), 2))", "false"),
    ("equals(createArray(parameters('text')), createArray(parameters('text')))", "true"),
    ("equals(parameters('map'), parameters('list'))", "false"),
    ("equals(parameters('map').a, parameters('map').A)", "true"),
    ("equals(parameters('map').a, parameters('map').b)", "unknown: a bool"),
    ("greater(2, 1)", "true"),
    ("greater(1, json('1.0'))", "false"),
    ("greater('A', 'a')", "true"),
    ("greater('b', 'A')", "true"),
    ("greater('a-b', 'ab')", "unknown: a bool"),
    ("greater('a', 1)", "fails: 'greater': A text and a number cannot be compared."),
    (
        "greater(true(), false())",
        "fails: 'greater' takes a string or an int or a float as 'operand1', not a bool.",
    ),
    ("greater(parameters('text'), 1)", "fails: 'greater': A text and a number cannot be compared."),
    ("equals(parameters('text'), parameters('key'))", "secret unknown: a bool"),
    (
        "equals(concat('a', parameters('text')), concat('a', parameters('key')))",
        "secret unknown: a bool",
    ),
    (
        "equals(concat(parameters('key'), parameters('text')), 'k3yx')",
        "true if [concat(parameters('key'), parameters('text'))] is 'k3yx'; false if [concat(parameters('key'), parameters('text'))] is not 'k3yx'",
    ),
    (
        "greater(parameters('count'), 1)",
        "true if parameter 'count' is at least 2; false if parameter 'count' is at most 1",
    ),
    ("greater(parameters('count'), parameters('count'))", "false"),
    ("greaterOrEquals(1, 1)", "true"),
    ("greaterOrEquals('a', 'a')", "true"),
    ("greaterOrEquals('a-b', 'a-b')", "true"),
    ("greaterOrEquals(parameters('count'), parameters('count'))", "true"),
    (
        "greaterOrEquals(null(), 1)",
        "fails: 'greaterOrEquals' takes a string or an int or a float as 'operand1', not null.",
    ),
    ("greaterOrEquals(json('1.5'), 1)", "true"),
    ("less('A', 'a')", "false"),
    ("less('a', 'A')", "true"),
    ("less('a1', 'aa')", "true"),
    ("less('', 'a')", "true"),
    ("less(-1, 0)", "true"),
    (
        "less(createArray(), 1)",
        "fails: 'less' takes a string or an int or a float as 'operand1', not an array.",
    ),
    (
        "less(parameters('tier'), 'C')",
        "false if parameter 'tier' is 'Free'; true if parameter 'tier' is 'Basic'",
    ),
    ("lessOrEquals(1, 2)", "true"),
    ("lessOrEquals('B', 'a')", "false"),
    ("lessOrEquals('é', 'f')", "unknown: a bool"),
    ("lessOrEquals(1, '1')", "fails: 'lessOrEquals': A text and a number cannot be compared."),
    ("lessOrEquals(parameters('text'), 'a')", "unknown: a bool"),
    ("coalesce(null(), null(), 'a', fail('no'))", '"a"'),
    ("coalesce('')", '""'),
    ("coalesce(null(), createArray())", "[]"),
    ("coalesce(null())", "null"),
    ("coalesce()", "fails: 'coalesce' takes at least 1 argument, not 0."),
    ("coalesce(parameters('text'), 'a')", "unknown: a string"),
    (
        "coalesce(parameters('any'), 'a')",
        "unknown: any value but null if parameter 'any' is not null; \"a\" if parameter 'any' is null",
    ),
    (
        "coalesce(if(parameters('on'), null(), 1), 2)",
        "1 if parameter 'on' is false; 2 if parameter 'on' is true",
    ),
    (
        "coalesce(tryGet(parameters('map'), 'a'), 'b')",
        "unknown: any value but null if 'a' of parameter 'map' is not null; \"b\" if 'a' of parameter 'map' is null",
    ),
    ("coalesce(null(), fail('no'))", "fails: 'fail': The deployment is stopped: no"),
]


@states(ROWS)
def test_comparison(expression: str, expected: str) -> None:
    check(expression, expected)
