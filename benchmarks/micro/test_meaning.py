"""From a tree to values and to findings."""

from __future__ import annotations

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.settings import Settings
from armlens.evaluation.expansion import expanded_object
from armlens.evaluation.values import WrittenObject
from armlens.jsonc.tree import Tree
from armlens.rules.catalogue import RULES
from armlens.rules.rule import Rule
from armlens.template.kinds import DocumentKind
from armlens.template.resources import resources_of
from benchmarks.micro.conftest import Measure

_DEPLOYMENT = "microsoft.resources/deployments"


def test_resources(on_a_fresh_tree: Measure) -> None:
    """All resources with their scopes, in which nothing is evaluated yet."""
    on_a_fresh_tree(lambda tree: list(resources_of(tree, DocumentKind.TEMPLATE)))


def test_evaluation(on_a_fresh_tree: Measure) -> None:
    """Every expression of every resource; the templates of deployments are resources themselves."""

    def evaluate(tree: Tree) -> None:
        for resource in resources_of(tree, DocumentKind.TEMPLATE):
            if resource.type.lower() != _DEPLOYMENT:
                expanded_object(WrittenObject(resource.node, resource.scope), {})

    on_a_fresh_tree(evaluate)


def test_no_rule(on_a_fresh_tree: Measure) -> None:
    """What an analysis takes before any rule: problems, and the resources with their types."""
    on_a_fresh_tree(lambda tree: analyse_tree(tree, Settings(), rules=()))


def test_all_rules(on_a_fresh_tree: Measure) -> None:
    """The whole analysis but for parsing."""
    on_a_fresh_tree(lambda tree: analyse_tree(tree, Settings()))


@pytest.mark.parametrize("text", ["381 KB"], indirect=True)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(on_a_fresh_tree: Measure, rule: Rule) -> None:
    """One rule by itself; what `test_no_rule` takes is in it."""
    on_a_fresh_tree(lambda tree: analyse_tree(tree, Settings(), rules=(rule,)))
