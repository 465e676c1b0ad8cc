"""Which looks at the resources of an edited object still hold, rule by rule.

A rule asks a resource for some paths, and for other things besides (`evaluation/uses.py`). After
an edit of something else its verdicts are the same, and only have to be told of the resource as
it is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from armlens.analysis.finding import Finding
from armlens.analysis.running import Look
from armlens.dataclass import dataclass
from armlens.evaluation.uses import Use, UseKind
from armlens.jsonc.nodes import Object
from armlens.jsonc.renewal import renewal
from armlens.rules.judging.carrying import Successor
from armlens.template.loops import DEPLOYMENT
from armlens.template.resource import Resource

_NEVER = Use(UseKind.NESTED)
"""Who uses this looks at what other resources of the same object have."""


@dataclass(frozen=True, slots=True)
class Former:
    """What was found on a resource object: the resources, what they rest on, and the looks."""

    node: Object
    resources: tuple[Resource, ...]
    uses: frozenset[Use]
    looks: list[list[Look]]


def carried(
    former: Former | None, node: Object, resources: Sequence[Resource], changed: Set[Use]
) -> Mapping[int, Mapping[str, Look]]:
    """The looks that still hold, by the number of the resource and the rule.

    `node` is the object as it is now, `changed` all that has changed outside of it.
    """
    if former is None or not changed.isdisjoint(former.uses):
        return {}
    successors = _successors(former, node, resources)
    return {
        number: {look.rule.name: look for look in _held(successor, looks, changed)}
        for number, (successor, looks) in enumerate(zip(successors, former.looks, strict=False))
    }


def _successors(former: Former, node: Object, resources: Sequence[Resource]) -> list[Successor]:
    """The resources as they are now, if all that has changed is within what they are by path."""
    if len(resources) != len(former.resources):
        return []
    pairs = list(zip(former.resources, resources, strict=True))
    if any(one.type != other.type or one.instances != other.instances for one, other in pairs):
        return []
    renewed = {one.node: renewal(one.node, other.node) for one, other in pairs}
    inside = [
        renewed[each] for each in {one.node for one, _ in pairs if one.type.lower() != DEPLOYMENT}
    ]
    if sum(len(each.changed) for each in inside) != len(renewal(former.node, node).changed):
        return []
    now = {id(one): other for one, other in pairs}
    successors = [Successor(other, renewed[one.node], now) for one, other in pairs]
    is_alike = all(each.is_alike for each in successors if each.renewal in inside)
    return successors if is_alike else []


def _held(successor: Successor, looks: Sequence[Look], changed: Set[Use]) -> Iterator[Look]:
    for look in looks:
        is_same = changed.isdisjoint(look.uses) and _NEVER not in look.uses and not look.crash
        if is_same and not any(map(successor.renewal.touches, look.asked)):
            findings = [_told(each, successor) for each in look.findings]
            yield Look(look.rule, findings, look.crash, look.asked, look.uses)


def _told(finding: Finding, successor: Successor) -> Finding:
    """A finding on the resource as it is now."""
    verdict = successor.verdict(finding.verdict)
    return Finding(finding.rule, verdict, finding.severity, successor.resource)
