"""Choices: what an expression is worth where nobody can decide a condition now.

Expressions on one parameter agree with each other; inside a branch the condition is assumed.
"""

from __future__ import annotations

import json

import pytest

from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.values import MAX_ALTERNATIVES, Cause, Choice, Unknown
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope
from evaluation.stated import check, stated, states, value_of

ROWS = [
    (
        "if(parameters('on'), if(parameters('on'), 1, 2), 3)",
        "1 if parameter 'on' is true; 3 if parameter 'on' is false",
    ),
    (
        "if(parameters('on'), if(parameters('off'), 1, 2), 3)",
        "1 if parameter 'on' is true and parameter 'off' is true; 2 if parameter 'on' is true and parameter 'off' is false; 3 if parameter 'on' is false",
    ),
    (
        "if(not(parameters('on')), 1, if(parameters('on'), 2, 3))",
        "1 if parameter 'on' is false; 2 if parameter 'on' is true",
    ),
    (
        "concat(if(parameters('on'), 'a', 'b'), if(parameters('on'), 'c', 'd'))",
        "\"ac\" if parameter 'on' is true; \"bd\" if parameter 'on' is false",
    ),
    (
        "if(parameters('on'), fail('no'), 1)",
        "fails: 'fail': The deployment is stopped: no if parameter 'on' is true; 1 if parameter 'on' is false",
    ),
    (
        "if(parameters('on'), fail('no'), fail('either'))",
        "fails: 'fail': The deployment is stopped: no if parameter 'on' is true; fails: 'fail': The deployment is stopped: either if parameter 'on' is false",
    ),
    (
        "if(equals(parameters('text'), 'None'), 1, 2)",
        "1 if parameter 'text' is 'None'; 2 if parameter 'text' is not 'None'",
    ),
    (
        "if(equals(parameters('text'), 'None'), concat('is', parameters('text')), parameters('text'))",
        "\"isNone\" if parameter 'text' is 'None'; unknown: a string if parameter 'text' is not 'None'",
    ),
    (
        "if(equals(parameters('text'), 'None'), 1, if(equals(parameters('text'), 'None'), 2, 3))",
        "1 if parameter 'text' is 'None'; 3 if parameter 'text' is not 'None'",
    ),
    (
        "if(equals(parameters('text'), 'a'), 1, if(equals(parameters('text'), 'b'), 2, 3))",
        "1 if parameter 'text' is 'a'; 2 if parameter 'text' is 'b'; 3 if parameter 'text' is not 'a' or 'b'",
    ),
    (
        "if(or(equals(parameters('text'), 'a'), equals(parameters('text'), 'b')), concat(parameters('text'), '!'), '')",
        "\"a!\" if parameter 'text' is 'a'; \"b!\" if parameter 'text' is 'b'; \"\" if parameter 'text' is not 'a' or 'b'",
    ),
    (
        "if(and(parameters('on'), parameters('off')), 1, 2)",
        "1 if parameter 'on' is true and parameter 'off' is true; 2 if parameter 'on' is false; 2 if parameter 'on' is true and parameter 'off' is false",
    ),
    (
        "if(contains(parameters('text'), 'a'), 1, 2)",
        "1 if [contains(parameters('text'), 'a')] is true; 2 if [contains(parameters('text'), 'a')] is false",
    ),
    (
        "if(contains(parameters('text'), 'a'), if(CONTAINS(parameters('text'),'a'), 1, 2), 3)",
        "1 if [contains(parameters('text'), 'a')] is true; 3 if [contains(parameters('text'), 'a')] is false",
    ),
    (
        "if(contains(parameters('text'), 'a'), 1, if(contains(parameters('text'), 'A'), 2, 3))",
        "1 if [contains(parameters('text'), 'a')] is true; 2 if [contains(parameters('text'), 'a')] is false and [contains(parameters('text'), 'A')] is true; 3 if [contains(parameters('text'), 'a')] is false and [contains(parameters('text'), 'A')] is false",
    ),
    (
        "if(not(contains(parameters('text'), 'a')), if(contains(parameters('text'), 'a'), 1, 2), 3)",
        "2 if [contains(parameters('text'), 'a')] is false; 3 if [contains(parameters('text'), 'a')] is true",
    ),
    (
        "if(parameters('map').on, 1, 2)",
        "1 if 'on' of parameter 'map' is true; 2 if 'on' of parameter 'map' is false",
    ),
    (
        "if(and(contains(parameters('map'), 'on'), parameters('map').on), 1, 2)",
        "1 if [contains(parameters('map'), 'on')] is true and 'on' of parameter 'map' is true; 2 if [contains(parameters('map'), 'on')] is false; 2 if [contains(parameters('map'), 'on')] is true and 'on' of parameter 'map' is false",
    ),
    (
        "variables('lookup')[parameters('tier')]",
        "0 if parameter 'tier' is 'Free'; 1 if parameter 'tier' is 'Basic'",
    ),
    ("variables('lookup')[parameters('text')]", "unknown: any value"),
    (
        "variables('list')[if(parameters('on'), 0, 9)]",
        "10 if parameter 'on' is true; fails: The array has 3 elements and none at index 9. if parameter 'on' is false",
    ),
    (
        "if(equals(parameters('tier'), 'Free'), variables('lookup')[parameters('tier')], 7)",
        "0 if parameter 'tier' is 'Free'; 7 if parameter 'tier' is 'Basic'",
    ),
    (
        "createArray(parameters('sku'), parameters('region'))",
        "[unknown: a string, unknown: a string]",
    ),
    ("concat(parameters('sku'), parameters('region'))", "unknown: a string or an array"),
    (
        "concat(parameters('sku'), if(parameters('on'), '1', '2'))",
        "\"a1\" if parameter 'sku' is 'a' and parameter 'on' is true; \"a2\" if parameter 'sku' is 'a' and parameter 'on' is false; \"b1\" if parameter 'sku' is 'b' and parameter 'on' is true; \"b2\" if parameter 'sku' is 'b' and parameter 'on' is false; \"c1\" if parameter 'sku' is 'c' and parameter 'on' is true; \"c2\" if parameter 'sku' is 'c' and parameter 'on' is false; \"d1\" if parameter 'sku' is 'd' and parameter 'on' is true; \"d2\" if parameter 'sku' is 'd' and parameter 'on' is false; \"e1\" if parameter 'sku' is 'e' and parameter 'on' is true; \"e2\" if parameter 'sku' is 'e' and parameter 'on' is false; \"f1\" if parameter 'sku' is 'f' and parameter 'on' is true; \"f2\" if parameter 'sku' is 'f' and parameter 'on' is false; \"g1\" if parameter 'sku' is 'g' and parameter 'on' is true; \"g2\" if parameter 'sku' is 'g' and parameter 'on' is false; \"h1\" if parameter 'sku' is 'h' and parameter 'on' is true; \"h2\" if parameter 'sku' is 'h' and parameter 'on' is false; \"i1\" if parameter 'sku' is 'i' and parameter 'on' is true; \"i2\" if parameter 'sku' is 'i' and parameter 'on' is false",
    ),
    (
        "coalesce(if(parameters('on'), null(), 'a'), if(parameters('off'), null(), 'b'), 'c')",
        "\"a\" if parameter 'on' is false; \"b\" if parameter 'on' is true and parameter 'off' is false; \"c\" if parameter 'on' is true and parameter 'off' is true",
    ),
    ("if(empty(parameters('tier')), 1, 2)", "2"),
    (
        "if(if(parameters('on'), parameters('off'), true()), 1, 2)",
        "1 if parameter 'on' is true and parameter 'off' is true; 1 if parameter 'on' is false; 2 if parameter 'on' is true and parameter 'off' is false",
    ),
    (
        "equals(if(parameters('on'), 'a', 'b'), 'a')",
        "true if parameter 'on' is true; false if parameter 'on' is false",
    ),
    (
        "if(parameters('on'), createObject('a', 1), null()).a",
        "1 if parameter 'on' is true; fails: There is nothing at 'a' in this value. if parameter 'on' is false",
    ),
    ("if(parameters('on'), parameters('text'), parameters('text'))", "unknown: a string"),
    (
        "if(equals(parameters('on'), true()), 1, 2)",
        "1 if parameter 'on' is true; 2 if parameter 'on' is false",
    ),
    (
        "if(equals(parameters('count'), 1), add(parameters('count'), 1), 0)",
        "2 if parameter 'count' is 1; 0 if parameter 'count' is not 1",
    ),
]


