"""From what the rules say to what is told: at which place, once, and whether it is suppressed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from armlens.analysis.finding import Finding
from armlens.analysis.findings import Findings, Portion, alone, by_place
from armlens.analysis.instances import told_once
from armlens.analysis.judged import Judged
from armlens.analysis.linked import OwnFindings, told_here
from armlens.analysis.settings import Settings
from armlens.analysis.suppressing import directives_of, suppressed
from armlens.jsonc.tree import Tree
from armlens.rules.rule import Rule
from armlens.text.problems import Problem


def told(  # noqa: PLR0913 - all that has a say in it
    judged: Judged,
    problems: Iterable[Problem],
    tree: Tree,
    *,
    settings: Settings,
    rules: Sequence[Rule],
    own: OwnFindings,
) -> tuple[Findings, list[Problem]]:
    """The findings to tell, and the problems with those of the suppressions.

    Groups are passed on as they are if nothing suppresses anything and no other finding is told
    among theirs.
    """
    directives = directives_of(tree)
    problems = [*problems, *judged.problems]

    def looked_at(findings: Iterable[Finding]) -> tuple[list[Finding], list[Problem]]:
        here = told_here(findings, tree, own)
        marked, left = suppressed(
            tree, here, problems, settings=settings, rules=rules, directives=directives
        )
        return sorted(told_once(marked), key=by_place), left

    if not directives.found and not settings.suppress:
        portions = [each for each in judged.found if isinstance(each, Portion)]
        once, left = looked_at(judged.others)
        placed = _placed(once, portions)
        if placed is not None:
            return Findings(placed), left
    once, left = looked_at(judged.findings)
    return Findings(alone(once)), left


def _placed(findings: Sequence[Finding], portions: Sequence[Portion]) -> list[Portion] | None:
    """Findings before, between and behind groups; None if one is in the place of a group."""
    starts = [each.span.start for each in portions]
    between: dict[int, list[Finding]] = {}
    for finding in findings:
        after = bisect_right(starts, finding.span.start)
        if after and finding.span.start <= portions[after - 1].span.end:
            return None
        between.setdefault(after, []).append(finding)
    placed = [*alone(between.get(0, ()))]
    for number, portion in enumerate(portions, 1):
        placed += [portion, *alone(between.get(number, ()))]
    return placed
