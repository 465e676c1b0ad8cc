"""With a memory of what was judged, the findings of an edited template are those of its text."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.judgements import _JUDGEMENTS
from armlens.analysis.running import Checker, Look
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Memo, Overtaken
from armlens.jsonc.nodes import String
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.rules.catalogue.aks.managed_identity import RULE
from armlens.rules.judging.context import Context
from armlens.rules.language.fields import field
from armlens.template.parameter_file import ParameterFile, parameter_file
from armlens.template.resource import Resource
from armlens.text.problems import Severity
from armlens.text.spans import Span
from rules.edited import SCHEMA, TEMPLATE, Author, Edited

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").rglob("*.json"))


@pytest.mark.parametrize("seed", range(4))
def test_edits_at_random(seed: int) -> None:
    edited = Edited(json.dumps(TEMPLATE, indent=2))
    author = Author(edited, seed)
    for _ in range(40):
        author.edit()


def about_deployments() -> Settings:
    """Settings with a rule that looks at what is in a nested template, from outside."""
    there = field("properties.template.outputs.workspace.value").equals("there")
    rule = replace(
        RULE,
        name="My.Deployments",
        ref="My-1",
        resource_types=("Microsoft.Resources/deployments",),
        condition=there,
        own_fixes=None,
    )
    return Settings(own_rules=(rule,))


def test_a_rule_about_deployments_sees_what_is_edited_in_a_nested_template() -> None:
    edited = Edited(json.dumps(TEMPLATE, indent=2), settings=about_deployments())
    before = [each.kind for each in edited.analysis().findings if each.rule.name[:2] == "My"]
    edited.replace('"there"', '"elsewhere"')
    after = [each.kind for each in edited.analysis().findings if each.rule.name[:2] == "My"]
    assert (before, after) == (["pass"], ["fail"])
    edited.replace('"elsewhere"', "\"[parameters('kind')]\"")
    edited.replace('"defaultValue": "None"', '"defaultValue": "there"')


@pytest.mark.parametrize("seed", range(2))
def test_edits_at_random_with_a_rule_about_deployments(seed: int) -> None:
    edited = Edited(json.dumps(TEMPLATE, indent=2), settings=about_deployments())
    author = Author(edited, seed)
    for _ in range(30):
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


def test_what_was_judged_under_other_settings_is_forgotten_in_time() -> None:
    tree = parse(json.dumps(TEMPLATE, indent=2), "file:///t.json")
    memo = tree.memo = Memo(lambda: None)
    kept = []
    for settings in (Settings(), *[Settings()] * 18):
        update(tree, Span(0, 0), " " + tree.text)
        analyse_tree(tree, settings)
        memo.forget_unused()
        kept.append(len(memo.lasting(_JUDGEMENTS, list)))
    assert kept == [1, *[2] * 16, 1, 1]


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


def deployed(name: str, value: str, passed: str) -> dict[str, object]:
    """A nested deployment of inner scope whose output is what is passed to it, or a value."""
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": name,
        "properties": {
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"given": {"value": passed}},
            "template": {
                "$schema": SCHEMA,
                "contentVersion": "1.0.0.0",
                "parameters": {"given": {"type": "string"}},
                "resources": [],
                "outputs": {
                    "tier": {"type": "string", "value": value},
                    "given": {"type": "string", "value": "[parameters('given')]"},
                },
            },
        },
    }


def chain() -> str:
    """A cluster whose tier comes from one deployment through another; a third has no part in it."""
    cluster = {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-01-01",
        "name": "cluster",
        "sku": {"name": "Base", "tier": "[reference('last').outputs.given.value]"},
        "properties": {"dnsPrefix": "x"},
    }
    resources = [
        cluster,
        deployed("first", "Free", "a"),
        deployed("other", "Premium", "b"),
        deployed("last", "c", "[reference('first').outputs.tier.value]"),
    ]
    return json.dumps(
        {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources}, indent=2
    )


@pytest.mark.parametrize(
    ("old", "new", "is_judged"),
    [
        ('"Free"', '"Standard"', True),
        ('"Premium"', '"Free"', False),
        ('"value": "b"', '"value": "d"', False),
        ('"value": "c"', '"value": "d"', True),
        # Which resource is called what may have changed by these.
        ('"name": "other"', '"name": "first"', True),
        ('"name": "other"', '"condition": false, "name": "other"', True),
    ],
)
def test_only_the_resource_that_is_referred_to_counts(
    old: str, new: str, *, is_judged: bool, looked_at: list[tuple[str, str]]
) -> None:
    tree = parse(chain())
    tree.memo = Memo(lambda: None)
    settings = Settings()
    analyse_tree(tree, settings)
    looked_at.clear()
    start = tree.text.index(old)
    text = tree.text.replace(old, new, 1)
    update(tree, Span(start, start + len(old)), text)
    analyse_tree(tree, settings)
    assert bool(looked_at) is is_judged


def test_what_others_refer_to_through_others() -> None:
    edited = Edited(chain())
    edited.replace('"Free"', '"Standard"')
    edited.replace('"Standard"', '"Free"')


def test_whether_all_is_seen_counts_also_where_what_is_referred_to_changes() -> None:
    edited = Edited(chain())
    edited.replace('"template"', '"x"')
    edited.replace('"x": {', '"template": {')


@pytest.mark.parametrize("seed", range(3))
def test_edits_of_what_others_refer_to_at_random(seed: int) -> None:
    edited = Edited(chain())
    for one, other in (("Free", "Standard"), ("Premium", "Free"), ("Standard", "Free")):
        edited.replace(f'"{one}"', f'"{other}"')
    edited.replace('"name": "other"', '"name": "first"')
    edited.replace('"name": "first"', '"name": "second"')
    author = Author(edited, seed)
    for _ in range(40):
        author.edit()


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
