"""Problems of resources: their names, and what they wait for."""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity


def _account(name: str, rest: str = "") -> str:
    return (
        '{\n  "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
        f'  "name": {name}{rest}, "sku": {{ "name": "Standard_LRS" }}, "kind": "StorageV2"\n}}'
    )


def _accounts(*accounts: str) -> Example:
    return Example(f'"resources": [{", ".join(accounts)}]')


DUPLICATE = ProblemKind(
    code="template.duplicate-resource",
    title="A resource is declared twice",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Two resources of a template have the same type and the same name, and both are"
    " certainly deployed: neither has a condition, a loop or a scope of its own.",
    remedy="Rename one of the two, or remove it.",
    bad=_accounts(_account('"logs"'), _account('«"Logs"»')),
    good=_accounts(_account('"logs"'), _account('"data"')),
)
SEGMENTS = ProblemKind(
    code="template.name-segments",
    title="A name does not fit its type",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The name of a resource has as many parts between slashes as its type has after"
    " the namespace: a `Microsoft.Sql/servers/databases` is called `server/database`. A resource"
    " written inside of another has a single part of both.",
    remedy="Write the names of the resources above it before its own.",
    bad=Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Sql/servers/databases", "apiVersion": "2023-08-01",\n'
        '  "name": «"orders"», "location": "westeurope"\n}]'
    ),
    good=Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Sql/servers/databases", "apiVersion": "2023-08-01",\n'
        '  "name": "server/orders", "location": "westeurope"\n}]'
    ),
)
DEPENDENCY_CYCLE = ProblemKind(
    code="template.dependency-cycle",
    title="A resource waits for itself",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A resource is deployed after those that its `dependsOn` names. These lead back to"
    " it, so that none of them can be the first.",
    remedy="Remove one of the dependencies.",
    bad=_accounts(
        _account('"logs"', ', "dependsOn": [«"data"»]'),
        _account('"data"', ', "dependsOn": ["logs"]'),
    ),
    good=_accounts(_account('"logs"', ', "dependsOn": ["data"]'), _account('"data"')),
)

PROBLEMS = (DUPLICATE, SEGMENTS, DEPENDENCY_CYCLE)
