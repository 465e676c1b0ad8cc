"""From a rule and a resource to verdicts: one for each place where something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from armlens.dataclass import dataclass
from armlens.evaluation.values import grounds
from armlens.rules.judging.cases import (
    FAIL,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    Case,
    Cases,
    overall,
    where,
    witness,
)
from armlens.rules.judging.conditions import cases_of, strands
from armlens.rules.judging.context import Context
from armlens.rules.judging.items import whole
from armlens.rules.judging.reached import Reached
from armlens.rules.judging.remarks import remarks
from armlens.rules.rule import Rule
from armlens.rules.verdicts import Evidence, Verdict, VerdictKind
from armlens.text.spans import Span


def judge(context: Context) -> tuple[Verdict, ...]:
    """What a rule says of a resource; nothing if the rule does not concern it.

    There is one verdict for each place that fails or may fail; one alone if all is well.
    """
    rule = context.rule
    if rule.needs_option and not context.option(rule.needs_option):
        return ()
    item = whole(context)
    found = strands(rule.condition, item, context)
    if rule.applies is not None:
        premise = cases_of(rule.applies, item, context)
        if overall(premise) is FAIL:
            return ()
        found = (where(premise, strand) for strand in found)
    told = [_told(strand, context) for strand in found if overall(strand) is not NOT_APPLICABLE]
    if not told:
        return (_nothing_to_look_at(context),)
    wrong = [each for each in told if each.kind is not PASS]
    if not wrong:
        return (_verdict(told[:1], context),)
    wrong.sort(key=_Told.place)
    return tuple(_verdict(list(group), context) for _, group in groupby(wrong, key=_Told.place))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one strand: its kind, its place, and the cases that are the reason."""

    kind: VerdictKind
    at: Reached | None
    span: Span
    cases: Sequence[Case]
    witness: str | None

    def place(self) -> tuple[Span, str, str]:
        """What verdicts have in common that are told together."""
        return self.span, self.kind.value, self.witness or ""

    @property
    def evidence(self) -> Iterator[Evidence]:
        """All evidence of its cases."""
        return (each for case in self.cases for each in case.evidence)


def _told(strand: Cases, context: Context) -> _Told:
    kind = overall(strand)
    failing = [case for case in strand if case.kind is FAIL]
    seen = witness(strand) if kind is OPEN and failing else None
    reasons = failing if failing and (seen or kind is FAIL) else _of_kind(strand, kind)
    at = _responsible(reasons, context)
    span = at.anchor if at else context.resource.type_node.span
    return _Told(kind, at, span, reasons, seen)


def _of_kind(strand: Cases, kind: VerdictKind) -> list[Case]:
    """The cases that are the reason for a kind: those of it, or all where none is."""
    return [case for case in strand if case.kind is kind] or list(strand)


def _responsible(cases: Sequence[Case], context: Context) -> Reached | None:
    """The place responsible: of the evidence in this document the first that is there.

    What is there tells more than the place where something is missing. None where there is no
    place, so that the resource as a whole is responsible.
    """
    places = [
        each.reached
        for case in cases
        for each in case.evidence
        if each.reached and each.reached.resource.tree is context.resource.tree
    ]
    first = places[0] if places else None
    return next((each for each in places if each.path and not each.missing), first)


def _verdict(told: Sequence[_Told], context: Context) -> Verdict:
    """One verdict on strands of one kind and place."""
    first = told[0]
    evidence = tuple(each for one in told for each in one.evidence)
    origins = (
        origin for each in evidence if each.reached for origin in grounds(each.reached.value)
    )
    message = _message(context.rule, first, told)
    if first.kind is FAIL:
        message = " ".join([message, *remarks(context)])
    # What fails in several ways at one place is not mended by undoing one of them.
    mendable = evidence if len(told) == 1 else ()
    return Verdict(
        first.kind,
        first.span,
        message,
        tuple(dict.fromkeys(origins)),
        first.witness,
        mendable,
        first.at,
    )


def _message(rule: Rule, first: _Told, told: Sequence[_Told]) -> str:
    reasons = ", and ".join(dict.fromkeys(_reasons(each.cases) for each in told))
    if first.witness:
        return f"{rule.fails} when {first.witness}: {reasons}."
    if first.kind is FAIL:
        return f"{rule.fails}: {reasons}."
    if first.kind is PASS:
        return f"{rule.passes}: {reasons}."
    return f"Whether {rule.passes[:1].lower()}{rule.passes[1:]} is not known: {reasons}."


def _reasons(cases: Iterable[Case]) -> str:
    """The reasons of cases that exclude each other, each of which may have several."""
    clauses = (" and ".join(dict.fromkeys(e.reason for e in case.evidence)) for case in cases)
    return ", or ".join(dict.fromkeys(filter(None, clauses)))


def _nothing_to_look_at(context: Context) -> Verdict:
    span = context.resource.type_node.span
    return Verdict(PASS, span, f"{context.rule.passes}: there is nothing that it concerns.")
