"""What a first look says of a document is what the whole analysis says, or that it takes that."""

from __future__ import annotations

import json

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis
from armlens.analysis.first_look import FirstLook
from armlens.analysis.settings import Level, Settings
from armlens.jsonc.parse import parse
from armlens.problems.catalogue import PROBLEMS
from armlens.problems.examples import TEMPLATE, unmarked
from armlens.rules import catalogue

STORAGE = "Microsoft.Storage/storageAccounts"
EXAMPLES = [
    unmarked(example.document)
    for kind in PROBLEMS
    for example in (kind.bad, kind.good)
    if example is not None and example.file == TEMPLATE
]


def first(text: str, settings: Settings | None = None) -> Analysis | None:
    """What the first look says, after it was compared with the whole analysis."""
    settings = settings or Settings()
    seen = FirstLook(settings, catalogue.RULES).analysis(parse(text, "main.json"))
    if seen is not None:
        whole = analyse_tree(parse(text, "main.json"), settings)
        assert seen.kind is whole.kind
        assert not whole.findings
        assert seen.problems == whole.problems
    return seen


def template(resource_type: str, **members: object) -> str:
    """A template with one resource."""
    resource = {"type": resource_type, "apiVersion": "2023-01-01", "name": "x", **members}
    return json.dumps({"contentVersion": "1.0.0.0", "resources": [resource]})


@pytest.mark.parametrize("text", EXAMPLES)
def test_first_look_at_a_problem_is_right(text: str) -> None:
    first(text)
    first(text, Settings(rules={"template": Level.OFF, "expression": Level.ERROR}))
    first(text, Settings(ignore=("template", "expression", "parameters")))


@pytest.mark.parametrize(
    "text",
    [
        template(STORAGE),
        template(STORAGE, location="[parameters('nope')]"),
        template(STORAGE).replace("}]", ","),
        template("Microsoft.Resources/deployments", properties={"template": {"resources": []}}),
        "[" + json.dumps({"type": STORAGE, "apiVersion": "2023-01-01"}) + "]",
        '{ "parameters": {}, "$schema": "https://example.com/other.json" }',
        '{ "a": 1 }',
        "",
    ],
)
def test_what_concerns_no_rule_needs_no_second_look(text: str) -> None:
    assert first(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        template("Microsoft.ContainerService/managedClusters"),
        template("microsoft.containerservice/MANAGEDCLUSTERS"),
        template("Microsoft.ContainerService/managedClusters").replace("/", "\\/"),
        template("Microsoft.ContainerService/managedClusters").replace('"Micro', '"\\u004dicro'),
        template("[concat('Microsoft.', 'ContainerService', '/managedClusters')]"),
        template("Microsoft.ContainerService", resources=[{"type": "managedClusters"}]),
        template(STORAGE, copy={"name": "accounts", "count": 101}),
        template(STORAGE, condition="[parameters('nope')]"),
        template(
            "Microsoft.Resources/deployments",
            properties={"templateLink": {"relativePath": "other.json"}},
        ),
        "// armlens: ignore Azure.AKS\n" + template(STORAGE),
    ],
)
def test_what_may_concern_a_rule_needs_the_whole_analysis(text: str) -> None:
    assert first(text) is None


def test_only_rules_that_are_on_need_the_whole_analysis() -> None:
    cluster = template("Microsoft.ContainerService/managedClusters")
    assert first(cluster, Settings(rules={"Azure.AKS": Level.OFF})) is not None
    assert first(cluster, Settings(select=("template",))) is not None
    assert first(cluster, Settings(select=("Azure.AKS.ManagedIdentity",))) is None
