"""Fixes at a place, found again by name and title."""

from __future__ import annotations

from armlens.editing.actions import actions_at, find_action
from armlens.editing.keys import finding_keys
from armlens.text.spans import Span
from editing.clusters import clusters
from expectations import analysed


def test_actions_are_those_of_the_findings_that_the_span_touches() -> None:
    text = clusters('{ "type": "None" }', '{ "type": "SystemAssigned" }')
    at = text.index('"None"')
    analysis = analysed(text)
    assert actions_at(analysis, Span(at, at), None)
    assert actions_at(analysis, Span(0, len(text)), None) == actions_at(
        analysis, Span(at + 2, at + 3), None
    )
    assert actions_at(analysis, Span(0, at - 1), None) == []


def test_keys_outlive_edits_elsewhere_and_number_what_is_alike() -> None:
    text = clusters('{ "type": "None" }', "{}")
    keys = [key for key, _ in finding_keys(analysed(text))]
    moved = [key for key, _ in finding_keys(analysed("\n\n// comment\n" + text))]
    assert len(set(keys)) == 2
    assert keys == moved


def test_keys_are_short_and_differ_however_long_names_are() -> None:
    text = clusters('{ "type": "None" }', "{}").replace('"a"', f'"{"a" * 100_000}"')
    keys = [key for key, _ in finding_keys(analysed(text))]
    assert len(set(keys)) == 2
    assert [key for key in keys if len(key) > 1_200] == []


def test_an_action_is_found_again_by_key_and_title() -> None:
    analysis = analysed(clusters('{ "type": "None" }'))
    [first, *_] = actions_at(analysis, Span(0, 9999), None)
    later = analysed("\n" + analysis.tree.text)
    found = find_action(later, first.key, first.fix.title, None)
    assert found
    assert found.finding.span.start == first.finding.span.start + 1
    assert find_action(later, first.key, "another title", None) is None
    assert find_action(later, "another key", first.fix.title, None) is None
