"""What the rules say of the resources of a template, from scratch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armlens.analysis.finding import Finding
from armlens.analysis.findings import Portion
from armlens.analysis.limits import limit_problems
from armlens.analysis.running import Checker
from armlens.dataclass import dataclass
from armlens.evaluation.links import Follow
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.linking import link_problems
from armlens.template.parameter_file import ParameterFile
from armlens.template.resources import resources_of
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a template's resources, and what was wrong while they looked.

    What was `found` is in the order of the resources: findings that still have to be looked at,
    and groups of those that are told as they are.
    """

    found: Sequence[Portion | list[Finding]]
    problems: list[Problem]

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings."""
        for each in self.found:
            yield from each.findings if isinstance(each, Portion) else each

    @property
    def others(self) -> Iterator[Finding]:
        """The findings that are in no group."""
        return (found for each in self.found if isinstance(each, list) for found in each)


def judged(
    tree: Tree,
    kind: DocumentKind,
    checker: Checker,
    parameters: ParameterFile | None,
    follow: Follow | None,
) -> Judged:
    """All resources of a template, judged one after the other."""
    resources = list(resources_of(tree, kind, parameters, follow))
    findings, crashes = checker.check_all(resources)
    links = (problem for each in resources for problem in link_problems(each, tree))
    return Judged([findings], [*crashes, *links, *limit_problems(tree, resources)])
