"""Brackets that do not balance are read within their fence, and nothing else is read again."""

from __future__ import annotations

import json
import random
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.jsonc.indentation import Indentation
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.recovery import read_irregular
from armlens.jsonc.regular import read_regular
from armlens.jsonc.scan import Scan
from armlens.jsonc.tidiness import is_tidy
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import update
from armlens.text.spans import Span
from jsonc.documents import SAMPLES, SMALL
from reliability.fuzzing.trees import edited, shape

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BREAKING = (
    *("{", "}", "[", "]", "{", "}", '"', ",", ":", "'", "\n", "// x", "/*", "x", "{}", "}, {"),
    *('"k": {', "[{", "}}", "\n  {\n", '"a": [\n', "\n\n", ""),
)
NOWHERE = Span(0, 0)
MADE = [{"type": f"a/b{n}", "tags": {"x": "y"}, "properties": {"p": [n]}} for n in range(300)]
MANY = json.dumps({"resources": MADE, "outputs": {"o": {}}}, indent=2)


def resources(tree: Tree) -> list[Object]:
    assert isinstance(tree.root, Object)
    array = tree.root.get("resources")
    assert isinstance(array, Array)
    return [each for each in array.elements if isinstance(each, Object)]


def replaced(tree: Tree, start: int, end: int, typed: str) -> None:
    update(tree, Span(start, end), tree.text[:start] + typed + tree.text[end:])


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is parsed as a whole."""
    monkeypatch.delattr("armlens.jsonc.update.parse")


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{", "'{' is not expected here."),
        ("[", "'[' is not expected here."),
        ("}", "'}' is not expected here."),
        ('"new": {', "The closing '}' is missing."),
        ('"new": [', "The closing ']' is missing."),
    ],
)
def test_a_bracket_too_many_in_a_resource_concerns_that_one_only(typed: str, message: str) -> None:
    tree = parse(MANY)
    before = resources(tree)
    at = MANY.index('"tags"', before[200].start)
    replaced(tree, at, at, f"{typed}\n      ")
    assert [problem.message for problem in tree.problems] == [message]
    after = resources(tree)
    assert [n for n in range(300) if before[n] is not after[n]] == [200]
    replaced(tree, at, at + len(typed) + 7, "")
    mended = resources(tree)
    assert not tree.problems
    assert [n for n in range(300) if before[n] is not mended[n]] == [200]
    assert shape(tree) == shape(parse(MANY))


@pytest.mark.usefixtures("unparsed")
def test_a_closing_bracket_that_is_gone_concerns_that_resource_only() -> None:
    tree = parse(MANY)
    before = resources(tree)
    at = MANY.index("}", before[200].start)
    replaced(tree, at, at + 1, "")
    assert [problem.message for problem in tree.problems] == ["The closing '}' is missing."]
    after = resources(tree)
    assert [n for n in range(300) if before[n] is not after[n]] == [200]


@pytest.mark.usefixtures("unparsed")
def test_typing_goes_on_where_brackets_do_not_balance() -> None:
    tree = parse(MANY)
    before = resources(tree)
    at = MANY.index("\n", MANY.index('"type"', before[200].start))
    for typed in ("\n      ", *'"new": {', "\n        ", *'"a": [', "\n          ", *'{"b": "c"'):
        replaced(tree, at, at, typed)
        at += len(typed)
    assert tree.reading
    assert tree.reading.damage
    after = resources(tree)
    assert {n for n in range(300) if before[n] is not after[n]} <= {199, 200}
    for typed in ("}", "\n        ]", "\n      },"):
        replaced(tree, at, at, typed)
        at += len(typed)
    assert not tree.problems
    after = resources(tree)
    assert {n for n in range(300) if before[n] is not after[n]} <= {199, 200}
    assert shape(tree) == shape(parse(tree.text))


@pytest.mark.usefixtures("unparsed")
def test_a_resource_begun_between_others_concerns_its_neighbours_only() -> None:
    tree = parse(MANY)
    before = resources(tree)
    at = before[200].start
    replaced(tree, at, at, "{\n    ")
    after = {id(each) for each in resources(tree)}
    assert [n for n in range(300) if id(before[n]) not in after] == [199, 200]


@pytest.mark.parametrize("text", [MANY[:400] + "\n  ]\n}", *SMALL])
def test_brackets_anywhere_give_the_tree_of_the_text(text: str) -> None:
    tree = parse(text)
    typed = cycle("{}[]{")
    for at in range(len(text) + 1):
        tree = edited(tree, at, at, next(typed))
        if text[at : at + 1] in set("{}[]"):
            tree = edited(tree, at + 1, at + 2, "")
            tree = edited(tree, at + 1, at + 1, text[at])
        tree = edited(tree, at, at + 1, "")


@given(st.sampled_from(SMALL), st.data())
@settings(max_examples=150)
def test_any_damage_gives_the_tree_of_the_text(text: str, data: st.DataObject) -> None:
    tree = parse(text)
    place = data.draw(st.integers(0, len(text)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = min(max(place + data.draw(st.integers(-40, 40)), 0), len(tree.text))
        end = min(place + data.draw(st.sampled_from((0, 0, 0, 1, 1, 30))), len(tree.text))
        tree = edited(tree, place, end, data.draw(st.sampled_from(BREAKING)))


def damaged_and_mended(text: str, chance: random.Random) -> None:
    """Some edits one after the other, and then all of them taken back."""
    tree = parse(text)
    place = chance.randrange(len(text) + 1)
    undone: list[tuple[int, int, str]] = []
    for _ in range(chance.choice((1, 2, 3, 6))):
        start = min(max(place + chance.choice((0, 0, 1, -1, 3, 40, -40)), 0), len(tree.text))
        end = min(start + chance.choice((0, 0, 0, 1, 1, 3, 30)), len(tree.text))
        typed = chance.choice(BREAKING)
        undone.append((start, start + len(typed), tree.text[start:end]))
        place = start + len(typed)
        tree = edited(tree, start, end, typed)
    for start, end, typed in reversed(undone):
        tree = edited(tree, start, end, typed)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_damage_in_samples_gives_the_tree_of_the_text(newline: str) -> None:
    chance = random.Random(newline)  # noqa: S311 - no secret
    for path in SAMPLES:
        text = path.read_text("utf-8").replace("\n", newline)
        for _ in range(4):
            damaged_and_mended(text, chance)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_damage_in_real_templates_gives_the_tree_of_the_text() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for path in sorted(CORPUS.rglob("*.json"))[::25]:
        text = path.read_bytes().decode("utf-8")
        if len(text) < 40_000:
            damaged_and_mended(text, chance)


def guided(text: str) -> Tree:
    """The tree that a guided reading of a text gives."""
    scan = Scan(text, Indentation(text))
    while not scan.is_done:
        read_regular(scan)
        read_irregular(scan)
    return Tree(text, scan.root, scan.problems)


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "a": {\n    "b": 1\n  }\n}',
        '{\n  "a": [{\n    "b": 1\n  }, {\n    "c": {}\n  }]\n}',
        '{\n\t"a": [\n\t\t1\n\t]\n}',
        '{ "a": { "b": 1 } }',
        '{\n  "a": 1 // here\n}',
    ],
)
def test_what_is_tidy(text: str) -> None:
    assert is_tidy(parse(text), NOWHERE)


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "a": {\n  "b": 1\n  }\n}',
        '{\n  "a": {\n    "b": 1\n}\n}',
        '{\n  "a": {\n    "b": "x\ny"\n  }\n}',
        '{\n  "a": 1 /* x\ny */\n}',
    ],
)
def test_what_is_not_tidy(text: str) -> None:
    assert not is_tidy(parse(text), NOWHERE)


@given(st.sampled_from([*SMALL, MANY[:400] + "\n  ]\n}"]), st.data())
@settings(max_examples=300)
def test_a_guide_finds_nothing_new_in_what_is_tidy(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(0, 3))):
        line = data.draw(st.integers(0, len(lines) - 1))
        blanks = data.draw(st.sampled_from(("", " ", "  ", "    ", "\t", "\n")))
        lines[line] = blanks + lines[line].lstrip(data.draw(st.sampled_from(("", " "))))
    tree = parse("\n".join(lines))
    if tree.reading and tree.reading.can_resume and not tree.problems and is_tidy(tree, NOWHERE):
        found = guided(tree.text)
        assert shape(found) == shape(tree)
        assert not found.problems
