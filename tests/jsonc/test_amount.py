"""Texts of more values than any template has are not read; all others are, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.jsonc.amount import MOST_VALUES, bytes_in, most_signs, signs_in
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.text.spans import Span

MESSAGE = "The document has more than 250,000 values. Nothing in it is looked at."


def array(values: int) -> str:
    return "[" + "1," * (values - 1) + "1]"


@pytest.mark.parametrize(
    "text",
    [
        array(MOST_VALUES + 2),
        '["' + "," * (MOST_VALUES + 1) + '"]',
        "//\n" * (MOST_VALUES + 1) + "[]",
        "[" + "/**/" * (MOST_VALUES + 1) + "]",
    ],
    ids=["values", "commas in a string", "comments to the end of a line", "comments"],
)
def test_what_has_too_many_is_not_read(text: str) -> None:
    tree = parse(f"\n {text}")
    assert tree.root is None
    assert tree.is_unread
    [problem] = tree.problems
    assert (problem.code, problem.message) == ("jsonc.too-many-values", MESSAGE)
    assert problem.span == Span(2, 3)


def test_what_has_just_not_too_many_is_read() -> None:
    tree = parse(array(MOST_VALUES + 1))
    assert isinstance(tree.root, Array)
    assert len(tree.root.elements) == MOST_VALUES + 1
    assert (tree.problems, tree.is_unread) == ([], False)


def test_edits_that_lead_there_and_back() -> None:
    tree = parse('{"a": []}')
    more = '{"a": ' + array(MOST_VALUES + 2) + "}"
    update(tree, Span(6, 8), more)
    assert (tree.root, tree.is_unread) == (None, True)
    assert [each.message for each in tree.problems] == [MESSAGE]
    update(tree, Span(6, len(more) - 1), '{"a": 1}')
    assert isinstance(tree.root, Object)
    assert (tree.problems, tree.is_unread) == ([], False)


@given(st.text(",/*x", max_size=12), st.data())
def test_an_edit_adds_no_more_signs_than_are_allowed_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    typed = data.draw(st.text(",/*x", max_size=6))
    edited = text[:start] + typed + text[end:]
    assert signs_in(edited) <= most_signs(signs_in(text), len(typed))


def test_many_small_edits_that_lead_there() -> None:
    text = array(MOST_VALUES - 2)
    tree = parse(text)
    for _ in range(8):
        text = f"[1,{text[1:]}"
        update(tree, Span(1, 1), text)
        assert tree.is_unread is parse(text).is_unread
    assert tree.is_unread


TYPED = st.text('aé€😀"\ud800', max_size=6)


@given(
    TYPED, st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), TYPED), max_size=5), st.data()
)
def test_whether_an_edited_text_is_larger_than_so_many_bytes(
    text: str, edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    tree = parse(text)
    for low, length, typed in edits:
        size = data.draw(st.integers(0, 24))
        assert tree.is_larger_than(size) is (bytes_in(text) > size)
        start = min(low, len(text))
        end = min(start + length, len(text))
        text = text[:start] + typed + text[end:]
        update(tree, Span(start, end), text)
    assert tree.is_larger_than(12) is (bytes_in(text) > 12)
