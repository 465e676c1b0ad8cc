"""Runs the examples of rules of one's own: what `armlens rules --test` tells."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.jsonc.parse import parse
from armlens.rules.examples import DOCUMENT, judged, marked_spans
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import apply
from armlens.text.problems import Severity


def complaints(rule: Rule) -> Iterator[str]:
    """What is wrong with the examples of a rule, in sentences; nothing if all is well."""
    if not rule.bad or not rule.good:
        missing = " and ".join(f"'{name}'" for name in ("bad", "good") if not getattr(rule, name))
        yield f"It has no {missing} example."
    if rule.bad:
        yield from _about_bad(rule)
    if rule.good:
        yield from _about_good(rule)


def _about_bad(rule: Rule) -> Iterator[str]:
    told = [each for each in judged(rule, rule.bad) if each.verdict.kind is VerdictKind.FAIL]
    if not told:
        yield "The bad example does not fail."
    wanted = marked_spans(rule.bad)
    spans = [each.verdict.span for each in told]
    if told and wanted and sorted(wanted) != sorted(spans):
        places = ", ".join(f"'{span.text_of(rule.bad)}'" for span in spans)
        yield f"The bad example fails at {places} and not above its carets."
    for each in told:
        for fix in each.fixes:
            after = apply(rule.bad, fix.edits[DOCUMENT])
            verdicts = {again.verdict.span: again.verdict.kind for again in judged(rule, after)}
            failing = [kind for kind in verdicts.values() if kind is VerdictKind.FAIL]
            if len(failing) >= len(told):
                yield f'The fix "{fix.title}" does not mend the bad example.'


def _about_good(rule: Rule) -> Iterator[str]:
    errors = [each for each in parse(rule.good, DOCUMENT).problems if _is_error(each.severity)]
    told = list(judged(rule, rule.good))
    if errors or not told:
        yield "The good example is not a resource that the rule is about."
    for each in told:
        if each.verdict.kind is not VerdictKind.PASS:
            yield f"The good example does not pass: {each.verdict.message}"


def _is_error(severity: Severity) -> bool:
    return severity is Severity.ERROR
