"""Templates under edits at random, analysed with a memory and, to compare, without."""

from __future__ import annotations

import random
from typing import Any

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Memo, Overtaken
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.lsp.client import Client
from armlens.lsp.documents import Document
from armlens.lsp.showing import Showing
from armlens.lsp.shown import Shown
from armlens.template.parameter_file import ParameterFile
from armlens.text.spans import Span

SETTINGS = Settings()

_CLIENT = Client(shows_related_information=True)

CLUSTER = "Microsoft.ContainerService/managedClusters"

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"

TEMPLATE = {
    "$schema": SCHEMA,
    "contentVersion": "1.0.0.0",
    "parameters": {
        "kind": {"type": "string", "defaultValue": "None"},
        "tier": {"type": "string", "allowedValues": ["Free", "Standard"]},
        "count": {"type": "int", "defaultValue": 2},
        "name": {"type": "string"},
        "isPrivate": {"type": "bool", "defaultValue": "[equals(parameters('tier'), 'Free')]"},
    },
    "variables": {
        "identity": {"type": "[parameters('kind')]"},
        "cluster": "[concat(parameters('name'), '-aks')]",
        "pools": [{"name": "np1", "count": "[parameters('count')]", "mode": "System"}],
        "round": "[variables('trip')]",
        "trip": "[variables('cluster')]",
        "copy": [{"name": "made", "count": 2, "input": "[copyIndex('made')]"}],
    },
    "functions": [
        {
            "namespace": "my",
            "members": {
                "sku": {
                    "parameters": [{"name": "tier", "type": "string"}],
                    "output": {
                        "type": "object",
                        "value": {"name": "Base", "tier": "[parameters('tier')]"},
                    },
                }
            },
        }
    ],
    "resources": [
        {
            "type": CLUSTER,
            "apiVersion": "2024-05-01",
            "name": "[variables('cluster')]",
            "identity": "[variables('identity')]",
            "sku": "[my.sku(parameters('tier'))]",
            "properties": {
                "disableLocalAccounts": "[parameters('isPrivate')]",
                "agentPoolProfiles": "[variables('pools')]",
                "networkProfile": {"networkPlugin": "azure", "networkPolicy": "azure"},
            },
        },
        {
            "type": CLUSTER,
            "apiVersion": "2024-05-01",
            "name": "[format('{0}-{1}', parameters('name'), copyIndex())]",
            "copy": {"name": "clusters", "count": "[parameters('count')]"},
            "identity": {"type": "[if(equals(copyIndex(), 0), 'None', 'SystemAssigned')]"},
            "properties": {"kubernetesVersion": "1.20.1"},
        },
        {
            "type": f"{CLUSTER}/agentPools",
            "apiVersion": "2024-05-01",
            "name": "[concat(variables('cluster'), '/np2')]",
            "condition": "[parameters('isPrivate')]",
            "properties": {"count": 1, "maxPods": 30, "mode": "User"},
        },
        {
            "type": "Microsoft.Insights/diagnosticSettings",
            "apiVersion": "2021-05-01-preview",
            "name": "logs",
            "scope": f"[resourceId('{CLUSTER}', variables('cluster'))]",
            "properties": {
                "workspaceId": "[reference('inner').outputs.workspace.value]",
                "logs": [{"category": "kube-audit", "enabled": True}],
            },
        },
        {
            "type": "Microsoft.Resources/deployments",
            "apiVersion": "2022-09-01",
            "name": "inner",
            "properties": {
                "mode": "Incremental",
                "expressionEvaluationOptions": {"scope": "inner"},
                "parameters": {"kind": {"value": "[parameters('kind')]"}},
                "template": {
                    "parameters": {"kind": {"type": "string"}},
                    "resources": [
                        {
                            "type": CLUSTER,
                            "apiVersion": "2024-05-01",
                            "name": "nested",
                            "identity": {"type": "[parameters('kind')]"},
                            "properties": {},
                        }
                    ],
                    "outputs": {"workspace": {"type": "string", "value": "there"}},
                },
            },
        },
        {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-01-01",
            "name": "[toLower(parameters('name'))]",
            "properties": {},
        },
    ],
    "outputs": {"o": {"type": "string", "value": "[variables('trip')]"}},
}

WRITTEN = (
    '"None"',
    '"SystemAssigned"',
    "\"[parameters('kind')]\"",
    "\"[variables('cluster')]\"",
    "\"[variables('round')]\"",
    "\"[variables('made')[1]]\"",
    "\"[reference(variables('cluster')).kubernetesVersion]\"",
    "\"[if(parameters('isPrivate'), 'Free', parameters('tier'))]\"",
    "\"[concat(variables('trip'), '/x')]\"",
    "true",
    "0",
    "3",
    "250",
    "null",
    "{}",
    "[]",
    "",
)
"""What is written in place of a value: also what refers to itself, or runs too often."""


