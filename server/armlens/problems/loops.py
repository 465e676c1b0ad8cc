"""Problems of loops, which `copy` makes of resources, properties, variables and outputs."""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity


def _accounts(copy: str) -> Example:
    """A template with a loop of storage accounts."""
    return Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
        '  "name": "[concat(\'logs\', copyIndex())]",\n'
        f'  "copy": {copy},\n'
        '  "sku": { "name": "Standard_LRS" }, "kind": "StorageV2"\n'
        "}]"
    )


def _queues(name: str, copy: str) -> Example:
    """A template with a child resource."""
    return Example(
        '"resources": [{\n'
        '  "type": "Microsoft.ServiceBus/namespaces", "apiVersion": "2021-11-01", "name": "bus",\n'
        '  "resources": [{\n'
        f'    "type": "queues", "apiVersion": "2021-11-01", "name": {name}{copy}\n'
        "  }]\n"
        "}]"
    )


COUNT = ProblemKind(
    code="template.loop-count",
    title="A loop runs too often or less than never",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The count of a loop is a number from 0 to 800.",
    remedy="Give it a smaller count, or divide it into nested deployments.",
    bad=_accounts('{ "name": "accounts", "count": «801» }'),
    good=_accounts('{ "name": "accounts", "count": 80 }'),
)
MEMBER = ProblemKind(
    code="template.loop-member",
    title="A loop is not written as it must be",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The loop of a resource has a `name` and a `count`, that of an output a `count`"
    " and an `input`, and those of properties and variables all three. The `mode` of a loop of"
    " resources is `parallel` or `serial`, and its `batchSize` at least 1.",
    remedy="Add or correct the member.",
    bad=_accounts('{ "name": "accounts", "count": 2, "mode": «"serail"» }'),
    good=_accounts('{ "name": "accounts", "count": 2, "mode": "serial", "batchSize": 1 }'),
)
CHILD = ProblemKind(
    code="template.child-loop",
    title="A resource inside of another has a loop",
    severity=Severity.WARNING,
    azure=Azure.REFUSES,
    explanation="The documentation allows loops of resources at the top of a template only, not of"
    " those written in the `resources` of another.",
    remedy="Write the resource at the top, with the full type and the full name.",
    bad=_queues(
        "\"[concat('q', copyIndex())]\"", ',\n    «"copy"»: { "name": "queues", "count": 2 }'
    ),
    good=_queues('"q"', ""),
)

PROBLEMS = (COUNT, MEMBER, CHILD)
