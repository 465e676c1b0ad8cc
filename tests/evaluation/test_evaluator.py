"""What expressions are worth, what stays unknown, and what is certain to fail."""

from __future__ import annotations

import pytest

from armlens.evaluation.access import member
from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.values import (
    Absent,
    Cause,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope

TEMPLATE = """{
  "parameters": {
    "text": { "defaultValue": "dev" },
    "zero": { "type": "int", "defaultValue": 0 },
    "off": { "type": "bool", "defaultValue": false },
    "empty": { "defaultValue": "" },
    "open": { "type": "string" },
    "limited": { "type": "string", "allowedValues": ["a", "b"] },
    "nullable": { "type": "string", "nullable": true },
    "chained": { "defaultValue": "[parameters('text')]" },
    "my-name": { "defaultValue": "dashed" },
    "located": { "defaultValue": "[resourceGroup().location]", "allowedValues": ["west"] },
    "itself": { "defaultValue": "[parameters('itself')]" }
  },
  "variables": {
    "list": [10, [20, 21], { "x": "deep" }],
    "map": { "1": "one", "True": "A", "true": "b", "It's": "quoted" },
    "literal": "[[not an expression]",
    "copy": [{ "name": "made", "count": 2, "input": 1 }],
    "ping": "[variables('pong')]",
    "pong": "[variables('ping')]"
  }
}"""

KNOWN: dict[str, object] = {
    "[parameters('text')]": "dev",
    "[PARAMETERS( 'TEXT' )]": "dev",
    "[parameters(\\n'text')]": "dev",
    "[parameters('zero')]": 0,
    "[parameters('off')]": False,
    "[parameters('empty')]": "",
    "[parameters('nullable')]": None,
    "[parameters('chained')]": "dev",
    "[parameters('my-name')]": "dashed",
    "[variables('list')[0]]": 10,
    "[variables('list')[1][1]]": 21,
    "[variables('list')[2].x]": "deep",
    "[variables('list')[2]['X']]": "deep",
    "[variables('map')['1']]": "one",
    "[variables('map')['True']]": "A",
    "[variables('map').true]": "b",
    "[variables('map')['It''s']]": "quoted",
    "[variables('literal')]": "[not an expression]",
    "['text']": "text",
    "[variables('made')[1]]": 1,
    "[-5]": -5,
    "[test": "[test",
    "[[test]": "[test]",
    " [parameters('text')]": " [parameters('text')]",
    "[parameters('text')] ": "[parameters('text')] ",
}

NOT_KNOWN: dict[str, Value] = {
    "[newThing('a', 'b')]": Unknown(Cause.FUNCTION),
    "[contoso.tag('x')]": Failure("There is no function 'contoso.tag'."),
    "[parameters('text', 1)]": Failure("'parameters' takes 1 argument, not 2."),
    "[parameters(reference('x').name)]": Unknown(Cause.RUNTIME),
    "[resourceGroup().location]": Unknown(Cause.RUNTIME),
    "[]": Unknown(Cause.SYNTAX),
    "[parameters('text']": Unknown(Cause.SYNTAX),
    "[parameters('none')]": Failure("There is no parameter 'none'."),
    "[parameters(5)]": Failure("'parameters' takes a string, not an int."),
    "[variables('none')]": Failure("There is no variable 'none'."),
    "[variables('ping')]": Failure("The expression refers to itself."),
    "[parameters('itself')]": Failure("The expression refers to itself."),
    "[variables('list')[9]]": Failure("The array has 3 elements and none at index 9."),
    "[variables('list')[-1]]": Failure("The array has 3 elements and none at index -1."),
    "[variables('map').none]": Failure("The object has no member 'none'."),
    "[parameters('text').x]": Failure("There is nothing at 'x' in this value."),
    "[parameters('text')[0]]": Failure("There is nothing at '0' in this value."),
}


def scope() -> TemplateScope:
    tree = parse(TEMPLATE)
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)


def value_of(text: str) -> Value:
    tree = parse(f'"{text}"')
    assert tree.root is not None
    return evaluate(tree.root, scope())


@pytest.mark.parametrize(("text", "expected"), KNOWN.items())
def test_known(text: str, expected: object) -> None:
    value = value_of(text)
    assert isinstance(value, Known)
    assert value.value == expected
    assert type(value.value) is type(expected)


@pytest.mark.parametrize(("text", "expected"), NOT_KNOWN.items())
def test_not_known(text: str, expected: Value) -> None:
    value = value_of(text)
    assert type(value) is type(expected)
    if isinstance(value, Unknown) and isinstance(expected, Unknown):
        assert value.cause is expected.cause
    if isinstance(value, Failure) and isinstance(expected, Failure):
        assert value.message == expected.message


def test_a_parameter_without_a_value_keeps_its_name_and_its_limits() -> None:
    free, limited = value_of("[parameters('OPEN')]"), value_of("[parameters('limited')]")
    assert isinstance(free, Unknown)
    assert isinstance(limited, Unknown)
    assert free.symbol
    assert limited.symbol
    assert (free.symbol.words, free.allowed) == ("parameter 'open'", None)
    assert (limited.symbol.words, limited.allowed) == ("parameter 'limited'", ("a", "b"))


def test_allowed_values_limit_a_default_that_only_the_deployment_knows() -> None:
    value = value_of("[parameters('located')]")
    assert isinstance(value, Unknown)
    assert value.allowed == ("west",)


def test_objects_and_arrays_are_lazy() -> None:
    tree = parse('{ "a": "[none()]", "b": [1] }')
    assert isinstance(tree.root, Object)
    value = WrittenObject(tree.root, scope())
    assert isinstance(member(value, "A"), Unknown)
    assert isinstance(member(value, "b"), WrittenArray)
    assert isinstance(member(value, "c"), Absent)


def test_an_unclosed_object_may_still_get_any_member() -> None:
    tree = parse('{ "a": 1')
    assert isinstance(tree.root, Object)
    assert isinstance(member(WrittenObject(tree.root, scope()), "c"), Unknown)


@pytest.mark.parametrize("links", [10, 45])
def test_chains_of_variables_are_followed(links: int) -> None:
    assert chain(links) == Known("end").value


def test_chains_beyond_any_use_are_given_up() -> None:
    assert chain(5_000) == Cause.BUDGET


def chain(links: int) -> object:
    """What the first of so many variables is worth, each of which is the next one's value."""
    variables = [f'"v{n}": "[variables(\'v{n + 1}\')]"' for n in range(links)]
    variables.append(f'"v{links}": "end"')
    tree = parse(f'{{"variables": {{{", ".join(variables)}}}}}')
    assert isinstance(tree.root, Object)
    value = TemplateScope(tree, tree.root).variable("v0")
    return value.value if isinstance(value, Known) else getattr(value, "cause", None)


def test_values_that_use_each_other_many_times_cost_linear_time() -> None:
    """Without memory, forty objects of two references each would take 2 ** 40 steps."""
    variables = [
        f'"v{n}": {{"x": "[variables(\'v{n + 1}\')[variables(\'v{n + 1}\').y]]", '
        f'"y": "[variables(\'v{n + 1}\').y]"}}'
        for n in range(40)
    ]
    variables.append('"v40": {"x": "end", "y": "x"}')
    tree = parse(f'{{"variables": {{{", ".join(variables)}}}}}')
    assert isinstance(tree.root, Object)
    value = TemplateScope(tree, tree.root).variable("v0")
    assert isinstance(value, WrittenObject)
    assert getattr(member(value, "x"), "value", None) == "end"
