"""Every offered fix, on whatever text is left of the samples: it parses and clears its finding."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.rules.catalogue import RULES
from armlens.rules.rule import Rule
from armlens.text.edits import apply

SAMPLES = [
    path.read_bytes().decode("utf-8")
    for path in sorted((Path(__file__).parent.parent.parent / "samples").rglob("*.json*"))
]
PIECES = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", '"', "'", "\n", " ", "x", "//", "/*", "\\", "😋"]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample with some of its characters gone and some others put in."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:at] + draw(st.one_of(st.just(""), PIECES)) + text[at + gone :]
    return text


def analysed(text: str, *rules: Rule) -> Analysis:
    def raise_it(rule: object, error: Exception) -> None:
        raise AssertionError(rule) from error

    return analyse(text, "main.json", Settings(), rules=rules or RULES, on_crash=raise_it)


def shown(analysis: Analysis) -> list[str]:
    return [finding.message for finding in analysis.findings if finding.is_shown]


@given(mutated(), st.sampled_from(RULES))
@settings(max_examples=300, deadline=None)
def test_a_fix_clears_its_finding_and_breaks_nothing(text: str, rule: Rule) -> None:
    # One rule at a time: what is switched on may be the business of another one.
    analysis = analysed(text, rule)
    for finding in analysis.findings:
        for fix in finding.fixes():
            after = analysed(apply(text, fix.edits["main.json"]), rule)
            assert len(shown(after)) < len(shown(analysis)), fix.title
            assert len(after.problems) <= len(analysis.problems), fix.title


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_a_finding_sits_on_text_inside_the_document(text: str) -> None:
    for finding in analysed(text).findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
