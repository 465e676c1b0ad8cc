"""Suppressions in the template that do not say what they should, and what is offered for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.suppressed import (
    EMPTY,
    FINE,
    KNOWN,
    analysed,
    cluster,
    clusters,
    problems,
    shown,
)
from armlens.text.edits import apply
from expectations import template

NOTHING = "'{}' means nothing here; 'armlens: ignore RULE - reason' does."


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "// armlens: ignore Azure.AKS.ManagedIdentiy - private",
            (
                "warning",
                "suppression.unknown-rule",
                "Azure.AKS.ManagedIdentiy",
                f"'Azure.AKS.ManagedIdentiy' matches no rule or problem. Did you mean '{KNOWN}'?",
            ),
        ),
        (
            "// armlens: ignore",
            (
                "warning",
                "suppression.no-rule",
                "ignore",
                "The rule to ignore is missing: write 'armlens: ignore RULE - reason'.",
            ),
        ),
        (
            "/* armlens: ignore - private */",
            (
                "warning",
                "suppression.no-rule",
                "ignore",
                "The rule to ignore is missing: write 'armlens: ignore RULE - reason'.",
            ),
        ),
        (
            f"// armlens: ignored {KNOWN} - private",
            (
                "warning",
                "suppression.unknown-word",
                "ignored",
                f"{NOTHING.format('ignored')} Did you mean 'ignore'?",
            ),
        ),
        (
            f"// armlens: disable {KNOWN}",
            (
                "warning",
                "suppression.unknown-word",
                "disable",
                NOTHING.format("disable"),
            ),
        ),
    ],
)
def test_comment_that_does_not_say_what_it_should(
    comment: str, expected: tuple[str, str, str, str]
) -> None:
    assert problems(analysed(clusters(f"{comment}\n{FINE}"))) == [expected]


@pytest.mark.parametrize(
    ("end", "characters"),
    [("", KNOWN), (" - reason", "reason"), (" -", KNOWN), (": Reason ", "Reason"), ("  ", KNOWN)],
)
def test_reason_that_is_missing_is_asked_for_and_the_comment_counts(
    end: str, characters: str
) -> None:
    text = clusters(f"// armlens: ignore {KNOWN}{end}\n{EMPTY}")
    analysis = analysed(text)
    message = f"The suppression of '{KNOWN}' does not say why: write a reason here."
    assert problems(analysis) == [("warning", "suppression.no-reason", characters, message)]
    assert shown(analysis) == []


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (
            '{ "armlens": "ignore" }',
            ("suppression.wrong-type", '"ignore"', "'armlens' must be an object with 'ignore'."),
        ),
        (
            f'{{ "armlens": {{ "ignore": ["{KNOWN}"] }} }}',
            (
                "suppression.wrong-type",
                f'["{KNOWN}"]',
                "'ignore' must be an object from rules to reasons.",
            ),
        ),
        (
            f'{{ "armlens": {{ "ignores": {{ "{KNOWN}": "private" }} }} }}',
            (
                "suppression.unknown-key",
                '"ignores"',
                "'ignores' means nothing here. Did you mean 'ignore'?",
            ),
        ),
        (
            f'{{ "armlens": {{ "ignore": {{ "{KNOWN}": true }} }} }}',
            ("suppression.wrong-type", "true", f"'{KNOWN}' must be the reason, a string."),
        ),
        (
            f'{{ "armlens": {{ "ignore": {{ "{KNOWN}": "" }} }} }}',
            (
                "suppression.no-reason",
                '""',
                f"The suppression of '{KNOWN}' does not say why: write a reason here.",
            ),
        ),
        (
            '{ "armlens": { "ignore": { "ManagedIdentity": "private" } } }',
            (
                "suppression.unknown-rule",
                '"ManagedIdentity"',
                f"'ManagedIdentity' matches no rule or problem. Did you mean '{KNOWN}'?",
            ),
        ),
    ],
)
def test_metadata_that_does_not_say_what_it_should(
    metadata: str, expected: tuple[str, str, str]
) -> None:
    text = clusters(f'"metadata": {metadata}')
    assert problems(analysed(text)) == [("warning", *expected)]


def test_word_elsewhere_is_no_suppression() -> None:
    members = '"tags": { "armlens": { "ignore": { "Azure": 1 } } }, "x": "// armlens: ignore"'
    assert problems(analysed(clusters(members))) == []


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("// armlens: ignore ManagedIdentiy - x", f"// armlens: ignore {KNOWN} - x"),
        (f"// armlens: ingore {KNOWN} - x", f"// armlens: ignore {KNOWN} - x"),
    ],
)
def test_misspelt_word_in_a_comment_can_be_corrected(written: str, corrected: str) -> None:
    text = clusters(f"{written}\n{EMPTY}")
    [problem] = analysed(text).problems
    assert problem.correction
    after = apply(text, problem.correction.edits)
    assert after == text.replace(written, corrected)
    assert problems(analysed(after)) == []


def test_misspelt_rule_in_metadata_can_be_corrected() -> None:
    metadata = '"metadata": {"armlens": {"ignore": {"AZR-00025": "x"}}}'
    text = clusters(metadata)
    [problem] = analysed(text).problems
    assert problem.correction
    assert apply(text, problem.correction.edits) == text.replace("AZR-00025", "AZR-000025")


PIECES = st.sampled_from(
    ["armlens:", "ignore", "// ", "/* ", " */", "\n", ",", " - ", KNOWN, '"', "{", "}", ":", "x"]
)


@given(st.lists(PIECES, max_size=30))
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    inside = "".join(pieces)
    text = template(f"[{cluster(FINE)} {inside}]")
    analysis = analysed(text)
    for problem in analysis.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        if problem.correction:
            apply(text, problem.correction.edits)
