"""What `reference` gives of resources of the same template, and what stays unknown of them."""

from __future__ import annotations

import pytest

from armlens.evaluation.data import NotKnown, data_of
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import Failure, Known, Unknown, Value
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope

TEMPLATE = """{
  "parameters": {
    "free": { "type": "string" }, "on": { "type": "bool" },
    "set": { "type": "string", "defaultValue": "a" },
    "limited": { "type": "string", "allowedValues": ["l", "m"] },
    "twice": { "type": "string" }
  },
  "variables": { "id": "[resourceId('N.S/things', 'plain')]" },
  "resources": [
    { "type": "N.S/things", "name": "plain", "sku": { "name": "Basic" }, "location": "West Europe",
      "properties": { "size": 3, "empty": null, "deep": { "x": "[parameters('set')]" }, "list": [1],
        "later": "[parameters('free')]" },
      "resources": [{ "type": "parts", "name": "child", "properties": { "kind": "small" } }] },
    { "type": "N.S/things", "name": "[parameters('free')]", "properties": { "named": "free" } },
    { "type": "N.S/others", "name": "[parameters('limited')]", "properties": { "named": "limited" } },
    { "type": "N.S/things", "name": "perhaps", "condition": "[parameters('on')]", "properties": { "a": 1 } },
    { "type": "N.S/things", "name": "never", "condition": false, "properties": { "a": 1 } },
    { "type": "N.S/things", "name": "one of two", "condition": "[parameters('on')]", "properties": { "a": 1 } },
    { "type": "N.S/things", "name": "one of two", "condition": "[not(parameters('on'))]", "properties": { "a": 2 } },
    { "type": "N.S/things", "name": "same", "properties": {} },
    { "type": "N.S/others", "name": "same", "properties": { "a": "other" } },
    { "type": "N.S/things", "name": "bare" },
    { "type": "N.S/things", "name": "[concat('loop', copyIndex())]", "copy": { "name": "l", "count": 2 },
      "properties": { "index": "[copyIndex()]" } },
    { "type": "N.S/things", "name": "first", "properties": { "of": "[reference('second').value]" } },
    { "type": "N.S/things", "name": "second", "properties": { "value": 5, "back": "[reference('first').of]" } },
    { "type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "p": { "value": "[parameters('set')]" } },
        "template": {
          "parameters": { "p": { "type": "string" } },
          "resources": [{ "type": "N.S/things", "name": "there", "properties": { "b": 2 } }],
          "outputs": {
            "passed": { "type": "string", "value": "[concat(parameters('p'), '!')]" },
            "declared": { "type": "int", "value": "[reference('there').b]" },
            "secret": { "type": "secureString", "value": "hidden" },
            "looped": { "type": "array", "copy": { "count": 3, "input": "[copyIndex(1)]" } },
            "absent": { "type": "string", "value": "x", "condition": false }
          } } } },
    { "type": "Microsoft.Resources/deployments", "name": "outer", "properties": {
        "template": { "outputs": { "o": { "type": "string", "value": "[parameters('set')]" } } } } },
    { "type": "Microsoft.Resources/deployments", "name": "linked", "properties": {
        "templateLink": { "uri": "https://example.com/t.json" } } }
  ]
}"""

