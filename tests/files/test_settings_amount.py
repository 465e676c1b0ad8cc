"""Settings with more in them than anybody writes are not read, and say so."""

from __future__ import annotations

import json

import pytest

from armlens.analysis.settings_file import MAX_ENTRIES, read_settings


@pytest.mark.parametrize(
    ("part", "many"),
    [
        ("exclude", ["x"] * (MAX_ENTRIES + 1)),
        ("ruleFiles", ["x"] * (MAX_ENTRIES + 1)),
        ("rules", {f"Azure.X{number}": "off" for number in range(MAX_ENTRIES + 1)}),
    ],
)
def test_a_part_with_too_many_entries_is_told_at_its_name(part: str, many: object) -> None:
    text = json.dumps({part: many})
    settings, problems = read_settings(text, "armlens.json")
    assert settings is None
    assert [text[each.span.start : each.span.end] for each in problems] == [f'"{part}"']
    assert problems[0].message == f"'{part}' must be of at most 1,000 entries."


def test_as_many_as_there_may_be_are_read() -> None:
    settings, problems = read_settings(json.dumps({"exclude": ["x"] * MAX_ENTRIES}), "armlens.json")
    assert settings
    assert len(settings.exclude) == MAX_ENTRIES
    assert problems == ()


def test_very_many_names_without_quotes_are_fine() -> None:
    entry = "{ rule: 'Azure.AKS', reason: 'x', },"
    settings, problems = read_settings(f"{{ suppress: [{entry * 200}] }}", "armlens.json")
    assert settings
    assert len(settings.suppress) == 200
    assert problems == ()
