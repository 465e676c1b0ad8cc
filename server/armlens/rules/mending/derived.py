"""Fixes that follow from a claim: the value that would make it true, written where it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.evaluation.values import Known, Unknown
from armlens.jsonc.edits import remove_element
from armlens.jsonc.nodes import Scalar
from armlens.rules.judging.reached import body_of, follow
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import Field, FirstPositive
from armlens.rules.language.operands import Literal
from armlens.rules.language.predicates import IsSet
from armlens.rules.mending.declarations import declared_too, together
from armlens.rules.mending.fixes import Fix
from armlens.rules.mending.places import edits_of, is_used_once
from armlens.rules.mending.writing import Wanted, removed_at, written_at_resource, written_at_source
from armlens.rules.rule import Rule
from armlens.rules.verdicts import Evidence, Verdict, VerdictKind
from armlens.template.resource import Resource

_MOST_VALUES = 4
"""How many of the values of a membership are offered."""


def fixes_of(rule: Rule, resource: Resource, verdict: Verdict) -> tuple[Fix, ...]:
    """The ways to mend what a verdict has found, the preferred one first."""
    if rule.own_fixes is not None:
        return rule.own_fixes(resource)
    along = _along(rule, resource)
    offered = [
        fix for each in verdict.evidence for fix in _fixes(each, resource, along) if fix.edits
    ]
    is_safe = rule.has_safe_fix and verdict.kind is VerdictKind.FAIL
    titled = {fix.title: fix for fix in reversed(offered)}
    return tuple(
        replace(fix, preferred=index == 0, safe=fix.safe and is_safe and index == 0)
        for index, fix in enumerate(reversed(titled.values()))
    )


def _along(rule: Rule, resource: Resource) -> Wanted | None:
    """What has to be written along with any fix, unless it may be right already."""
    claim = rule.fix_along
    if claim is None or not isinstance(claim.subject, Field):
        return None
    ways = follow([body_of(resource)], claim.subject.path)
    if len(ways) != 1:
        return None
    is_wrong = ways[0].is_missing or claim.predicate.holds(ways[0].value) is False
    wanted = Wanted(ways[0], claim.predicate.right_values[0])
    return wanted if is_wrong and _alone(wanted).edits else None


def _fixes(evidence: Evidence, resource: Resource, along: Wanted | None) -> Iterator[Fix]:
    """The fixes for one claim that does not hold."""
    claim, reached = evidence.claim, evidence.reached
    if claim is None or reached is None or reached.resource.tree is not resource.tree:
        return
    if not isinstance(claim.subject, Field | FirstPositive):
        return
    if claim.denied and isinstance(claim.predicate, IsSet):
        yield from removed_at(reached)
        return
    if isinstance(reached.last, Unknown) and reached.last.allowed:
        yield from _disallowed(evidence, reached.last, claim)
    for value in _values(claim)[:_MOST_VALUES]:
        yield from _written(Wanted(reached, value, along))


def _values(claim: Claim) -> tuple[Literal, ...]:
    """The values that make a claim true, the best first."""
    return claim.predicate.other_values if claim.denied else claim.predicate.right_values


def _written(wanted: Wanted) -> Iterator[Fix]:
    """Writes a value where the wrong one comes from, and at the resource."""
    reached = wanted.reached
    beside = None if wanted.is_together else wanted.along
    title = f"Set '{reached.dotted}' to {_shown(wanted.value)}{_title_along(wanted)}"
    at_source = _at_source(wanted)
    if at_source is not None:
        label = reached.value.origins[-1].label
        yield _both(replace(at_source, title=f"{title} in {label}"), beside)
    here = written_at_resource(wanted)
    if here is not None:
        where = " at this resource" if at_source is not None else ""
        yield _both(Fix(f"{title}{where}", edits_of(reached.resource.tree, here)), beside)


def _at_source(wanted: Wanted) -> Fix | None:
    """Writes the value where the wrong one comes from; untitled."""
    origins = wanted.reached.value.origins
    at_source = written_at_source(wanted)
    if at_source is None or not origins:
        return None
    tree, edits = at_source
    scalar = None if wanted.reached.missing else wanted.value
    made = declared_too(edits_of(tree, edits), origins, scalar)
    trees = (tree, wanted.reached.resource.tree)
    safe = all(is_used_once(each, origin) for each in trees for origin in origins)
    return Fix("", made, safe) if made else None


def _alone(wanted: Wanted) -> Fix:
    """Writes the value where the wrong one comes from, or else at the resource; untitled."""
    at_source = _at_source(wanted)
    if at_source is not None:
        return at_source
    here = written_at_resource(wanted)
    return Fix("", edits_of(wanted.reached.resource.tree, here) if here is not None else {})


def _both(fix: Fix, along: Wanted | None) -> Fix:
    """The fix, and what is to be written along."""
    if along is None or not fix.edits:
        return fix
    other = _alone(along)
    return replace(fix, edits=together((fix.edits, other.edits)), safe=fix.safe and other.safe)


def _title_along(wanted: Wanted) -> str:
    """What is written along, by its path from where the two part."""
    if wanted.along is None:
        return ""
    names, others = wanted.along.reached.dotted.split("."), wanted.reached.dotted.split(".")
    pairs = enumerate(zip(names, others, strict=False))
    common = next((index for index, (one, other) in pairs if one != other), 0)
    return f" with '{'.'.join(names[common:])}' as {_shown(wanted.along.value)}"


def _shown(value: Literal) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _disallowed(evidence: Evidence, value: Unknown, claim: Claim) -> Iterator[Fix]:
    """Takes the value that does not do from those that the parameter allows, if it is one."""
    reached = evidence.reached
    declared = value.origins[-1].declared if value.origins else None
    allowed = declared.allowed if declared else None
    if allowed is None or reached is None:
        return
    tree = reached.resource.tree
    bad = [node for node in allowed.elements if not _is_met(claim, getattr(node, "value", None))]
    if len(bad) != 1 or len(allowed.elements) == 1 or value.origins[-1].document != tree.document:
        return
    written = tree.text[bad[0].start : bad[0].end].strip('"')
    title = f"Remove '{written}' from the allowed values of {value.origins[-1].label}"
    yield Fix(title, edits_of(tree, remove_element(tree, allowed, bad[0])), safe=False)


def _is_met(claim: Claim, value: Scalar) -> bool:
    return claim.predicate.holds(Known(value)) is not claim.denied
