"""Inputs that are easy to get wrong: what is an expression, and what the service makes of it.

Strings are written as they stand in a JSON document, without the quotation marks.
"""

from __future__ import annotations

import json

import pytest

from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.values import Value
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope
from evaluation.stated import stated

TEMPLATE = {
    "parameters": {
        "env": {"type": "string", "defaultValue": "dev"},
        "my-name": {"type": "string", "defaultValue": "dashed"},
        "t": {"type": "string", "allowedValues": ["None", "SystemAssigned"]},
        "n": {"type": "string"},
        "useSp": {"type": "bool", "defaultValue": False},
        "stage": {"type": "string", "allowedValues": ["dev", "prod"]},
        "empty": {"type": "string", "defaultValue": ""},
    },
    "variables": {
        "m": {"1": "hello"},
        "lookup": {"True": {"v": "A"}, "true": {"v": "b"}},
        "other": {"false": {"v": "c"}},
        "o": {},
        "ids": {"Dev": {"type": "None"}, "prod": {"type": "SystemAssigned"}},
        "tagged": {"[parameters('env')]": 1},
        "ports": {"dev": {"ports": [80, 443]}},
    },
}
WRONG = "unknown: any value"
"""What is stated of an expression whose syntax is wrong."""

ROWS = [
    ("[test", '"[test"'),
    ("[[test]", '"[test]"'),
    ("[[]", '"[]"'),
    ("[]", WRONG),
    (" [resourceGroup().id]", '" [resourceGroup().id]"'),
    ("[Test] and [more]", WRONG),
    ("[abc", '"[abc"'),
    ("[abc] tail", '"[abc] tail"'),
    ("[x] ", '"[x] "'),
    ("[concat('it''s', ' ok')]", '"it\'s ok"'),
    ('[concat(\\"x\\")]', WRONG),
    ("[\\n  concat('a',\\n 'b')\\n]", '"ab"'),
    ("[PARAMETERS('Env')]", '"dev"'),
    ("[parameters( 'my-name' )]", '"dashed"'),
    ("[variables('m')['1']]", '"hello"'),
    ("[variables('lookup')[string(empty(''))].v]", '"A"'),
    ("[variables('other')[string(not(empty('')))].v]", '"c"'),
    ("[parameters('o').?x]", WRONG),
    ("[format('{0}-{1}', 5, true())]", '"5-True"'),
    (
        "[format('>{0}<>{1}<', createObject('a','b'), createArray(true(),1,'x'))]",
        "\">{'a':'b'}<>[true,1,'x']<\"",
    ),
    ("[string(createObject('a', createArray(1, null())))]", '"{\\"a\\":[1,null]}"'),
    ("[concat('a', 1, false(), null(), 'z')]", '"a1Falsez"'),
    ("[join(createArray('abc', 123, true()), '/')]", '"abc/123/True"'),
    ("[bool('1')]", "fails: 'bool': The text is neither 'true' nor 'false'."),
    ("[bool(-3)]", "true"),
    ("[int(' 42 ')]", "42"),
    ("[int('4.0')]", "fails: 'int': The text is no whole number."),
    ("[add('1', 2)]", "fails: 'add' takes an int as 'operand1', not a string."),
    ("[div(-7, 2)]", "-3"),
    ("[mod(-7, 2)]", "-1"),
    (
        "[mul(json('2199023255552'), json('2199023255552'))]",
        "fails: 'mul': The result does not fit into 64 bits.",
    ),
    ("[contains('FOOBAR','foo')]", "false"),
    ("[indexOf('FOOBAR','foo')]", "0"),
    ("[endsWith('abcdef','F')]", "true"),
    ("[less('A','a')]", "false"),
    ("[greater('A','a')]", "true"),
    ("[equals('a','A')]", "false"),
    ("[equals(1, json('1.0'))]", "true"),
    ("[equals('1', 1)]", "false"),
    ("[split('', ',')]", '[""]'),
    ("[split('a;b,c', createArray(';', ','))]", '["a", "b", "c"]'),
    ("[first('')]", '""'),
    ("[first(createArray())]", "null"),
    ("[empty(null())]", "true"),
    (
        "[empty(0)]",
        "fails: 'empty' takes a string or null or an array or an object as 'value', not an int.",
    ),
    ("[substring('foot', 0, 3)]", '"foo"'),
    (
        "[substring('foot', 5)]",
        "fails: 'substring': The string has 4 characters; none begins at 5.",
    ),
    ("[padLeft(13, 5)]", '"   13"'),
    ("[uriComponent('UB*8h 0+=_)9h9n')]", '"UB%2A8h%200%2B%3D_%299h9n"'),
    ("[uri('http://contoso.org/firstpath', 'myscript.sh')]", '"http://contoso.org/myscript.sh"'),
    ("[base64('ümlaut')]", '"w7xtbGF1dA=="'),
    ("[guid('aks', 'dev')]", '"bc64be88-bd99-545a-9358-498dd8f89c0c"'),
    (
        "[uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-demo')]",
        '"uqhahkpg5qbky"',
    ),
    ("[dateTimeAdd(dateTimeFromEpoch(1680224438), 'P1D')]", '"2023-04-01T01:00:38Z"'),
    (
        "[map(items(createObject('b',1,'A',2,'a',3)), lambda('i', lambdaVariables('i').key))]",
        '["A", "a", "b"]',
    ),
    (
        "[union(createObject('p',createObject('x',1,'y',2),'l',createArray(1)), createObject('p',createObject('y',3),'l',createArray(2)))]",
        '{"p": {"x": 1, "y": 3}, "l": [2]}',
    ),
    (
        "[shallowMerge(createArray(createObject('p',createObject('x',1)), createObject('p',createObject('y',2))))]",
        '{"p": {"y": 2}}',
    ),
    ("[intersection(createArray(3,1,2), createArray(2,3))]", "[3, 2]"),
    ("[tryGet(createObject('k',createObject('n',1)), 'x', 'n')]", "null"),
    (
        "[tryGet(createObject('k',createObject('n',1)), 'k', 'z')]",
        "fails: The object has no member 'z'.",
    ),
    (
        "[map(createArray('a','b'), lambda('x','i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))]",
        '["a0", "b1"]',
    ),
    (
        "[reduce(range(1,5), 1, lambda('c','n', mul(lambdaVariables('c'), lambdaVariables('n'))))]",
        "120",
    ),
    ("[cidrSubnet('10.20.0.0/14', 24, 300)]", '"10.21.44.0/24"'),
    (
        "[resourceId('My.Rp/parent/child','p','c')]",
        "unknown: a string '…/providers/My.Rp/parent/p/child/c'",
    ),
    (
        "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('n'))]",
        "unknown: a string '…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…'",
    ),
    (
        "[resourceId('S2','G2','My.Rp/parent','p')]",
        '"/subscriptions/S2/resourceGroups/G2/providers/My.Rp/parent/p"',
    ),
    (
        "[resourceId('My.Rp/parent/child','p')]",
        "fails: 'resourceId': The type takes 2 names, not 1.",
    ),
    (
        "[extensionResourceId(tenantResourceId('My.Rp/a','x'), 'Ext.Rp/b/c', 'y', 'z')]",
        '"/providers/My.Rp/a/x/providers/Ext.Rp/b/y/c/z"',
    ),
    ("[if(equals(1,2), fail('no'), 'ok')]", '"ok"'),
    ("[and(contains(variables('o'),'f'), equals(variables('o').f, 4))]", "false"),
    ("[if(parameters('useSp'), createObject('a').missing, 'ok')]", '"ok"'),
    ("[parameters('t')]", "unknown: a string"),
    (
        "[concat('', parameters('t'))]",
        "\"None\" if parameter 't' is 'None'; \"SystemAssigned\" if parameter 't' is 'SystemAssigned'",
    ),
    (
        "[if(parameters('useSp'), null(), createObject('type','SystemAssigned'))]",
        '{"type": "SystemAssigned"}',
    ),
    (
        "[variables('ids')[parameters('stage')].type]",
        "\"None\" if parameter 'stage' is 'dev'; \"SystemAssigned\" if parameter 'stage' is 'prod'",
    ),
    ("[variables('tagged').dev]", "1"),
    ("[variables('tagged').prod]", "fails: The object has no member 'prod'."),
    ("[variables('ports')[parameters('env')].ports[1]]", "443"),
    ("[parameters('empty')]", '""'),
    ("[coalesce(null(), parameters('empty'), 'x')]", '""'),
    ("[newThing()]", "unknown: any value"),
    ("[concat(resourceGroup().location, '-x')]", "unknown: a string '…-x'"),
]


def value_of(text: str) -> Value:
    tree = parse(json.dumps(TEMPLATE))
    assert isinstance(tree.root, Object)
    node = parse(f'"{text}"').root
    assert node is not None
    return evaluate(node, TemplateScope(tree, tree.root))


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_tricky(text: str, expected: str) -> None:
    assert stated(value_of(text)) == expected
