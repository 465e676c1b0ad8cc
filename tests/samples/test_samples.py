"""The samples and their recorded findings, which readers can look at side by side.

`UPDATE_FINDINGS=1` records them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.analysis.settings_file import FILE_NAME
from armlens.files.lookup import SettingsLookup
from armlens.rules.catalogue import RULES
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import apply
from armlens.text.lines import PositionEncoding
from armlens.text.problems import Severity
from links import Folder

SAMPLES = Path(__file__).parent.parent.parent / "samples"
RECORD = Path(__file__).parent / "findings.txt"
NAMES = sorted(
    path.relative_to(SAMPLES).as_posix()
    for path in SAMPLES.rglob("*.json*")
    if path.name != FILE_NAME
)
# Nothing in the samples expires, so any day does.
LOOKUP = SettingsLookup(None, (), (), date.max)


def read(name: str) -> str:
    return (SAMPLES / name).read_bytes().decode("utf-8")


def analysed(name: str, changed: Mapping[str, str] | None = None) -> Analysis:
    """The analysis of a sample with the settings there, some of all samples changed."""
    texts = {each: read(each) for each in NAMES} | dict(changed or {})
    return Folder(texts, LOOKUP.settings(SAMPLES / name)).analysed(name)


def recorded() -> str:
    return RECORD.read_text(encoding="utf-8")


def lines_of(name: str, analysis: Analysis) -> Iterator[str]:
    """A line for each finding: place in UTF-16, the text there, the verdict and the message."""
    text = analysis.tree.text
    for finding in analysis.findings:
        start = analysis.tree.lines.position(finding.span.start, PositionEncoding.UTF16)
        yield f"{name}:{start.line + 1}:{start.character + 1} {finding.span.text_of(text)}"
        yield f"    {finding.kind} {finding.severity} {finding.rule.name}: {finding.message}"
        for origin in finding.verdict.origins:
            yield f"    from {origin.label}: {origin.span.text_of(text)}"
        for fix in finding.fixes():
            yield f"    {'safe' if fix.safe else 'unsafe'} fix: {fix.title}"


def test_the_findings_are_those_recorded() -> None:
    analyses = {name: analysed(name) for name in NAMES}
    lines = [line for name, analysis in analyses.items() for line in lines_of(name, analysis)]
    found = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_FINDINGS"):
        RECORD.write_text(found, encoding="utf-8")
    assert found == recorded()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_says_how_the_sample_ends(name: str) -> None:
    analysis = analysed(name)
    worst = min((finding.kind for finding in analysis.findings), key=["fail", "open", "pass"].index)
    assert Path(name).name.split("-", maxsplit=1)[0] == worst
    assert not [p for p in analysis.problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_every_fix_clears_its_finding_and_parses(name: str) -> None:
    analysis = analysed(name)
    for finding in analysis.findings:
        for fix in finding.fixes():
            changed = {each: apply(read(each), edits) for each, edits in fix.edits.items()}
            after = analysed(name, changed)
            assert not [p for p in after.problems if p.severity is Severity.ERROR], fix.title
            assert len(shown(after, finding)) < len(shown(analysis, finding)), fix.title


def shown(analysis: Analysis, like: Finding) -> list[Finding]:
    """What is told by the same rule of the same resource."""
    return [
        finding
        for finding in analysis.findings
        if finding.is_shown
        and finding.rule is like.rule
        and finding.resource.name == like.resource.name
    ]


def test_the_baseline_meets_every_rule_that_needs_no_option() -> None:
    told = {(each.rule.name, each.kind) for each in analysed("pass-aks-baseline.json").findings}
    assert told == {(rule.name, VerdictKind.PASS) for rule in RULES if not rule.needs_option}


def test_the_walkthrough_of_the_extension_has_one_finding_and_all_else_right() -> None:
    path = SAMPLES.parent / "client-vscode" / "walkthrough" / "sample.jsonc"
    analysis = analyse(path.read_text(encoding="utf-8"), path.name, Settings())
    shown = [each for each in analysis.findings if each.is_shown]
    assert [each.rule.name for each in shown] == ["Azure.AKS.ManagedIdentity"]
    assert any(fix.safe for fix in shown[0].fixes())
    assert analysis.problems == ()
