"""Where armlens has computed no further, so that values are not known and verdicts open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armlens.jsonc.tree import Tree
from armlens.problems.calls import EVALUATION_LIMIT
from armlens.template.resource import Resource
from armlens.text.problems import Problem


def limit_problems(tree: Tree, resources: Sequence[Resource]) -> Iterator[Problem]:
    """The places in the document where a limit was reached so far in evaluating its resources."""
    budget = resources[0].scope.budget if resources else None
    for message, place in budget.reached.items() if budget else ():
        if place.tree is tree:
            yield EVALUATION_LIMIT.at(place.node.span, message)
