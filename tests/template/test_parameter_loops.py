"""Loops in the parameters that a deployment passes, and in what it gives back."""

from __future__ import annotations

from armlens.rules.verdicts import VerdictKind
from expectations import analysed, check, template


def passing(parameters: str, identity: str, count: str = "2") -> str:
    """A deployment that passes an array `types`, made by a loop, to a template with a cluster."""
    return template(
        f"""[{{ "type": "Microsoft.Resources/deployments", "name": "d", "properties": {{
  "expressionEvaluationOptions": {{ "scope": "inner" }},
  "parameters": {{ "types": {parameters.replace("COUNT", count)} }},
  "template": {{ "parameters": {{ "types": {{ "type": "array" }} }}, "resources": [{{
    "type": "Microsoft.ContainerService/managedClusters", {identity}
  }}] }} }} }}]""",
        '"variables": {"t": ["SystemAssigned", "None"]}, "parameters": {"n": {"type": "int"}},',
    )


LOOP = """{ "copy": [{ "name": "value", "count": COUNT, "input": "[variables('t')[copyIndex('value')]]" }] }"""


def test_a_parameter_that_a_loop_makes() -> None:
    check(
        passing(
            LOOP,
            """
    "identity": { "type": "[parameters('types')[1]]" }
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 't'.""",
        )
    )


def test_a_loop_over_an_array_that_a_loop_made() -> None:
    check(
        passing(
            LOOP,
            """
    "copy": { "name": "c", "count": "[length(parameters('types'))]" },
    "identity": { "type": "[parameters('types')[copyIndex()]]" }
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 't'. This concerns instance 1 of loop 'c'.""",
        )
    )


def test_a_loop_of_unknown_length_leaves_the_array_open() -> None:
    text = passing(
        LOOP, """"identity": { "type": "[parameters('types')[1]]" }""", "\"[parameters('n')]\""
    )
    (finding,) = analysed(text).findings
    assert finding.kind is VerdictKind.OPEN


def test_outputs_of_a_looped_deployment_by_its_instance() -> None:
    check(
        template(
            """{ "d": { "type": "Microsoft.Resources/deployments", "name": "[format('d{0}', copyIndex())]",
    "copy": { "name": "d", "count": 2 },
    "properties": { "expressionEvaluationOptions": { "scope": "inner" },
      "parameters": { "i": { "value": "[copyIndex()]" } },
      "template": { "parameters": { "i": { "type": "int" } }, "resources": [], "outputs": {
        "types": { "type": "array", "copy": { "count": 2,
          "input": "[if(equals(copyIndex(), parameters('i')), 'None', 'SystemAssigned')]" } } } } } },
  "c": { "type": "Microsoft.ContainerService/managedClusters", "name": "c", "apiVersion": "2024-01-01",
    "identity": { "type": "[reference(format('d[{0}]', 1)).outputs.types.value[1]]" }
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from output 'types'.
  } }""",
            '"languageVersion": "2.0",',
        )
    )
