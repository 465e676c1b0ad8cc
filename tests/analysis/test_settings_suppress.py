"""Suppressions in the settings: what they must state, and what may be wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from armlens.analysis.settings_file import read_settings
from armlens.analysis.suppression import SuppressEntry
from armlens.text.spans import Span

KNOWN = "Azure.AKS.ManagedIdentity"


def read(
    entries: str,
) -> tuple[tuple[SuppressEntry, ...] | None, list[tuple[str, str, str, str]]]:
    text = f'{{"suppress": {entries}}}'
    settings, problems = read_settings(text, "armlens.json")
    told = [
        (each.severity.value, each.code, each.span.text_of(text), each.message) for each in problems
    ]
    return settings.suppress if settings else None, told


def test_entries_are_read_in_order() -> None:
    entries = f"""[
        {{ rule: '{KNOWN}', path: "dev/**", resource: "aks-dev*",
           reason: "private", expires: "2027-06-30" }}, // not for ever
        {{ "rule": "Reliability", "reason": "a test bed" }},
    ]"""
    found, told = read(entries)
    assert told == []
    assert found
    text = f'{{"suppress": {entries}}}'
    assert [entry.span.text_of(text) for entry in found] == [f"'{KNOWN}'", '"Reliability"']
    first, second = found
    assert (first.rule, first.path, first.resource) == (KNOWN, "dev/**", "aks-dev*")
    assert (first.reason, first.expires) == ("private", date(2027, 6, 30))
    assert (second.rule, second.path, second.resource) == ("Reliability", None, None)
    assert (second.reason, second.expires) == ("a test bed", None)


@pytest.mark.parametrize(
    ("entries", "code", "characters", "message"),
    [
        (
            "{}",
            "wrong-type",
            "{}",
            "'suppress' must be a list of objects with 'rule' and 'reason'.",
        ),
        (
            f'["{KNOWN}"]',
            "wrong-type",
            f'"{KNOWN}"',
            "A suppression must be an object with 'rule' and 'reason'.",
        ),
        ('[{"reason": "x"}]', "missing-member", "{", "A suppression needs a 'rule'."),
        (f'[{{"rule": "{KNOWN}"}}]', "missing-member", "{", "A suppression needs a 'reason'."),
        (
            f'[{{"rule": "{KNOWN}", "reason": 1}}]',
            "wrong-type",
            "1",
            "'reason' of a suppression must be a string.",
        ),
        (
            f'[{{"rule": "{KNOWN}", "reason": "x", "resource": []}}]',
            "wrong-type",
            "[]",
            "'resource' of a suppression must be a pattern of resource names, such as 'aks-dev*'.",
        ),
        (
            f'[{{"rule": "{KNOWN}", "reason": "x", "path": ""}}]',
            "wrong-type",
            '""',
            "'path' of a suppression must be a pattern in the syntax of '.gitignore'.",
        ),
        *(
            (
                f'[{{"rule": "{KNOWN}", "reason": "x", "expires": "{day}"}}]',
                "wrong-type",
                f'"{day}"',
                "'expires' of a suppression must be a date, such as '2027-06-30'.",
            )
            for day in ("soon", "2027-02-29", "2027-6-3", "20270630", "2027-W01-1", "")
        ),
        (
            f'[{{"rule": "{KNOWN}", "reason": "x", "expire": "2027-06-30"}}]',
            "unknown-key",
            '"expire"',
            "The member 'expire' is unknown. Did you mean 'expires'?",
        ),
    ],
)
def test_mistake_gives_no_settings(entries: str, code: str, characters: str, message: str) -> None:
    assert read(entries) == (None, [("error", f"settings.{code}", characters, message)])


def test_empty_entry_lacks_both() -> None:
    _, told = read("[{}]")
    assert [message for *_, message in told] == [
        "A suppression needs a 'rule'.",
        "A suppression needs a 'reason'.",
    ]


def test_unknown_rule_is_a_warning() -> None:
    found, told = read('[{"rule": "Azure.AKS.ManagedIdentiy", "reason": "x"}]')
    message = f"'Azure.AKS.ManagedIdentiy' matches no rule or problem. Did you mean '{KNOWN}'?"
    characters = '"Azure.AKS.ManagedIdentiy"'
    assert told == [("warning", "settings.unknown-rule", characters, message)]
    assert found


def test_problem_in_the_place_of_a_rule_is_a_warning() -> None:
    _, told = read('[{"rule": "jsonc.trailing-comma", "reason": "x"}]')
    message = (
        "'jsonc.trailing-comma' is no rule but a problem: it has its level in 'rules', and is"
        " suppressed in templates only."
    )
    assert told == [("warning", "settings.unknown-rule", '"jsonc.trailing-comma"', message)]


@pytest.mark.parametrize("reason", ["", "  ", "reason", "Reason "])
def test_reason_that_says_nothing_is_a_warning_and_the_entry_counts(reason: str) -> None:
    found, told = read(f'[{{"rule": "{KNOWN}", "reason": "{reason}"}}]')
    message = f"The suppression of '{KNOWN}' does not say why: write a reason here."
    assert told == [("warning", "suppression.no-reason", f'"{reason}"', message)]
    assert found


def test_last_day_is_still_covered() -> None:
    entry = SuppressEntry(rule="x", reason="y", span=Span(0, 1), expires=date(2027, 6, 30))
    assert not entry.is_expired(date(2027, 6, 30))
    assert entry.is_expired(date(2027, 7, 1))
