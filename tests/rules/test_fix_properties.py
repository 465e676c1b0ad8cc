"""Every offered fix, on whatever text is left of the samples: it parses and clears its finding."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.rules.rule import Rule
from armlens.text.edits import apply

SAMPLES = [
    path.read_bytes().decode("utf-8")
    for path in sorted((Path(__file__).parent.parent.parent / "samples").iterdir())
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


def analysed(text: str) -> Analysis:
    def raise_it(rule: object, error: Exception) -> None:
        raise AssertionError(rule) from error

    return analyse(text, "main.json", Settings(), on_crash=raise_it)


def shown(analysis: Analysis, rule: Rule) -> list[str]:
    """What a rule says: another one may begin to concern what the fix has switched on."""
    found = (each for each in analysis.findings if each.rule is rule and each.is_shown)
    return [finding.message for finding in found]


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_a_fix_clears_its_finding_and_breaks_nothing(text: str) -> None:
    analysis = analysed(text)
    for finding in analysis.findings:
        for fix in finding.fixes():
            after = analysed(apply(text, fix.edits["main.json"]))
            rule = finding.rule
            assert len(shown(after, rule)) < len(shown(analysis, rule)), fix.title
            assert len(after.problems) <= len(analysis.problems), fix.title


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_a_finding_sits_on_text_inside_the_document(text: str) -> None:
    for finding in analysed(text).findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
