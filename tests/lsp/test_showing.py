"""What is shown of an edited document is made anew only where it is something else."""

from __future__ import annotations

import gc
import json
import weakref
from typing import Any

import pytest

from armlens.analysis.findings import Group, portions_of
from armlens.lsp.client import Client
from armlens.lsp.documents import Document
from armlens.lsp.showing import Showing
from armlens.lsp.shown import Shown, joined, shown
from rules.edited import SCHEMA, Edited

CLUSTER = {
    "type": "Microsoft.ContainerService/managedClusters",
    "apiVersion": "2024-05-01",
    "identity": {"type": "None"},
}
RULE = "Azure.AKS.ManagedIdentity"


def template(*clusters: dict[str, Any], indent: int | None = 2) -> Edited:
    parameters = {"kind": {"type": "string", "defaultValue": "None"}}
    resources = [CLUSTER | cluster for cluster in clusters]
    text = {"$schema": SCHEMA, "contentVersion": "1", "parameters": parameters}
    return Edited(json.dumps({**text, "resources": resources}, indent=indent))


def told(edited: Edited) -> list[tuple[int, int, str]]:
    """Line, character and key of each finding about identities."""
    found = edited.diagnostics(edited.analysis()).plain
    places = [
        (each["range"]["start"], each["data"]["finding"]) for each in found if each["code"] == RULE
    ]
    return [(start["line"], start["character"], key) for start, key in places]


def key(name: str, number: int) -> str:
    return f"{RULE}|microsoft.containerservice/managedclusters|{name}|{number}"


def test_lines_are_counted_anew_where_some_come_in_above() -> None:
    edited = template({"name": "one"}, {"name": "two"})
    assert told(edited) == [(14, 16, key("one", 1)), (22, 16, key("two", 1))]
    edited.replace('"name": "one"', '"name":\n\n"one"')
    assert told(edited) == [(14, 16, key("one", 1)), (24, 16, key("two", 1))]


def test_characters_are_counted_anew_behind_an_edit_in_the_same_line() -> None:
    edited = template({"name": "one"}, {"name": "two"}, indent=None)
    (_, one, _), (_, two, _) = told(edited)
    edited.replace('"one"', '"o😀e"')
    assert told(edited) == [(0, one, key("o😀e", 1)), (0, two + 1, key("two", 1))]


def test_findings_of_the_same_name_are_numbered_anew() -> None:
    edited = template({"name": "one"}, {"name": "two"})
    edited.replace('"two"', '"one"')
    assert [each for _, _, each in told(edited)] == [key("one", 1), key("one", 2)]
    edited.replace('"one"', '"two"')
    assert [each for _, _, each in told(edited)] == [key("two", 1), key("one", 1)]


def test_the_place_that_a_value_comes_from_may_move_alone() -> None:
    kind = {"name": "one", "dnsPrefix": "x", "properties": {"dnsPrefix": "[parameters('kind')]"}}
    edited = template(kind | {"identity": {"type": "SystemAssigned"}}, {"name": "two"})
    edited.replace('"defaultValue"', '\n"metadata": {},\n"defaultValue"')
    edited.replace('"parameters": {', '"parameters": { "other": { "type": "string" },')


def test_what_is_as_it_was_is_the_same_text() -> None:
    edited = template({"name": "one"}, {"name": "two"})
    before = edited.diagnostics(edited.analysis())
    edited.replace('"name": "one"', '"name": "a"')
    after = edited.diagnostics(edited.analysis())
    assert after != before
    assert after._parts[1] is before._parts[1]


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "full", "items": shown([]), "resultId": "1"},
        {"related": {"file:///a b": {"items": shown([{"message": 'a "ä" \x01 \u2028'}])}}},
    ],
    ids=str,
)
def test_a_message_is_json_with_the_diagnostics_in_it(data: dict[str, Any]) -> None:
    def plain(value: Any) -> Any:
        if isinstance(value, Shown):
            return value.plain
        return (
            {name: plain(each) for name, each in value.items()}
            if isinstance(value, dict)
            else value
        )

    assert json.loads(joined(data)) == plain(data)


def test_control_characters_in_names_are_no_lines() -> None:
    edited = template({"name": "a\x01b\\u00017\x01"}, {"name": "two"})
    assert [each for _, _, each in told(edited)][1] == key("two", 1)
    document = Document(edited.tree.document, 1, edited.tree.text)
    assert Showing(Client()).of(edited.analysis(), document).plain


def test_nothing_is_kept_of_a_document_that_is_gone() -> None:
    showing = Showing(Client(shows_related_information=True))

    def shown_once() -> weakref.ref[Group]:
        by_parameter = {"name": "one", "identity": {"type": "[parameters('kind')]"}}
        edited = template(by_parameter, {"name": "two"})
        analysis = edited.analysis()
        document = Document(edited.tree.document, 1, edited.tree.text)
        assert "the default of parameter 'kind'" in showing.of(analysis, document).json
        return weakref.ref(portions_of(analysis.findings)[0].group)

    group = shown_once()
    gc.collect()
    assert group() is None
