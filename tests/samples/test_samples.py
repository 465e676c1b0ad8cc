"""The samples and their recorded findings, which readers can look at side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.text.edits import apply
from armlens.text.lines import PositionEncoding
from armlens.text.problems import Severity

SAMPLES = Path(__file__).parent.parent.parent / "samples"
RECORD = Path(__file__).parent / "findings.txt"
NAMES = sorted(path.name for path in SAMPLES.iterdir())


def read(name: str) -> str:
    return (SAMPLES / name).read_bytes().decode("utf-8")


def settings_for(name: str) -> Settings:
    """The samples named after a service are about all rules, the others about one."""
    return Settings() if "-aks-" in name else Settings(select=("Azure.AKS.ManagedIdentity",))


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
    analyses = {name: analyse(read(name), name, settings_for(name)) for name in NAMES}
    lines = [line for name, analysis in analyses.items() for line in lines_of(name, analysis)]
    assert "\n".join(lines) + "\n" == recorded()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_says_how_the_sample_ends(name: str) -> None:
    analysis = analyse(read(name), name, settings_for(name))
    worst = min((finding.kind for finding in analysis.findings), key=["fail", "open", "pass"].index)
    assert name.split("-", maxsplit=1)[0] == worst
    assert not [p for p in analysis.problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_every_fix_clears_its_finding_and_parses(name: str) -> None:
    text, settings = read(name), settings_for(name)
    analysis = analyse(text, name, settings)
    for finding in analysis.findings:
        for fix in finding.fixes():
            after = analyse(apply(text, fix.edits[name]), name, settings)
            assert not [p for p in after.problems if p.severity is Severity.ERROR], fix.title
            left = [each for each in after.findings if each.rule is finding.rule]
            before = [each for each in analysis.findings if each.rule is finding.rule]
            assert shown(left) < shown(before), fix.title


def shown(findings: list[Finding]) -> int:
    """How many are told without being asked for."""
    return sum(finding.is_shown for finding in findings)
