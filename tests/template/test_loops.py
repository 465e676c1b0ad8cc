"""Resources in loops: their instances, names and indexes, and findings told once."""

from __future__ import annotations

import pytest

from armlens.analysis.finding import Finding
from armlens.jsonc.parse import parse
from armlens.rules.verdicts import VerdictKind
from armlens.template.kinds import DocumentKind
from armlens.template.resources import resources_of
from expectations import analysed, check, template

NAMED = {
    "the index": ("[concat('a', copyIndex())]", 3, ["a0", "a1", "a2"]),
    "an offset": ("[concat('a', copyIndex(1))]", 2, ["a1", "a2"]),
    "the loop's name in other case": ("[concat('a', copyIndex('LOOP'))]", 2, ["a0", "a1"]),
    "a name and an offset": ("[concat('a', copyIndex('loop', 10))]", 2, ["a10", "a11"]),
    "an element of an array": ("[variables('names')[copyIndex()]]", 2, ["x", "y"]),
    "a count that is computed": (
        "[variables('names')[copyIndex()]]",
        "[length(variables('names'))]",
        ["x", "y"],
    ),
    "no instance": ("a", 0, []),
    "a count that is not known": ("[concat('a', copyIndex())]", "[parameters('n')]", ["a?"]),
    "a count that is no number": ("[concat('a', copyIndex())]", "2", ["a?"]),
    "a count below zero": ("[concat('a', copyIndex())]", -1, ["a?"]),
    "too many to look at one by one": ("[concat('a', copyIndex())]", 101, ["a?"]),
    "the index of another loop": ("[concat('a', copyIndex('other'))]", 2, ["a?", "a?"]),
}
HEAD = '"parameters": {"n": {"type": "int"}}, "variables": {"names": ["x", "y"]},'


def listed(resources: str) -> list[str]:
    tree = parse(template(resources, HEAD))
    found = resources_of(tree, DocumentKind.TEMPLATE)
    return [resource.name if "[" not in resource.name else "a?" for resource in found]


@pytest.mark.parametrize(("name", "count", "names"), NAMED.values(), ids=NAMED)
def test_instances(name: str, count: int | str, names: list[str]) -> None:
    shown = f'"{count}"' if isinstance(count, str) else count
    resource = (
        f'[{{ "type": "A.B/c", "name": "{name}", "copy": {{"name": "loop", "count": {shown}}} }}]'
    )
    assert listed(resource) == names


def test_the_order_is_that_of_the_text_and_children_follow_their_instance() -> None:
    resources = """[
      { "type": "A.B/c", "name": "[concat('p', copyIndex())]", "copy": {"name": "l", "count": 2},
        "resources": [{ "type": "d", "name": "[concat('k', copyIndex('l', 5))]" }] },
      { "type": "A.B/c", "name": "last" }
    ]"""
    assert listed(resources) == ["p0", "p0/k5", "p1", "p1/k6", "last"]


def test_a_condition_may_leave_out_some_instances() -> None:
    resources = """[{ "type": "A.B/c", "name": "[concat('p', copyIndex())]",
        "condition": "[not(equals(copyIndex(), 1))]", "copy": {"name": "l", "count": 3} }]"""
    assert listed(resources) == ["p0", "p2"]


def deployments(count: int | str, scope: str = "outer", name: str = "copyIndex('d')") -> str:
    return f"""[{{ "type": "Microsoft.Resources/deployments", "name": "d",
        "copy": {{"name": "d", "count": {count}}},
        "properties": {{ "expressionEvaluationOptions": {{"scope": "{scope}"}},
          "parameters": {{ "i": {{ "value": "[copyIndex()]" }} }},
          "template": {{ "parameters": {{ "i": {{ "type": "int" }} }}, "resources": [
            {{ "type": "A.B/c", "name": "[concat('p', {name})]" }} ] }} }} }}]"""


def test_the_index_of_a_deployment_is_seen_in_a_template_of_outer_scope() -> None:
    assert listed(deployments(2)) == ["d", "p0", "d", "p1"]


def test_the_index_of_a_deployment_is_passed_to_a_template_of_inner_scope() -> None:
    assert listed(deployments(2, "inner", "parameters('i')")) == ["d", "p0", "d", "p1"]


def test_many_deployments_are_walked_once() -> None:
    assert listed(deployments(11)) == ["d", "a?"]


def test_instances_of_a_document_are_bounded() -> None:
    loop = '{ "type": "A.B/c", "name": "n", "copy": {"name": "l", "count": 100} }'
    assert len(listed(f"[{', '.join([loop] * 30)}]")) == 20 * 100 + 10


