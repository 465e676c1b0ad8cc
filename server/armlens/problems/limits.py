"""Problems of size: what is more than the service takes.

Azure documentation, "Azure subscription and service limits", section on Azure Resource Manager.
"""

from __future__ import annotations

from armlens.problems.examples import Example, Numbered
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_PIECE = '"variable{n}": {n}'
_ACCOUNT = (
    '"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
    '  "sku": { "name": "Standard_LRS" }, "kind": "StorageV2"'
)


def _deployment(name: str) -> Example:
    return Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01",\n'
        f'  "name": "{name}",\n'
        '  "properties": { "mode": "Incremental", "templateLink": {\n'
        '    "uri": "https://example.com/main.json" } }\n'
        "}]"
    )


def _children(levels: int, last: str = "") -> Example:
    """A resource with others inside of it, each on a level of its own."""
    text = last
    for level in range(levels, 0, -1):
        open_end = f', "resources": [{text}]' if text else ""
        text = f'{{ "type": "level{level}", "apiVersion": "2024-01-01", "name": "a"{open_end} }}'
    return Example(
        '"resources": [{\n'
        '  "type": "Contoso.Web/sites", "apiVersion": "2024-01-01", "name": "a",\n'
        f'  "resources": [{text}]\n'
        "}]"
    )


TOO_MANY = ProblemKind(
    code="template.too-many",
    title="A template has more than it may have",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A template may have 256 parameters, 512 variables and 64 outputs, and deploy 800"
    " resources, with loops counted as often as they run. Nested deployments count by themselves.",
    remedy="Gather parameters or outputs in objects, or move a part into a nested deployment.",
    bad=Example('«"variables"»: { … }', hidden=(Numbered(_PIECE, 513),)),
    good=Example('"variables": { … }', hidden=(Numbered(_PIECE, 512),)),
)
TOO_LARGE = ProblemKind(
    code="template.too-large",
    title="A template or a resource is too large",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A template or a parameter file may have 4 MB, and one resource 1 MB. White space"
    " and comments are not counted here, since not every client sends them.",
    remedy="Move a part into a linked template, or data into a file that is fetched.",
    bad=Example(
        f'"resources": [«{{»\n  {_ACCOUNT}, "name": "logs",\n  "tags": {{ "x": [ … ] }}\n}}]',
        hidden=(Numbered('"' + 100 * "x" + '"', 10_200),),
    ),
    good=Example(f'"resources": [{{\n  {_ACCOUNT}, "name": "logs"\n}}]'),
)
TOO_LONG = ProblemKind(
    code="template.too-long",
    title="A text is too long",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The name of a deployment may have 64 characters, and a string in a value 131,072.",
    remedy="Shorten the text, or have long content fetched from a file.",
    bad=_deployment("deploy-" + 57 * "x" + "«yz»"),
    good=_deployment("deploy"),
)
TOO_DEEP = ProblemKind(
    code="template.too-deep",
    title="Resources are written too deep inside of each other",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A resource may hold others in its `resources`, up to five levels deep.",
    remedy="Write the inner resources at the top, with the full type and the full name.",
    bad=_children(5, '«{» "type": "level6", "apiVersion": "2024-01-01", "name": "a" }'),
    good=_children(5),
)

PROBLEMS = (TOO_MANY, TOO_LARGE, TOO_LONG, TOO_DEEP)
