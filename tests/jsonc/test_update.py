"""The tree of an edited text is the one that parsing it gives, and keeps what did not change."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import update
from armlens.jsonc.values import to_python
from armlens.text.spans import Span
from jsonc.documents import SAMPLES, SMALL
from jsonc.typing_at import Typist
from reliability.fuzzing.edits import TYPED
from reliability.fuzzing.trees import edited

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FAR = " " * 5_000
"""More than a reading that found something wrong looks at."""

TEMPLATE = """\
{
  "parameters": {"size": {"type": "string"}}, // sizes
  "resources": [
    {
      "type": "a/b",
      "properties": {
        "nested": [{"x": 1}, {"x": 2}],
        "text": "[concat('a', 'b')]"
      }
    },
    {"type": "c/d", "tags": {"k": "v"}}
  ],
  "outputs": {}
}
"""


@given(st.sampled_from(SMALL), st.data())
@settings(max_examples=200)
def test_any_edits_give_the_tree_of_the_text(text: str, data: st.DataObject) -> None:
    tree = parse(text)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(tree.text)))
        end = min(start + data.draw(st.sampled_from((0, 0, 0, 1, 1, 7, 60))), len(tree.text))
        typed = "".join(data.draw(st.lists(st.sampled_from(TYPED), max_size=3)))
        tree = edited(tree, start, end, typed)


@pytest.mark.parametrize("text", [*SMALL, *(path.read_text("utf-8") for path in SAMPLES)])
def test_long_sequences_of_edits_give_the_tree_of_the_text(text: str) -> None:
    for newline in ("\n", "\r\n"):
        typist = Typist(text.replace("\n", newline), seed=len(text))
        for _ in range(60):
            typist.edit()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_edits_of_real_templates_give_the_tree_of_the_text() -> None:
    found = sorted(CORPUS.rglob("*.json"))
    for number, path in enumerate(found[::60]):
        text = path.read_bytes().decode("utf-8")
        typist = Typist(text[:30_000], seed=number)
        for _ in range(25):
            typist.edit()


@pytest.mark.parametrize("text", [TEMPLATE, TEMPLATE.replace("\n", "\r\n"), *SMALL])
def test_something_typed_anywhere_and_taken_back(text: str) -> None:
    tree = parse(text)
    pieces = cycle(["x", '"', ",", " ", "1", "/", "\r\n", '"k": [1, 2],\n', "}", "{", "'"])
    for at in [*range(len(text) + 1)] * 2:
        typed = next(pieces)
        tree = edited(tree, at, at, typed)
        tree = edited(tree, at, at + len(typed), "")


def test_anything_cut_out_and_put_back() -> None:
    tree = parse(TEMPLATE)
    for start in range(0, len(TEMPLATE), 11):
        for end in range(start + 1, len(TEMPLATE), 23):
            tree = edited(tree, start, end, "")
            tree = edited(tree, start, start, TEMPLATE[start:end])


@pytest.mark.parametrize(
    "wrong", ["'a': 1", '"a": 1,, ', '"a": "b"c"', '"a" 1', '"a": \'b\nc', "a: b"]
)
def test_what_is_wrong_elsewhere_stays_as_it_is(wrong: str) -> None:
    text = f'{{{wrong},{FAR}\n"m": [1, {{"x": "y"}}],{FAR}\n{wrong}, "z": 2}}'
    tree = parse(text)
    for at in range(text.index('"m"'), text.index("]") + 3):
        tree = edited(tree, at, at, ' "')
        tree = edited(tree, at, at + 2, "")


def test_names_used_twice_are_told_as_they_come_and_go() -> None:
    tree = parse('{"a": {"b": 1, "c": 2}, "d": {"e": 1, "E": 2, "e": 3}}')
    at = tree.text.index("c")
    tree = edited(tree, at, at + 1, "B")
    assert [problem.code for problem in tree.problems][:1] == ["jsonc.similar-name"]
    tree = edited(tree, at, at + 1, "b")
    assert [problem.code for problem in tree.problems][:1] == ["jsonc.duplicate-name"]
    tree = edited(tree, at, at + 1, "c")
    assert len(tree.problems) == 2


@pytest.mark.parametrize("text", ["", "1", '"a"', "[", "{} {}", "/* a */ [1] // b", "\ufeff[]"])
def test_documents_that_hold_little(text: str) -> None:
    tree = parse(text)
    for at in range(len(text) + 1):
        for typed in ("[", "{", "1", '"', " ", "]", "//\n"):
            tree = edited(tree, at, at, typed)
            tree = edited(tree, at, at + len(typed), "")


def test_more_problems_than_are_listed() -> None:
    text = "[" + "'a'," * 99 + "1]"
    tree = parse(text)
    for at in (1, 3, 80, len(text) - 2):
        tree = edited(tree, at, at, "'b', 'c',")
        tree = edited(tree, at, at + 9, "")


def nested(depth: int) -> str:
    return '{"a": [' * (depth // 2) + "1" + "]}" * (depth // 2)


def test_what_is_nested_too_deep_is_told_as_it_comes() -> None:
    text = nested(510)
    at = text.index("1")
    tree = parse(text)
    tree = edited(tree, at, at + 1, nested(10))
    assert "jsonc.nesting" in {problem.code for problem in tree.problems}
    tree = edited(tree, at, at + len(nested(10)), nested(2))


def resources(tree: Tree) -> list[Object]:
    assert isinstance(tree.root, Object)
    array = tree.root.get("resources")
    assert isinstance(array, Array)
    return [each for each in array.elements if isinstance(each, Object)]


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is parsed as a whole."""
    monkeypatch.delattr("armlens.jsonc.update.parse")


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize("typed", ["x", " ", ",", '"', "\n", '"a": 1,\n', "//", "true"])
def test_an_edit_keeps_all_nodes_but_those_around_it(typed: str) -> None:
    made = [{"type": f"a/b{n}", "tags": {"x": "y"}, "properties": {"p": [n]}} for n in range(300)]
    text = json.dumps({"resources": made, "outputs": {"o": {}}}, indent=1)
    tree = parse(text)
    before = resources(tree)
    starts = [each.start for each in before]
    inside = [member.value for member in before[200].members]
    at = text.index("\n", text.index('"properties"', starts[200]))
    update(tree, Span(at, at), text[:at] + typed + text[at:])
    after = resources(tree)
    changed = [n for n in range(300) if before[n] is not after[n]]
    assert changed == [200], "what holds the edit is another object now, and nothing else is"
    assert [each.start for each in after] == [
        start + len(typed) * (number > 200) for number, start in enumerate(starts)
    ]
    kept = [member.value is value for member, value in zip(after[200].members, inside, strict=True)]
    assert kept == [True, True, False]


@pytest.mark.usefixtures("unparsed")
def test_an_edit_across_resources_keeps_those_around_it() -> None:
    made = [{"type": f"a/b{n}", "properties": {"p": ["q"] * 99}} for n in range(20)]
    text = json.dumps({"resources": made}, indent=1)
    tree = parse(text)
    before = resources(tree)
    start, end = before[5].start, before[12].start
    update(tree, Span(start, end), text[:start] + text[end:])
    after = resources(tree)
    assert [any(each is old for old in before) for each in after] == [True] * 5 + [False] + [
        True
    ] * 7
    assert to_python(tree.root) == {"resources": made[:5] + made[12:]}
