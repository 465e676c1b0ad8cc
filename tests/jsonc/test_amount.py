"""Texts of more values than any template has are not read; all others are, whatever is in them."""

from __future__ import annotations

import pytest

from armlens.jsonc.amount import MOST_VALUES
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
