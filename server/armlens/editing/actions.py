"""Code actions in spans: what mends or suppresses findings."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.analysis.finding import Analysis, Finding
from armlens.dataclass import dataclass
from armlens.editing.keys import finding_keys
from armlens.editing.settings_edits import SettingsHome, settings_suppressions
from armlens.editing.suppressions import template_suppressions
from armlens.rules.mending.fixes import Fix
from armlens.template.kinds import DocumentKind
from armlens.text.problems import Correction, Problem
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Action:
    """One way to mend or suppress a finding, which `key` names in whatever its document becomes."""

    key: str
    finding: Finding
    fix: Fix
    suppresses: bool = False


def actions_at(analysis: Analysis, span: Span, home: SettingsHome | None) -> list[Action]:
    """What mends the shown findings that the span touches, then what suppresses them.

    `home` is the settings file that may be edited.
    """
    there = [(key, each) for key, each in finding_keys(analysis) if each.span.overlaps(span)]
    mending = [Action(key, each, fix) for key, each in there for fix in each.fixes()]
    return mending + [
        Action(key, each, fix, suppresses=True)
        for key, each in there
        for fix in _suppressions(each, analysis, home)
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
