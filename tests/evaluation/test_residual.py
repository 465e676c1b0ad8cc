"""What is left of an expression to compute, and that it is worth the same as the original."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.residual import literal, residual
from armlens.evaluation.types import Data
from armlens.expressions.parser import parse_expression
from armlens.jsonc.nodes import Object, Scalar
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope
from reliability.fuzzing.residuals import check_residual, worth

DECLARED: dict[str, dict[str, Data]] = {
    "prefix": {"type": "string", "defaultValue": "aks"},
    "name": {"type": "string"},
    "other": {"type": "string"},
    "tier": {"type": "string", "allowedValues": ["a", "b"]},
    "on": {"type": "bool"},
    "count": {"type": "int"},
    "list": {"type": "array"},
    "map": {"type": "object"},
    "password": {"type": "secureString", "defaultValue": "hunter2"},
}
VARIABLES = {
    "plain": "text",
    "list": [1, "it's", {"a": [True, None]}],
    "joined": "[concat(parameters('prefix'), '-', parameters('name'))]",
    "object": {"known": 1, "open": "[parameters('name')]", "deep": {"x": "[parameters('count')]"}},
    "secret": "[concat('a', parameters('password'))]",
    "chosen": "[if(parameters('on'), 'yes', parameters('name'))]",
    "again": "[concat(variables('joined'), variables('joined'))]",
}
FUNCTIONS = [
    {
        "namespace": "my",
        "members": {
            "wrap": {
                "parameters": [{"name": "x", "type": "string"}],
                "output": {"type": "string", "value": "[concat('<', parameters('x'), '>')]"},
            }
        },
    }
]
EXPECTED = {
    "concat(parameters('prefix'), '-', resourceGroup().location)": "concat('aks-', resourceGroup().location)",
    "concat(variables('joined'), 'x')": "concat(concat('aks-', parameters('name')), 'x')",
    "variables('object').open": "parameters('name')",
    "variables('list')": "createArray(1, 'it''s', createObject('a', createArray(true(), null())))",
    "variables('object')": "createObject('known', 1, 'open', parameters('name'), 'deep', createObject('x', parameters('count')))",
    "if(parameters('on'), toUpper('a'), parameters('name'))": "if(parameters('on'), 'A', parameters('name'))",
    "my.wrap(variables('joined'))": "concat('<', concat('aks-', parameters('name')), '>')",
    "map(createArray(1, 2), lambda('i', concat(string(lambdaVariables('i')), parameters('name'))))": "createArray(concat('1', parameters('name')), concat('2', parameters('name')))",
    "map(parameters('list'), lambda('i', concat(lambdaVariables('i'), parameters('prefix'))))": "map(parameters('list'), lambda('i', concat(lambdaVariables('i'), 'aks')))",
    "concat('x', parameters('password'), parameters('name'))": "concat('x', parameters('password'), parameters('name'))",
    "concat(variables('secret'), parameters('name'))": "concat(variables('secret'), parameters('name'))",
    "union(createObject('a', json('1.5')), parameters('map'))": "union(createObject('a', json('1.5')), parameters('map'))",
    "parameters('list')[add(1, 2)].x": "parameters('list')[3].x",
    "concat(variables('nothing'), 'a', 'b')": "concat(variables('nothing'), 'ab')",
    "reference(resourceId('A.B/c', parameters('prefix'))).x[copyIndex()]": "reference(resourceId('A.B/c', 'aks')).x[copyIndex()]",
}


def scope(values: dict[str, Data] | None = None) -> TemplateScope:
    """The names of the template, its parameters worth the values."""
    given = {name: {"defaultValue": value} for name, value in (values or {}).items()}
    declared = {name: {**each, **given.get(name, {})} for name, each in DECLARED.items()}
    root = {"parameters": declared, "variables": VARIABLES, "functions": FUNCTIONS}
    tree = parse(json.dumps(root))
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)


@pytest.mark.parametrize("expression", EXPECTED)
def test_what_is_known_is_folded(expression: str) -> None:
    assert residual(expression, scope()) == f"[{EXPECTED[expression]}]"


def test_names_that_mean_nothing_outside_stay_inside() -> None:
    secrets = "map(createArray(variables('secret')), lambda('x', concat(lambdaVariables('x'), parameters('name'))))"
    assert residual(secrets, scope()) == f"[{secrets}]"
    call = "my.wrap(parameters('password'))"
    assert residual(f"concat({call}, parameters('name'))", scope()) == (
        f"[concat({call}, parameters('name'))]"
    )


def test_a_syntax_error_stays_as_it_is() -> None:
    assert residual("[concat(]", scope()) == "[concat(]"


def test_what_would_be_too_long_stays_as_it_is() -> None:
    variables: dict[str, Data] = {"v0": "[parameters('p')]"}
    for index in range(40):
        variables[f"v{index + 1}"] = f"[concat(variables('v{index}'), variables('v{index}'))]"
    tree = parse(json.dumps({"parameters": {"p": {"type": "string"}}, "variables": variables}))
    assert isinstance(tree.root, Object)
    inside = TemplateScope(tree, tree.root)
    assert residual("[toUpper(variables('v38'))]", inside) == "[toUpper(variables('v38'))]"


scalars: st.SearchStrategy[Scalar] = st.one_of(
    st.text(max_size=6), st.integers(-(2**40), 2**40), st.booleans(), st.none()
)
texts = st.sampled_from(
    [
        *("'a'", "'it''s'", "parameters('prefix')", "parameters('name')", "parameters('tier')"),
        *("variables('joined')", "variables('chosen')", "variables('object').open", "'Free'"),
        *("variables('secret')", "variables('again')", "parameters('password')"),
    ]
)
others = st.sampled_from(
    [
        *("1", "-7", "parameters('count')", "parameters('on')", "true()", "null()"),
        *("parameters('list')", "variables('list')", "parameters('map')", "variables('object')"),
        *("variables('object').deep.x", "variables('list')[2].a", "variables('nothing')"),
    ]
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def call(*names: str, count: int) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, arguments: f"{name}({', '.join(arguments)})",
            st.sampled_from(names),
            st.lists(inner, min_size=count, max_size=count),
        )

    return st.one_of(
        call("toUpper", "string", "length", "empty", "array", "not", "first", "my.wrap", count=1),
        call("concat", "equals", "coalesce", "union", "createArray", "and", "or", count=2),
        call("contains", "concat", "tryGet", "add", count=2),
        call("if", "concat", "createArray", count=3),
        st.builds("createObject('k', {}, 'n', {})".format, inner, inner),
        st.builds("if(equals(parameters('tier'), 'a'), {}, {})".format, inner, inner),
        st.builds("if(parameters('on'), {}, {})".format, inner, inner),
        st.builds("createObject('k', {}).k".format, inner),
        st.builds("createArray({}, 1)[0]".format, inner),
        st.builds(
            "map({}, lambda('x', createArray(lambdaVariables('x'), {})))".format, inner, inner
        ),
        st.builds("filter({}, lambda('x', equals(lambdaVariables('x'), {})))".format, inner, inner),
    )


expressions = st.recursive(st.one_of(texts, others), larger, max_leaves=8)
assignments = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["", "a", "web", "[x]"]),
        "other": st.text(max_size=3),
        "tier": st.sampled_from(["a", "b"]),
        "on": st.booleans(),
        "count": st.integers(-3, 9),
        "list": st.lists(st.sampled_from(["a", 1, None]), max_size=3),
        "map": st.dictionaries(st.sampled_from("kna"), st.sampled_from(["a", 2]), max_size=2),
    }
)


@given(expressions, assignments)
def test_it_is_worth_the_same_as_the_original(expression: str, values: dict[str, Data]) -> None:
    left = residual(expression, scope())
    assert parse_expression(left).problems == ()
    assert "hunter2" not in left
    check_residual(expression, left, scope(values))


@given(scalars)
def test_literals_are_read_as_they_were(value: Scalar) -> None:
    text = literal(value)
    assert parse_expression(f"[{text}]").problems == ()
    assert json.loads(worth(text, scope())) == value
