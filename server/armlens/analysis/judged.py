"""What the rules say of the resources of a template, from scratch."""

from __future__ import annotations

from armlens.analysis.finding import Finding
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
    """What the rules say of a template's resources, and what was wrong while they looked."""

    findings: list[Finding]
    problems: list[Problem]


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
    return Judged(findings, [*crashes, *links, *limit_problems(tree, resources)])