def shown(finding: Finding) -> tuple[Any, ...]:
    """All of a finding that anybody can see."""
    verdict = finding.verdict
    origins = [(each.kind, each.document, each.span, each.name) for each in verdict.origins]
    fixes = [(fix.title, fix.edits, fix.safe) for fix in finding.fixes()]
    return (
        finding.rule.name,
        finding.span,
        finding.kind,
        finding.severity,
        finding.message,
        verdict.witness,
        origins,
        finding.resource.name,
        finding.suppressions,
        fixes,
    )


def diagnostics_of(analysis: Analysis, showing: Showing) -> Shown:
    """What a client is shown of an analysis by itself."""
    return showing.of(analysis, Document(analysis.tree.document, 1, analysis.tree.text))


def check_same(analysis: Analysis, fresh: Analysis) -> None:
    """Two analyses show the same."""
    assert [shown(each) for each in analysis.findings] == [shown(each) for each in fresh.findings]
    assert analysis.problems == fresh.problems


class Edited:
    """A template under edits, analysed with a memory and, to compare, without."""

    def __init__(
        self,
        text: str,
        parameters: ParameterFile | None = None,
        settings: Settings = SETTINGS,
    ) -> None:
        self.tree = parse(text, "file:///t.json")
        self.settings = settings
        self._showing = Showing(_CLIENT)
        self.tree.memo = Memo(self._pause)
        self.parameters = parameters
        self.computed = 0
        self.most: int | None = None
        self.check()

    def _pause(self) -> None:
        if self.most is not None and self.computed >= self.most:
            raise Overtaken
        self.computed += 1

    def edit(self, start: int, end: int, typed: str) -> None:
        """One edit, after which both analyses are compared."""
        self.type(start, end, typed)
        self.check()

    def type(self, start: int, end: int, typed: str) -> None:
        """One edit that nobody looks at."""
        text = self.tree.text
        update(self.tree, Span(start, end), text[:start] + typed + text[end:])

    def replace(self, old: str, new: str) -> None:
        """Replace the first of some text."""
        start = self.tree.text.index(old)
        self.edit(start, start + len(old), new)

    def check(self) -> None:
        """Compare the analysis with one of the text alone."""
        self.computed = 0
        analysis = self.analysis()
        fresh = parse(self.tree.text, self.tree.document)
        anew = analyse_tree(fresh, self.settings, parameters=self.parameters)
        check_same(analysis, anew)
        diagnostics = self.diagnostics(analysis).plain
        assert diagnostics == diagnostics_of(anew, Showing(_CLIENT)).plain

    def diagnostics(self, analysis: Analysis) -> Shown:
        """What a client is shown, made with what was made before."""
        return diagnostics_of(analysis, self._showing)

    def analysis(self) -> Analysis:
        """The analysis with a memory."""
        analysis = analyse_tree(self.tree, self.settings, parameters=self.parameters)
        assert self.tree.memo
        self.tree.memo.forget_unused()
        return analysis


class Author:
    """Edits a template at random as authors do, and comes back to what was there."""

    def __init__(self, edited: Edited, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._edited = edited
        self._undo: list[str] = []

    def edit(self) -> None:
        """One more edit, or one undone."""
        text = self._edited.tree.text
        if self._undo and self._chance.random() < 0.3:
            return self._go_to(self._undo.pop())
        self._undo.append(text)
        start, end, typed = self._chance.choice((self._value, self._value, self._part, self._key))()
        return self._edited.edit(start, end, typed)

    def _go_to(self, text: str) -> None:
        now = self._edited.tree.text
        most = min(len(now), len(text))
        start = next((at for at in range(most) if now[at] != text[at]), most)
        same = next((n for n in range(most - start) if now[-1 - n] != text[-1 - n]), most - start)
        self._edited.edit(start, len(now) - same, text[start : len(text) - same])

    def _any(self, *kinds: type[Node]) -> Node:
        root = self._edited.tree.root
        assert root
        nodes = [each for each in walk(root) if isinstance(each, kinds)]
        return self._chance.choice(nodes)

    def _value(self) -> tuple[int, int, str]:
        """Another value in place of one."""
        node = self._any(String, Number, Constant)
        return node.start, node.end, self._chance.choice(WRITTEN)

    def _part(self) -> tuple[int, int, str]:
        """A member or an element less, or once more."""
        parts = self._any(Object, Array)
        inside = list(parts.members if isinstance(parts, Object) else parts.elements)  # type: ignore[attr-defined] # an array
        if not inside:
            return parts.start, parts.start, " "
        part = self._chance.choice(inside)
        if self._chance.random() < 0.5:
            return part.start, part.start, self._edited.tree.text[part.start : part.end] + ",\n"
        after = next((each.start for each in inside if each.start > part.start), None)
        return part.start, after or part.end, ""

    def _key(self) -> tuple[int, int, str]:
        """A key pressed somewhere in a value."""
        node = self._any(String, Member)
        at = self._chance.randrange(node.start, node.end + 1)
        return (
            at,
            at + self._chance.choice((0, 0, 1)),
            self._chance.choice(("x", '"', "'", "}", "", "\n", "😀")),
        )
