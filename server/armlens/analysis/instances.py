"""Findings on several instances of one resource, told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from armlens.analysis.finding import Finding
from armlens.jsonc.tree import Tree
from armlens.template.loops import Instance

_MOST_NAMED = 5
"""How many instances a message names; it counts the rest."""

_Way = tuple[Instance, ...]


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without repetitions; those on some instances of a loop only name these."""
    alone: list[Finding] = []
    repeated: list[Finding] = []
    for finding in findings:
        (repeated if _may_repeat(finding) else alone).append(finding)
    return alone + _grouped(repeated) if repeated else alone


def is_told_by_itself(finding: Finding, tree: Tree) -> bool:
    """Whether a finding is told in a document as it is, whatever else is found there."""
    return finding.resource.tree is tree and not _may_repeat(finding)


def _may_repeat(finding: Finding) -> bool:
    return bool(finding.resource.instances or finding.used_at)


def _grouped(findings: Iterable[Finding]) -> list[Finding]:
    groups: dict[tuple[object, ...], list[Finding]] = {}
    looked_at: dict[tuple[object, ...], set[_Way]] = {}
    for finding in findings:
        key = (finding.rule.name, finding.span, finding.kind, finding.message, finding.suppressions)
        groups.setdefault(key, []).append(finding)
        looked_at.setdefault(_subject(finding), set()).add(finding.resource.instances)
    return [_together(group, looked_at[_subject(group[0])]) for group in groups.values()]


def _subject(finding: Finding) -> tuple[object, ...]:
    """What the instances have in common: the rule, and the resource as written."""
    return finding.rule.name, finding.resource.node


def _together(group: list[Finding], looked_at: set[_Way]) -> Finding:
    """One finding in place of several, with the origins of all."""
    first = group[0]
    ways = list(dict.fromkeys(finding.resource.instances for finding in group))
    if len(group) == 1 and len(looked_at) == 1:
        return first
    origins = dict.fromkeys(each for finding in group for each in finding.verdict.origins)
    message = first.message
    if len(ways) < len(looked_at) and (words := _words(ways)):
        message += f" This concerns {words}."
    return replace(first, verdict=replace(first.verdict, message=message, origins=tuple(origins)))


def _words(ways: Sequence[_Way]) -> str:
    """The instances in words: "instances 0 and 2 of loop 'clusters'", the innermost loop first."""
    shown = []
    for outer, together in groupby(ways, key=lambda way: way[:-1]):
        loops = [[way[-1] for way in together if way], *([each] for each in reversed(outer))]
        shown.append(" in ".join(filter(None, map(_numbered, loops))))
    return _listed(list(filter(None, shown)))


def _numbered(instances: list[Instance]) -> str:
    """Some instances of one loop in words; none of one that stands for all."""
    numbers = [str(each.index) for each in instances if each.index is not None]
    if not numbers:
        return ""
    loop = instances[0].loop
    name = f" of loop '{loop}'" if loop else ""
    return f"instance{'s' if len(numbers) > 1 else ''} {_listed(numbers)}{name}"


def _listed(words: list[str]) -> str:
    """An enumeration: "a, b and 3 more"."""
    more = len(words) - _MOST_NAMED
    shown = [*words[:_MOST_NAMED], f"{more} more"] if more > 0 else words
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
