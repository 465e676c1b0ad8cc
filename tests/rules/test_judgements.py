"""With a memory of what was judged, the findings of an edited template are those of its text."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.running import Checker, Look
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Memo, Overtaken
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.rules.judging.context import Context
from armlens.template.parameter_file import ParameterFile, parameter_file
from armlens.template.resource import Resource
from armlens.text.problems import Severity
from armlens.text.spans import Span

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").rglob("*.json"))

SETTINGS = Settings()

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


def check_same(analysis: Analysis, fresh: Analysis) -> None:
    """Two analyses show the same."""
    assert [shown(each) for each in analysis.findings] == [shown(each) for each in fresh.findings]
    assert analysis.problems == fresh.problems


class Edited:
    """A template under edits, analysed with a memory and, to compare, without."""

    def __init__(self, text: str, parameters: ParameterFile | None = None) -> None:
        self.tree = parse(text, "file:///t.json")
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
        check_same(analysis, analyse_tree(fresh, SETTINGS, parameters=self.parameters))

    def analysis(self) -> Analysis:
        """The analysis with a memory."""
        analysis = analyse_tree(self.tree, SETTINGS, parameters=self.parameters)
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
            self._chance.choice(("x", '"', "'", "}", "")),
        )


@pytest.mark.parametrize("seed", range(4))
def test_edits_at_random(seed: int) -> None:
    edited = Edited(json.dumps(TEMPLATE, indent=2))
    author = Author(edited, seed)
    for _ in range(40):
        author.edit()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_edits_of_samples_at_random(path: Path) -> None:
    edited = Edited(path.read_text())
    author = Author(edited, 1)
    for _ in range(6):
        author.edit()


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The rules that look at resources from now on, each with the name of one as written."""
    found: list[tuple[str, str]] = []
    look = Checker._look

    def noted(self: Checker, context: Context, level: Severity) -> Look:
        found.append((context.rule.name, written_name(context.resource)))
        return look(self, context, level)

    monkeypatch.setattr(Checker, "_look", noted)
    return found


def written_name(resource: Resource) -> str:
    """The name of a resource as it is written."""
    node = resource.node.get("name")
    assert isinstance(node, String)
    return node.value


NAMES = {
    "cluster": "[variables('cluster')]",
    "loop": "[format('{0}-{1}', parameters('name'), copyIndex())]",
    "pool": "[concat(variables('cluster'), '/np2')]",
    "logs": "logs",
    "inner": "inner",
    "nested": "nested",
    "storage": "[toLower(parameters('name'))]",
}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Outputs are nothing that rules look at.
        ('"value": "[variables(\'trip\')]"', '"value": "x"', ()),
        # The default of a parameter, and a variable between it and a cluster. Where a cluster is
        # another thing, a pool may belong to it, or not any more.
        ('"defaultValue": "None"', '"defaultValue": "x"', ("cluster", "pool", "nested")),
        ('"type": "[parameters(\'kind\')]"', '"type": "x"', ("cluster", "pool")),
        # Clusters look at the pools, and at the diagnostic settings.
        ('"maxPods": 30', '"maxPods": 250', ("cluster", "loop", "pool", "nested")),
        ('"kube-audit"', '"kube-audit-admin"', ("cluster", "loop", "nested")),
        ("[toLower(parameters('name'))]", "x", ()),
    ],
)
def test_only_what_rests_on_an_edit_is_judged_again(
    old: str, new: str, expected: Sequence[str], looked_at: list[tuple[str, str]]
) -> None:
    edit_once(old, new, looked_at)
    names = {written: name for name, written in NAMES.items()}
    assert {names[written] for _, written in looked_at} == set(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"networkPolicy": "azure"', '"networkPolicy": "x"', {"NetworkPolicy", "NodeMinPods"}),
        ('"networkPlugin": "azure"', '"networkPlugin": "x"', {"NodeMinPods"}),
        ('"kubernetesVersion": "1.20.1"', '"kubernetesVersion": "1"', {"Version", "PoolVersion"}),
        (
            '"disableLocalAccounts": "[parameters(\'isPrivate\')]"',
            '"disableLocalAccounts": true',
            {"LocalAccounts"},
        ),
        ('"disableLocalAccounts"', '"x"', None),
    ],
)
def test_only_rules_that_ask_for_what_is_edited_look_again(
    old: str, new: str, expected: set[str] | None, looked_at: list[tuple[str, str]]
) -> None:
    edit_once(old, new, looked_at)
    about_the_cluster = {
        rule.rpartition(".")[2] for rule, written in looked_at if written != NAMES["pool"]
    }
    if expected is None:
        assert len(about_the_cluster) > 10, "with another member, many find another place"
    else:
        assert about_the_cluster == expected


