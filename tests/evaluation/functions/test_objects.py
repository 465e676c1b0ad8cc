"""Objects: making, merging and reading them: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    ("createObject()", "{}"),
    ("createObject('b', 1, 'a', createArray(2), 'A', null())", '{"b": 1, "a": [2], "A": null}'),
    ("createObject('a')", "fails: 'createObject' takes a value for each name."),
    ("createObject('a', 1, 'a', 2)", "fails: 'createObject' is given the name 'a' twice."),
    ("createObject(1, 2)", "fails: 'createObject' takes strings as names, not an int."),
    ("createObject('a', parameters('text'))", '{"a": unknown: a string}'),
    ("createObject(parameters('text'), 1, 'a', 2)", '{"a": 2, …}'),
    (
        "createObject(parameters('tier'), 1)",
        "{\"Free\": 1} if parameter 'tier' is 'Free'; {\"Basic\": 1} if parameter 'tier' is 'Basic'",
    ),
    (
        "createObject(parameters('count'), 1)",
        "fails: 'createObject' takes strings as names, not an int.",
    ),
    (
        "createObject('a', if(parameters('on'), 1, fail('no')))",
        "{\"a\": 1} if parameter 'on' is true; fails: 'fail': The deployment is stopped: no if parameter 'on' is false",
    ),
    (
        "createObject('a', parameters('on'), 'b', parameters('off'), 'c', parameters('tier'), 'd', parameters('sku'), 'e', parameters('region'))",
        '{"a": unknown: a bool, "b": unknown: a bool, "c": unknown: a string, "d": unknown: a string, "e": unknown: a string}',
    ),
    (
        "items(createObject('b', 1, 'A', 2, 'a', 3))",
        '[{"key": "A", "value": 2}, {"key": "a", "value": 3}, {"key": "b", "value": 1}]',
    ),
    ("items(createObject())", "[]"),
    (
        "items(createObject('a1', 0, 'a_', 1, 'aB', 2))",
        '[{"key": "a1", "value": 0}, {"key": "aB", "value": 2}, {"key": "a_", "value": 1}]',
    ),
    ("items(null())", "fails: 'items' takes an object as 'object', not null."),
    ("items(createArray())", "fails: 'items' takes an object as 'object', not an array."),
    ("items(parameters('map'))", "unknown: an array"),
    ("items(createObject('a', parameters('text')))", '[{"key": "a", "value": unknown: a string}]'),
    ("objectKeys(createObject('b', 1, 'A', 2, 'a', 3))", '["A", "a", "b"]'),
    ("objectKeys(createObject())", "[]"),
    ("objectKeys('a')", "fails: 'objectKeys' takes an object as 'object', not a string."),
    ("objectKeys(variables('partly'))", '["k", "t"]'),
    ("objectKeys(parameters('map'))", "unknown: an array"),
    ("union(createArray(1, 2), createArray(2, 3), createArray('1'))", '[1, 2, 3, "1"]'),
    ("union(createArray('a'), createArray('A'))", '["a", "A"]'),
    ("union(createArray(createObject('a', 1)), createArray(createObject('a', 1)))", '[{"a": 1}]'),
    ("union(variables('half'), createArray('b'))", "unknown: an array"),
    ("union(createArray(1), parameters('list'))", "unknown: an array"),
    (
        "union(createObject('p', createObject('x', 1, 'y', 2), 'l', createArray(1)), createObject('p', createObject('y', 3), 'l', createArray(2)))",
        '{"p": {"x": 1, "y": 3}, "l": [2]}',
    ),
    ("union(createObject('a', 1), createObject('b', 2), createObject('a', 3))", '{"a": 3, "b": 2}'),
    ("union(createObject('a', null()), createObject('a', 1))", '{"a": 1}'),
    ("union(createObject('a', 1), createObject('a', null()))", '{"a": unknown: any value}'),
    (
        "union(createObject('a', createArray(1)), createObject('a', createObject()))",
        '{"a": unknown: any value}',
    ),
    ("union(createObject('a', 1), createObject('A', 2))", '{"a": 2, …}'),
    ("union(createObject('a', 1), createObject('A', 2)).a", "2"),
    (
        "union(createObject(), createArray())",
        "fails: 'union': It takes only objects or only arrays.",
    ),
    (
        "union(createObject('a', 1), 'a')",
        "fails: 'union' takes null or an array or an object as 'arg2', not a string.",
    ),
    ("union(createObject('a', 1), null())", "unknown: an object"),
    ("union(createObject('a', 1))", "fails: 'union' takes at least 2 arguments, not 1."),
    (
        "union(parameters('map'), createObject('a', createObject('b', 1), 'c', 2, 'd', null()))",
        '{"a": {"b": 1, …}, "c": 2, "d": unknown: any value, …}',
    ),
    (
        "union(createObject('a', 1, 'b', createObject('c', 2)), parameters('map'))",
        '{"a": unknown: any value, "b": unknown: any value, …}',
    ),
    (
        "union(createObject('a', 1), parameters('map'), createObject('a', 2))",
        '{"a": unknown: any value, …}',
    ),
    (
        "union(createObject('a', parameters('text')), createObject('b', 1))",
        '{"a": unknown: a string, "b": 1}',
    ),
    (
        "union(if(parameters('on'), createObject('a', 1), createObject()), createObject('b', 2))",
        '{"a": 1, "b": 2} if parameter \'on\' is true; {"b": 2} if parameter \'on\' is false',
    ),
    (
        "union(createObject('a', 1), createObject('a', if(parameters('on'), 2, createObject('b', 3))))",
        "{\"a\": 2 if parameter 'on' is true; unknown: any value if parameter 'on' is false}",
    ),
    ("intersection(createArray(3, 1, 2, 3), createArray(2, 3))", "[3, 2]"),
    ("intersection(createArray('a'), createArray('A'))", "[]"),
    ("intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))", '{"a": 1}'),
    ("intersection(createObject('a', 1), createObject('A', 1))", "unknown: an object"),
    (
        "intersection(createObject('a', createObject('b', 1)), createObject('a', createObject('b', 1)))",
        '{"a": {"b": 1}}',
    ),
    (
        "intersection(createArray(1), createObject())",
        "fails: 'intersection': It takes only objects or only arrays.",
    ),
    (
        "intersection(createArray(1), 'a')",
        "fails: 'intersection' takes an array or an object as 'arg2', not a string.",
    ),
    ("intersection(createArray('a', 1), createArray(parameters('text'), 1))", "unknown: an array"),
    ("intersection(createArray(true(), 1), createArray(parameters('text'), 1))", "[1]"),
    (
        "intersection(createObject('a', parameters('text'), 'b', 1), createObject('b', 1))",
        '{"b": 1}',
    ),
    (
        "intersection(createObject('a', parameters('text')), createObject('a', 'x'))",
        "unknown: an object",
    ),
    ("intersection(parameters('list'), createArray(1))", "unknown: an array"),
    (
        "shallowMerge(createArray(createObject('p', createObject('x', 1)), createObject('p', createObject('y', 2))))",
        '{"p": {"y": 2}}',
    ),
    ("shallowMerge(createArray())", "{}"),
    ("shallowMerge(createArray(1))", "fails: 'shallowMerge': Every element must be an object."),
    ("shallowMerge(createArray(createObject('a', 1), createObject('A', 2)))", '{"a": 2, …}'),
    (
        "shallowMerge(createArray(createObject('a', parameters('text')), createObject('b', 1)))",
        '{"a": unknown: a string, "b": 1}',
    ),
    (
        "shallowMerge(createArray(createObject('a', 1), parameters('map')))",
        '{"a": unknown: any value, …}',
    ),
    ("tryGet(createObject('k', createObject('n', 1)), 'k', 'n')", "1"),
    ("tryGet(createObject('k', createObject('n', 1)), 'x', 'n')", "null"),
    (
        "tryGet(createObject('k', createObject('n', 1)), 'k', 'z')",
        "fails: The object has no member 'z'.",
    ),
    ("tryGet(createObject('k', 1), 'K')", "1"),
    ("tryGet(createArray('a'), 0)", '"a"'),
    ("tryGet(createArray('a'), 1)", "null"),
    ("tryGet(createArray('a'), -1)", "null"),
    ("tryGet(createArray('a'), 'b')", "null"),
    ("tryGet(null(), 'a')", "null"),
    ("tryGet('text', 'a')", "null"),
    (
        "tryGet(createObject('a', 1), true())",
        "fails: 'tryGet' takes a string or an int as 'key', not a bool.",
    ),
    ("tryGet(parameters('map'), 'a', 'b')", "unknown: any value"),
    (
        "tryGet(createObject('a', if(parameters('on'), null(), createObject('b', 1))), 'a', 'b')",
        "null if parameter 'on' is true; 1 if parameter 'on' is false",
    ),
    ("tryGet(createObject('a', fail('no')), 'a')", "fails: 'fail': The deployment is stopped: no"),
    (
        "tryGet(variables('lookup'), parameters('tier'))",
        "0 if parameter 'tier' is 'Free'; 1 if parameter 'tier' is 'Basic'",
    ),
    ('json(\'{"a": [1, 2.5, null, true, "x"]}\')', '{"a": [1, 2.5, null, true, "x"]}'),
    ("json('null')", "null"),
    ("json('5')", "5"),
    ("json('\"x\"')", '"x"'),
    ("json('{''a'': 1} // note')", '{"a": 1}'),
    ("json(null())", "{}"),
    ("json('')", "unknown: any value"),
    ("json('{')", "fails: 'json': The JSON text ends too early."),
    ("json('{\"a\":}')", "unknown: any value"),
    ("json('nonsense')", "unknown: any value"),
    ("json('12345678901234567890')", "unknown: any value"),
    ("json(5)", "fails: 'json' takes a string or null as 'text', not an int."),
    ("json(parameters('text'))", "unknown: any value"),
    ("null()", "null"),
    ("null(1)", "fails: 'null' takes 0 arguments, not 1."),
]


@states(ROWS)
def test_objects(expression: str, expected: str) -> None:
    check(expression, expected)
