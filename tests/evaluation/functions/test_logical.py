"""Truth values: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    ("true()", "true"),
    ("false()", "false"),
    ("true(1)", "fails: 'true' takes 0 arguments, not 1."),
    ("not(true())", "false"),
    ("not('true')", "fails: A condition must be a bool, not a string."),
    ("not(parameters('on'))", "false if parameter 'on' is true; true if parameter 'on' is false"),
    (
        "not(contains(parameters('text'), 'a'))",
        "false if [contains(parameters('text'), 'a')] is true; true if [contains(parameters('text'), 'a')] is false",
    ),
    (
        "not(not(parameters('on')))",
        "true if parameter 'on' is true; false if parameter 'on' is false",
    ),
    ("not(parameters('text'))", "fails: A condition must be a bool, not a string."),
    ("bool('TRUE')", "true"),
    ("bool(' false ')", "false"),
    ("bool('1')", "fails: 'bool': The text is neither 'true' nor 'false'."),
    ("bool('')", "fails: 'bool': The text is neither 'true' nor 'false'."),
    ("bool('yes')", "fails: 'bool': The text is neither 'true' nor 'false'."),
    ("bool(0)", "false"),
    ("bool(-3)", "true"),
    ("bool(true())", "true"),
    ("bool(null())", "fails: 'bool' takes a string or an int or a bool as 'value', not null."),
    ("bool(parameters('text'))", "unknown: a bool"),
    ("bool(parameters('tier'))", "fails: 'bool': The text is neither 'true' nor 'false'."),
    ("and(true(), true(), true())", "true"),
    ("and(true(), false(), fail('no'))", "false"),
    ("and(true(), 'x')", "fails: A condition must be a bool, not a string."),
    ("and(true())", "fails: 'and' takes at least 2 arguments, not 1."),
    ("and(false(), 'x')", "false"),
    ("and(parameters('on'), false())", "false"),
    (
        "and(parameters('on'), true())",
        "false if parameter 'on' is false; true if parameter 'on' is true",
    ),
    (
        "and(parameters('on'), parameters('on'))",
        "false if parameter 'on' is false; true if parameter 'on' is true",
    ),
    ("and(parameters('on'), not(parameters('on')))", "false"),
    (
        "and(parameters('on'), fail('no'))",
        "false if parameter 'on' is false; fails: 'fail': The deployment is stopped: no if parameter 'on' is true",
    ),
    ("and(contains(variables('nothing'), 'f'), equals(variables('nothing').f, 4))", "false"),
    ("and(parameters('text'), true())", "fails: A condition must be a bool, not a string."),
    ("or(false(), false())", "false"),
    ("or(false(), true(), fail('no'))", "true"),
    ("or(parameters('on'), true())", "true"),
    ("or(parameters('on'), not(parameters('on')))", "true"),
    (
        "or(parameters('on'), parameters('off'))",
        "true if parameter 'on' is true; true if parameter 'on' is false and parameter 'off' is true; false if parameter 'on' is false and parameter 'off' is false",
    ),
    ("or(false(), 0)", "fails: A condition must be a bool, not an int."),
    ("if(true(), 1, fail('no'))", "1"),
    ("if(equals(1, 2), fail('no'), 'ok')", '"ok"'),
    ("if('true', 1, 2)", "fails: A condition must be a bool, not a string."),
    ("if(null(), 1, 2)", "fails: A condition must be a bool, not null."),
    ("if(true(), 1)", "fails: 'if' takes 3 arguments, not 2."),
    ("if(parameters('on'), 1, 2)", "1 if parameter 'on' is true; 2 if parameter 'on' is false"),
    ("if(parameters('on'), 1, 1)", "1"),
    ("if(parameters('text'), 1, 2)", "fails: A condition must be a bool, not a string."),
    ("if(parameters('any'), 1, 2)", "1 if parameter 'any' is true; 2 if parameter 'any' is false"),
]


@states(ROWS)
def test_logical(expression: str, expected: str) -> None:
    check(expression, expected)