def edit_once(old: str, new: str, looked_at: list[tuple[str, str]]) -> None:
    """One edit of the template, of which only what is looked at is noted."""
    edited = Edited(json.dumps(TEMPLATE, indent=2))
    start = edited.tree.text.index(old)
    edited.type(start, start + len(old), new)
    looked_at.clear()
    edited.analysis()
    noted = [*looked_at]
    edited.check()
    looked_at[:] = noted


def test_what_was_judged_before_a_newer_text_came_is_not_judged_again(
    looked_at: list[tuple[str, str]],
) -> None:
    edited = Edited(json.dumps(TEMPLATE, indent=2))
    kind = edited.tree.text.index('"None"')
    edited.type(kind, kind + 6, '"SystemAssigned"')
    looked_at.clear()
    edited.most = 4
    for _ in range(30):
        edited.computed = 0
        with contextlib.suppress(Overtaken):
            edited.analysis()
    names = {written: name for name, written in NAMES.items()}
    assert {names[written] for _, written in looked_at} == {"cluster", "pool", "nested"}
    assert len(looked_at) == len(set(looked_at)), "no rule looks twice at a resource"
    edited.most = None
    edited.check()


def test_a_loop_that_runs_too_often_does_not_cost_what_is_remembered(
    looked_at: list[tuple[str, str]],
) -> None:
    text = json.dumps(TEMPLATE, indent=2).replace('"defaultValue": 2', '"defaultValue": 250')
    edited = Edited(text)
    for old, new in (
        ("[toLower(parameters('name'))]", "x"),
        ('"maxPods": 30', '"maxPods": 31'),
        ('"name": "clusters"', '"name": "many"'),
        ('"defaultValue": 250', '"defaultValue": 251'),
        ('"defaultValue": 251', '"defaultValue": 3'),
        ('"defaultValue": 3', '"defaultValue": 252'),
    ):
        edited.replace(old, new)
    start = edited.tree.text.index('"x"')
    edited.type(start, start + 3, '"y"')
    looked_at.clear()
    edited.analysis()
    assert not looked_at


def test_parameter_files_are_kept_apart() -> None:
    def given(kind: str) -> ParameterFile:
        values = {"kind": {"value": kind}, "name": {"value": "shop"}, "tier": {"value": "Free"}}
        schema = SCHEMA.replace("deploymentTemplate", "deploymentParameters")
        file = parameter_file(parse(json.dumps({"$schema": schema, "parameters": values}), "p"))
        assert file
        return file

    edited = Edited(json.dumps(TEMPLATE, indent=2))
    for parameters in (given("None"), given("SystemAssigned"), None):
        edited.parameters = parameters
        edited.check()
        edited.replace('"kubernetesVersion": "1.', '"kubernetesVersion": "2.')
        edited.replace('"kubernetesVersion": "2.', '"kubernetesVersion": "1.')


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the repository")
@pytest.mark.parametrize("seed", range(4))
def test_edits_of_real_templates_at_random(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    texts = real_texts()
    for path in chance.sample(texts, 4):
        edited = Edited(path.read_bytes().decode("utf-8-sig"))
        author = Author(edited, seed)
        for _ in range(8):
            author.edit()


def real_texts() -> list[Path]:
    """Templates of the corpus that concern a rule."""
    found = sorted((CORPUS / "avm").rglob("main.json")) + sorted(CORPUS.rglob("azuredeploy.json"))
    return [path for path in found if b"managedClusters" in path.read_bytes()]
