"""Which resources a template deploys, with their full types and names."""

from __future__ import annotations

from armlens.jsonc.parse import parse
from armlens.template.kinds import DocumentKind
from armlens.template.resources import resources_of


def listed(resources: str, head: str = "") -> list[str]:
    tree = parse(f'{{ {head} "resources": {resources} }}')
    return [f"{r.type} {r.name}" for r in resources_of(tree, DocumentKind.TEMPLATE)]


def test_children_have_the_type_and_name_of_their_parent_before_their_own() -> None:
    resources = """[
        { "type": "Microsoft.Sql/servers", "name": "sql", "resources": [
            { "type": "databases", "name": "orders", "resources": [
                { "type": "auditingSettings", "name": "default" } ] },
            { "type": "microsoft.sql/servers/firewallRules", "name": "sql/office" } ] },
        { "type": "Microsoft.Sql/servers/databases", "name": "sql/stock" }
    ]"""
    assert listed(resources) == [
        "Microsoft.Sql/servers sql",
        "Microsoft.Sql/servers/databases sql/orders",
        "Microsoft.Sql/servers/databases/auditingSettings sql/orders/default",
        "microsoft.sql/servers/firewallRules sql/office",
        "Microsoft.Sql/servers/databases sql/stock",
    ]


def test_names_are_evaluated_where_they_can_be() -> None:
    head = '"parameters": {"n": {"defaultValue": "web"}, "s": {"type": "secureString", "defaultValue": "x"}},'
    resources = """[
        { "type": "A.B/c", "name": "[parameters('n')]" },
        { "type": "A.B/c", "name": "[reference('a').b]" },
        { "type": "A.B/c", "name": "[parameters('s')]" },
        { "type": "A.B/c" }
    ]"""
    assert listed(resources, head) == [
        "A.B/c web",
        "A.B/c [reference('a').b]",
        "A.B/c [parameters('s')]",
        "A.B/c ",
    ]


def test_a_type_may_be_an_expression() -> None:
    head = '"variables": {"t": "A.B/c"},'
    assert listed('[{ "type": "[variables(\'t\')]", "name": "x" }]', head) == ["A.B/c x"]


def test_nested_deployments_are_walked_at_any_depth() -> None:
    inner = '{ "type": "A.B/c", "name": "innermost" }'
    for _ in range(40):
        inner = (
            '{ "type": "Microsoft.Resources/deployments", "name": "d",'
            f' "properties": {{ "template": {{ "resources": [{inner}] }} }} }}'
        )
    assert listed(f"[{inner}]")[-1] == "A.B/c innermost"
    assert len(listed(f"[{inner}]")) == 41


def test_resources_inside_an_unfinished_deployment_are_still_seen() -> None:
    tree = parse(
        """{ "resources": [ { "type": "Microsoft.Resources/deployments", "properties": {
            "template": { "resources": [ { "type": "A.B/c", "name": "x" }, """
    )
    assert [r.name for r in resources_of(tree, DocumentKind.TEMPLATE)] == ["x"]


def test_a_condition_must_be_the_truth_value_false() -> None:
    resources = """[
        { "condition": false, "type": "A.B/c", "name": "never" },
        { "condition": "[variables('no')]", "type": "A.B/c", "name": "never by variable" },
        { "condition": true, "type": "A.B/c", "name": "always" },
        { "condition": 0, "type": "A.B/c", "name": "odd" },
        { "condition": "[contains(resourceGroup().name, 'b')]", "type": "A.B/c", "name": "perhaps" }
    ]"""
    head = '"variables": {"no": false},'
    assert listed(resources, head) == ["A.B/c always", "A.B/c odd", "A.B/c perhaps"]
