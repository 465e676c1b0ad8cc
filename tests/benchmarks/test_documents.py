"""What is edited: the same every time, of the size that its name says, and edits that fit it."""

from __future__ import annotations

import ast
import itertools
import json
from pathlib import Path

import pytest
from lsprotocol import types

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from benchmarks.documents import pieces
from benchmarks.documents.document import (
    JSON,
    JSONC,
    PYTHON,
    SIZES,
    UNCONCERNED,
    YAML,
    Document,
    from_corpus,
    generated,
)
from benchmarks.documents.keys import WORD, Edit, breaks, words
from benchmarks.documents.places import (
    END,
    MIDDLE,
    PLACES,
    START,
    Place,
    boundary_places,
    question_place,
    structural_key,
    value_place,
)
from benchmarks.documents.python_source import python_source
from benchmarks.documents.template import template
from reliability.sessions import oracle

SMALL = [size for size in SIZES.values() if size < 500_000]


@pytest.mark.parametrize("size", [*SIZES.values(), 10_000])
def test_a_template_has_the_size_that_is_asked_for(size: int) -> None:
    assert 0 <= size - len(template(size)) < 250
    assert 0 <= size - len(template(size, has_comments=False)) < 250


@pytest.mark.parametrize("size", SMALL)
def test_the_same_size_gives_the_same_template(size: int) -> None:
    assert template(size) == template(size)


@pytest.mark.parametrize("size", SMALL)
def test_nothing_is_wrong_with_a_template_but_identities(size: int) -> None:
    analysis = analyse(template(size), "file:///main.json", Settings())
    assert not analysis.problems
    assert "Azure.AKS.ManagedIdentity" in {finding.rule.name for finding in analysis.findings}


@pytest.mark.parametrize("size", SMALL)
def test_without_comments_a_template_is_plain_json(size: int) -> None:
    plain = json.loads(template(size, has_comments=False))
    types = [resource["type"] for resource in plain["resources"]]
    assert "Microsoft.ContainerService/managedClusters" in types
    assert ("Microsoft.Resources/deployments" in types) == (size > 20_000)


def test_no_rule_finds_anything_in_the_template_that_is_meant_for_that() -> None:
    document = generated(UNCONCERNED, 33_000, JSONC)
    assert not analyse(document.text, "file:///main.json", Settings()).findings


@pytest.mark.parametrize("size", [*SMALL, 3_100_000])
def test_a_python_file_has_exactly_the_size_that_is_asked_for(size: int) -> None:
    text = python_source(size)
    assert len(text) == size
    if size < 100_000:
        ast.parse(text)


def test_clusters_are_a_few_among_many_deployments() -> None:
    text = template(SIZES["381 KB"])
    deployments = text.count('"Microsoft.Resources/deployments"')
    clusters = text.count('"Microsoft.ContainerService/managedClusters"')
    assert 1 < clusters < deployments / 5


def test_clusters_have_identities_of_every_kind() -> None:
    clusters = [pieces.cluster(number) for number in range(80) if pieces.has_cluster(number)]
    identities = [cluster.get("identity") for cluster in clusters[:8]]
    kinds = [each["type"] if isinstance(each, dict) else each for each in identities]
    assert kinds == [
        "None",
        "SystemAssigned",
        "SystemAssigned",
        "[parameters('identityType')]",
        "[parameters('identityType')]",
        "UserAssigned",
        "UserAssigned",
        "[variables('identity')]",
    ]
    assert None in [cluster.get("identity") for cluster in clusters]


def test_the_middle_is_in_a_cluster() -> None:
    document = generated("33 KB", 33_000, JSONC)
    at = value_place(document, MIDDLE).offset
    assert document.text[:at].endswith('"dnsPrefix": "')


def test_only_jsonc_has_comments() -> None:
    assert "//" in generated("8 KB", 8_000, JSONC).text.replace("https://", "")
    assert "//" not in generated("8 KB", 8_000, YAML).text.replace("https://", "")
    assert generated("8 KB", 8_000, YAML).file_name == "main.yaml"


def test_real_templates_are_those_of_nearly_the_wanted_size(tmp_path: Path) -> None:
    for name, size in (("far", 2_000), ("near", 1_100), ("a.parameters", 1_000)):
        (tmp_path / f"{name}.json").write_text(" " * size)
    found = from_corpus(tmp_path, {"1 KB": 1_000, "5 KB": 5_000})
    assert [(each.name, len(each.text)) for each in found] == [("1 KB, real", 1_100)]


@pytest.mark.parametrize("language", [JSONC, YAML, PYTHON])
@pytest.mark.parametrize("name", PLACES)
def test_a_word_is_typed_inside_a_string(language: str, name: str) -> None:
    document = generated("33 KB", 33_000, language)
    place = value_place(document, name)
    wanted = {START: 0.0, MIDDLE: 0.5, END: 1.0}[name]
    assert abs(place.offset / len(document.text) - wanted) < 0.2
    assert document.text[place.offset - 1] == '"'
    assert document.text[place.offset].isalpha()


def test_a_place_counts_in_utf_16() -> None:
    document = Document("emoji", JSONC, '{\n "😀é": 1, "name": "word" }')
    place = value_place(document, MIDDLE)
    line = document.text.split("\n")[1]
    assert place == Place(document.text.index("word"), 1, line.index("word") + 1)


def test_what_is_asked_about_is_a_wrong_identity() -> None:
    document = generated("33 KB", 33_000, JSONC)
    at = question_place(document).offset
    assert document.text[at : at + 5] == 'None"'


def test_what_breaks_the_structure_stands_between_members() -> None:
    document = Document("small", JSON, '{ "a": 1,\n  "b": 2,\n  "c": 3 }')
    first, second = itertools.islice(boundary_places(document), 2)
    assert document.text[first.offset :] == '"c": 3 }'
    assert first == second, "the only one after the middle comes again"
    assert structural_key(document) == "{"


@pytest.mark.parametrize("language", [JSONC, PYTHON])
def test_edits_say_the_same_by_range_and_by_text(language: str) -> None:
    document = generated("8 KB", 8_000, language)
    series = [
        words(value_place(document, MIDDLE), itertools.count(1)),
        breaks(boundary_places(document), structural_key(document)),
    ]
    for edits in series:
        text = document.text
        for edit in itertools.islice(edits, 4 * WORD):
            text = oracle.edited(text, [_as_lsp(edit)], "utf-16")
            assert text == edit.applied_to(document.text)


def test_each_key_leads_to_a_new_text_until_the_word_is_removed() -> None:
    document = generated("8 KB", 8_000, JSONC)
    edits = words(value_place(document, MIDDLE), iter(range(7, 33)))
    texts = [edit.applied_to(document.text) for edit in edits]
    typed = [text for text in texts if text != document.text]
    assert len(texts) - len(typed) == 26
    assert len(set(typed)) == 26 * WORD


def _as_lsp(edit: Edit) -> types.TextEdit:
    line, start = edit.place.line, edit.place.character + len(edit.before)
    assert edit.change() == {
        "range": {
            "start": {"line": line, "character": start},
            "end": {"line": line, "character": start + edit.removed},
        },
        "text": edit.text,
    }
    at = types.Range(types.Position(line, start), types.Position(line, start + edit.removed))
    return types.TextEdit(at, edit.text)