def test_a_symbolic_name_names_the_loop() -> None:
    resources = """{ "c": { "type": "A.B/c", "name": "[concat('p', copyIndex('c'))]", "copy": {"count": 2} } }"""
    assert listed(resources) == ["p0", "p1"]


CLUSTERS = """[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "[concat('c', copyIndex())]",
  "copy": { "name": "clusters", "count": COUNT },
  "identity": { "type": "[TYPE]" }
}]"""


def findings(kind: str, count: int | str = 3, head: str = "") -> list[Finding]:
    resources = CLUSTERS.replace("TYPE", kind).replace("COUNT", str(count))
    return list(analysed(template(resources, head)).findings)


TYPES = (
    '"variables": {"t": ["None", "SystemAssigned", "None", "", "None", "None", "None", "None"]},'
)
NOT = "The cluster has no managed identity: "
FROM = "'identity.type' is 'None' from variable 't'."


def test_what_concerns_all_instances_is_said_once() -> None:
    (finding,) = findings("if(true(), 'None', '')")
    assert finding.message == f"{NOT}'identity.type' is 'None'."


def test_what_concerns_some_instances_names_them() -> None:
    told = findings("variables('t')[copyIndex()]", 4, TYPES)
    assert [finding.message for finding in told if finding.is_shown] == [
        f"{NOT}{FROM} This concerns instances 0 and 2 of loop 'clusters'.",
        f"{NOT}'identity.type' is empty from variable 't'. This concerns instance 3 of loop 'clusters'.",
    ]


def test_many_instances_are_counted() -> None:
    told = findings("variables('t')[copyIndex()]", 8, TYPES)
    assert told[0].message.endswith(
        "This concerns instances 0, 2, 4, 5, 6 and 1 more of loop 'clusters'."
    )


def test_the_origins_are_those_of_all_instances() -> None:
    first = findings("variables('t')[copyIndex()]", 3, TYPES)[0]
    assert first.kind is VerdictKind.FAIL
    assert {origin.name for origin in first.verdict.origins} == {"t"}


def test_an_index_that_is_not_known_leaves_a_witness() -> None:
    head = '"parameters": {"n": {"type": "int"}},'
    (finding,) = findings(
        "if(equals(copyIndex(), 0), 'None', 'SystemAssigned')", "\"[parameters('n')]\"", head
    )
    assert finding.kind is VerdictKind.OPEN
    assert finding.verdict.witness == "the index of loop 'clusters' is 0"


def test_an_offset_does_not_hide_in_the_index() -> None:
    head = '"parameters": {"n": {"type": "int"}},'
    kind = "if(equals(copyIndex(), copyIndex(1)), 'None', 'SystemAssigned')"
    (finding,) = findings(kind, "\"[parameters('n')]\"", head)
    assert finding.kind is not VerdictKind.FAIL


def test_loops_inside_looped_deployments_are_named_from_the_inside() -> None:
    text = template(
        """[{ "type": "Microsoft.Resources/deployments", "name": "d",
  "copy": { "name": "outer", "count": 2 },
  "properties": { "template": { "resources": [{
    "type": "Microsoft.ContainerService/managedClusters", "name": "c",
    "copy": { "name": "inner", "count": 2 },
    "identity": { "type": "[if(equals(copyIndex('outer'), copyIndex()), 'None', 'SystemAssigned')]" }
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'. This concerns instance 0 of loop 'inner' in instance 0 of loop 'outer' and instance 1 of loop 'inner' in instance 1 of loop 'outer'.
  }] } } }]"""
    )
    check(text)


def test_what_is_only_deployed_where_it_passes_is_no_failure() -> None:
    head = '"parameters": {"t": {"type": "string", "allowedValues": ["a", "b"]}},'
    resources = """[{ "type": "Microsoft.ContainerService/managedClusters",
      "condition": "[equals(parameters('t'), 'a')]",
      "identity": { "type": "[if(equals(parameters('t'), 'a'), 'SystemAssigned', 'None')]" } }]"""
    (finding,) = analysed(template(resources, head)).findings
    assert finding.kind is VerdictKind.PASS


def test_the_condition_of_a_deployment_holds_for_what_is_in_it() -> None:
    head = '"parameters": {"on": {"type": "bool"}},'
    resources = """[{ "type": "Microsoft.Resources/deployments", "condition": "[parameters('on')]",
      "properties": { "template": { "resources": [{ "type": "Microsoft.ContainerService/managedClusters",
      "identity": "[if(parameters('on'), createObject('type', 'SystemAssigned'), null())]" }] } } }]"""
    (finding,) = analysed(template(resources, head)).findings
    assert finding.kind is VerdictKind.PASS
