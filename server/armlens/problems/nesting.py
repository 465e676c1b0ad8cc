"""Problems of nested deployments."""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity


def _nested(name: str, scope: str) -> Example:
    return Example(
        '"variables": { "name": "x" },\n'
        '"resources": [{\n'
        '  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01",\n'
        '  "name": "nested",\n'
        '  "properties": {\n'
        f'    "mode": "Incremental",{scope}\n'
        '    "template": {\n'
        '      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
        'deploymentTemplate.json#",\n'
        '      "contentVersion": "1.0.0.0",\n'
        f'      {name}: {{ "name": "y" }},\n'
        '      "resources": [],\n'
        '      "outputs": { "name": { "type": "string", "value":'
        " \"[variables('name')]\" } }\n"
        "    }\n"
        "  }\n"
        "}]"
    )


UNREACHABLE = ProblemKind(
    code="template.unreachable-section",
    title="No expression can use what is declared here",
    severity=Severity.WARNING,
    azure=Azure.ALLOWS,
    explanation="A nested template is evaluated by the template around it, unless its deployment"
    " asks for the scope `inner`. Names in it are then those of the template around, and"
    " parameters, variables and functions of its own are never used, whatever they are worth.",
    remedy='Set `"expressionEvaluationOptions": { "scope": "inner" }` and pass the values that it'
    " needs, or remove the section.",
    bad=_nested('«"variables"»', ""),
    good=_nested('"variables"', '\n    "expressionEvaluationOptions": { "scope": "inner" },'),
)

PROBLEMS = (UNREACHABLE,)