@states(ROWS)
def test_choices(expression: str, expected: str) -> None:
    check(expression, expected)


def test_more_alternatives_than_can_be_followed_are_unknown() -> None:
    followed = value_of("concat(parameters('tier'), parameters('sku'))")
    given_up = value_of("concat(parameters('sku'), parameters('region'))")
    assert isinstance(followed, Choice)
    assert len(followed.alternatives) == 18 <= MAX_ALTERNATIVES < 81
    assert isinstance(given_up, Unknown)
    assert given_up.cause is Cause.BUDGET


def test_an_unknown_that_is_given_up_still_equals_itself() -> None:
    both = "concat(parameters('sku'), parameters('region'))"
    check(f"equals({both}, {both})", "true")


@pytest.mark.parametrize("function", ["and", "or", "coalesce"])
def test_conditions_that_multiply_are_bounded(function: str) -> None:
    names = [f"p{n}" for n in range(40)]
    declared = {name: {"type": "bool"} for name in names}
    tree = parse(json.dumps({"parameters": declared}))
    assert isinstance(tree.root, Object)
    scope = TemplateScope(tree, tree.root)
    inner = "if(parameters('{}'), null(), 1)" if function == "coalesce" else "not(parameters('{}'))"
    pairs = zip(names, reversed(names), strict=True)
    parts = [f"if(parameters('{a}'), {inner.format(b)}, {inner.format(a)})" for a, b in pairs]
    node = parse(json.dumps(f"[{function}({', '.join(parts)})]")).root
    assert node is not None
    value = evaluate(node, scope)
    assert isinstance(value, Unknown) or (
        isinstance(value, Choice) and len(value.alternatives) <= MAX_ALTERNATIVES
    )
    assert scope.budget.steps < 5_000


def test_a_choice_inside_an_object_stays_with_its_member() -> None:
    members = ", ".join(
        f"'{name}', parameters('{name}')" for name in ("on", "off", "sku", "region")
    )
    directly = stated(value_of("equals(parameters('sku'), 'a')"))
    check(f"equals(createObject({members}).sku, 'a')", directly)
    assert directly.startswith("true if parameter 'sku' is 'a'; false if")