KNOWN: dict[str, object] = {
    "reference('plain').size": 3,
    "reference(parameters('free')).named": "free",
    "reference(parameters('limited')).named": "limited",
    "reference('PLAIN').deep.x": "a",
    "reference(variables('id')).size": 3,
    "reference(resourceId('n.s/Things', 'Plain'), '2024-01-01').size": 3,
    "reference(resourceId('N.S/things/parts', 'plain', 'child'), '1').kind": "small",
    "reference('plain/child').kind": "small",
    "reference(resourceId('N.S/things', parameters('free'))).named": "free",
    "reference(resourceId('N.S/others', parameters('limited'))).named": "limited",
    "reference(resourceId('N.S/others', 'same')).a": "other",
    "if(parameters('on'), reference('perhaps').a, 1)": 1,
    "reference('loop1').index": 1,
    "reference(concat('loop', '0')).index": 0,
    "reference('first').of": 5,
    "reference('plain', '2024-01-01', 'Full').sku.name": "Basic",
    "reference('plain', '2024-01-01', 'full').properties.size": 3,
    "reference('inner').outputs.passed.value": "a!",
    "reference(resourceId('Microsoft.Resources/deployments', 'inner'), '2020-10-01').outputs.passed.value": "a!",
    "reference('inner').outputs.declared.value": 2,
    "reference('inner').outputs.looped.value[2]": 3,
    "reference('inner').outputs.passed.type": "string",
    "reference('outer').outputs.o.value": "a",
    "contains(reference('plain').deep, 'x')": True,
    "empty(reference('plain').deep)": False,
    "equals(reference('plain').later, parameters('free'))": True,
    "equals(reference('plain').made, reference('plain').made)": True,
}
OPEN = [
    "reference('nobody').a",
    "reference('plain').made",
    "reference('plain').deep.made",
    "reference('plain').empty",
    "reference('plain').list",
    "length(reference('plain').list)",
    "contains(reference('plain').deep, 'y')",
    "reference('same').a",
    "reference(parameters('twice')).named",
    "reference('[parameters(''free'')]').named",
    "reference('perhaps').a",
    "reference('never').a",
    "reference('one of two').a",
    "reference('bare').a",
    "reference(resourceId('group', 'N.S/things', 'plain')).size",
    "reference(resourceId('N.S/things', parameters('twice'))).named",
    "reference('plain', '2024-01-01', 'Full').location",
    "reference('plain', '2024-01-01', parameters('free')).size",
    "reference('there').b",
    "reference('inner').outputs.secret.value",
    "reference('inner').provisioningState",
    "reference('linked').outputs.x.value",
    "reference('/subscriptions/s/resourceGroups/g/providers/N.S/things/plain').size",
    "string(reference('plain'))",
    "union(reference('plain'), createObject('size', 4)).deep.x",
]
FAILING = {
    "reference('inner').outputs.none.value": "The object has no member 'none'.",
    "reference('inner').outputs.absent.value": "The object has no member 'absent'.",
    "reference('plain', fail('no')).size": "'fail': The deployment is stopped: no",
    "reference('plain', 1).size": "'reference' takes a string as 'apiVersion', not an int.",
}


def scope(template: str = TEMPLATE) -> TemplateScope:
    tree = parse(template)
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)


def value_of(expression: str, template: str = TEMPLATE) -> Value:
    tree = parse(f'"[{expression}]"')
    assert tree.root is not None
    return scope(template).evaluate(tree.root)


@pytest.mark.parametrize(("expression", "expected"), KNOWN.items())
def test_is_declared(expression: str, expected: object) -> None:
    value = value_of(expression)
    assert isinstance(value, Known), value
    assert value.value == expected


@pytest.mark.parametrize("expression", OPEN)
def test_is_left_open(expression: str) -> None:
    value = value_of(expression)
    assert not isinstance(value, Known | Failure), value
    with pytest.raises(NotKnown):
        data_of(value, Budget())


@pytest.mark.parametrize(("expression", "message"), FAILING.items())
def test_is_certainly_not_there(expression: str, message: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Failure)
    assert value.message == message


def test_the_origin_is_the_declared_property_and_no_place_to_rewrite() -> None:
    value = value_of("reference('plain').size")
    assert isinstance(value, Known)
    assert value.place is None
    (origin,) = value.origins
    assert origin.label == "resource 'plain'"
    assert origin.span.text_of(TEMPLATE) == "3"


def test_the_origins_of_an_output_lead_to_the_value_passed() -> None:
    value = value_of("reference('inner').outputs.passed.value")
    assert [origin.label for origin in value.origins] == [
        "output 'passed'",
        "the value passed for parameter 'p'",
        "the default of parameter 'set'",
    ]


SYMBOLIC = """{ "languageVersion": "2.0", "resources": {
    "one": { "type": "N.S/things", "name": "x", "properties": { "a": 1 } },
    "many": { "type": "N.S/things", "name": "[format('m{0}', copyIndex())]", "properties": { "i": "[copyIndex()]" },
              "copy": { "name": "many", "count": 3 } },
    "there": { "existing": true, "type": "N.S/things", "name": "y", "properties": { "a": 1 } } } }"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    {
        "reference('one').a": 1,
        "reference('many[2]').i": 2,
        "reference(format('many[{0}]', 1)).i": 1,
        "reference('many[3]').i": None,
        "reference('many').i": None,
        "reference('there').a": None,
        "reference('x').a": None,
        "reference(resourceId('N.S/things', 'x')).a": 1,
    }.items(),
)
def test_symbolic_names(expression: str, expected: object) -> None:
    value = value_of(expression, SYMBOLIC)
    assert (value.value if isinstance(value, Known) else None) == expected


def test_resources_that_refer_to_each_other_end() -> None:
    assert not isinstance(value_of("reference('second').back"), Unknown)
