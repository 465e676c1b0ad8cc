"""Code actions in spans: what mends or suppresses findings, and all safe fixes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.settings_edits import SettingsHome, settings_suppressions
from armlens.editing.suppressions import template_suppressions
from armlens.rules.mending.fixes import Fix
from armlens.template.kinds import DocumentKind
from armlens.text.edits import Edit, apply
from armlens.text.problems import Correction, Problem, Severity
from armlens.text.spans import Span

_MOST_ROUNDS = 10
_MOST_ALONE = 10
"""Bounds of `fix_all`: rounds, and fixes tried alone in a round whose fixes clash."""


@dataclass(frozen=True, slots=True)
class Action:
    """One way to mend or suppress a finding, which `key` names in whatever its document becomes."""

    key: str
    finding: Finding
    fix: Fix


def finding_keys(analysis: Analysis) -> Iterator[tuple[str, Finding]]:
    """The shown findings with names that outlive edits elsewhere in the document.

    A name is made of rule, resource type and resource name; those alike are numbered in order.
    """
    seen: Counter[str] = Counter()
    for finding in analysis.findings:
        if finding.is_shown:
            resource = finding.resource
            name = f"{finding.rule.name}|{resource.type.lower()}|{resource.name}"
            seen[name] += 1
            yield f"{name}|{seen[name]}", finding


def actions_at(analysis: Analysis, span: Span, home: SettingsHome | None) -> list[Action]:
    """What mends the shown findings that the span touches, then what suppresses them.

    `home` is the settings file that may be edited.
    """
    there = [(key, each) for key, each in finding_keys(analysis) if each.span.overlaps(span)]
    mending = [Action(key, each, fix) for key, each in there for fix in each.fixes()]
    return mending + [
        Action(key, each, fix) for key, each in there for fix in _suppressions(each, analysis, home)
    ]


def find_action(
    analysis: Analysis, key: str, title: str, home: SettingsHome | None
) -> Action | None:
    """The action of that title for the finding of that name, if there still is one."""
    for each, finding in finding_keys(analysis):
        if each == key:
            ways = (*finding.fixes(), *_suppressions(finding, analysis, home))
            return next((Action(key, finding, fix) for fix in ways if fix.title == title), None)
    return None


def corrections_at(analysis: Analysis, span: Span) -> list[tuple[Problem, Correction]]:
    """The problems that the span touches, each with what ends it, if anything does."""
    return [
        (each, each.correction)
        for each in analysis.problems
        if each.correction and each.span.overlaps(span)
    ]


def _suppressions(finding: Finding, analysis: Analysis, home: SettingsHome | None) -> Iterator[Fix]:
    """The ways to suppress a finding, of which none is safe: somebody has to say why.

    Of a finding that is told in a parameter file, the settings are not looked for: those of its
    template may be others.
    """
    yield from template_suppressions(finding, analysis)
    if home and analysis.kind is not DocumentKind.PARAMETERS:
        yield from settings_suppressions(finding, home)


def can_fix_all(analysis: Analysis) -> bool:
    """Whether `fix_all` would have anything to try."""
    return next(_safe_fixes(analysis), None) is not None


def fix_all(analysis: Analysis, analyse: Callable[[str], Analysis]) -> tuple[Edit, ...]:
    """The edits that mend every finding of the analysed document that has a safe fix.

    Fixes are taken in the order of their findings; one whose edits touch those of an earlier one
    waits for the next round, which looks at the edited text with `analyse`. A round counts only
    if it leaves fewer findings and no new syntax error.
    """
    present = analysis
    rounds: list[tuple[Edit, ...]] = []
    while len(rounds) < _MOST_ROUNDS and (found := _round(present, analyse)):
        edits, present = found
        rounds.append(edits)
    if len(rounds) == 1:
        return rounds[0]
    return difference(analysis.tree.text, present.tree.text)


def _round(
    present: Analysis, analyse: Callable[[str], Analysis]
) -> tuple[tuple[Edit, ...], Analysis] | None:
    """The edits of one round and what they lead to: all together, or if that fails, one alone."""
    batch = _apart(_safe_fixes(present))
    together = tuple(edit for edits in batch for edit in edits)
    for edits in [together, *batch[:_MOST_ALONE]] if len(batch) > 1 else batch:
        after = analyse(apply(present.tree.text, edits))
        if _is_better(after, present):
            return edits, after
    return None


def difference(before: str, after: str) -> tuple[Edit, ...]:
    """The one smallest replacement that turns a text into another; none if they are equal."""
    if before == after:
        return ()
    shorter = min(len(before), len(after))
    start = _common(before, after, shorter)
    end = _common(before[::-1], after[::-1], shorter - start)
    return (Edit(Span(start, len(before) - end), after[start : len(after) - end]),)


def _common(one: str, other: str, most: int) -> int:
    """The length of the common beginning of two texts, at most `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _safe_fixes(analysis: Analysis) -> Iterator[tuple[Edit, ...]]:
    """The edits of each finding's first safe fix that concerns this document only.

    The preferred fix may be unsafe, as where it changes a variable that others use too.
    """
    document = analysis.tree.document
    for finding in analysis.findings:
        safe = (fix for fix in finding.fixes() if fix.safe and list(fix.edits) == [document])
        if fix := next(safe, None):
            yield fix.edits[document]


def _apart(fixes: Iterator[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """The fixes without those that touch an earlier one: both might write the same comma."""
    taken: list[tuple[Edit, ...]] = []
    spans: list[Span] = []
    for edits in fixes:
        if edits and not any(edit.span.overlaps(span) for edit in edits for span in spans):
            taken.append(edits)
            spans += (edit.span for edit in edits)
    return taken


def _is_better(after: Analysis, before: Analysis) -> bool:
    """Whether fewer findings are shown and the text has become no worse."""
    return _shown(after) < _shown(before) and _errors(after) <= _errors(before)


def _shown(analysis: Analysis) -> int:
    return sum(finding.is_shown for finding in analysis.findings)


def _errors(analysis: Analysis) -> int:
    return sum(problem.severity is Severity.ERROR for problem in analysis.problems)
