"""The document store against an oracle that splits lines and counts units the slow, plain way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from armlens.lsp.documents import DocumentStore
from armlens.text.lines import PositionEncoding
from reliability.sessions import oracle

URI = "untitled:Untitled-1"
# Line ends, what merely looks like line ends, and characters of one to four bytes in UTF-8.
TEXTS = st.text(st.sampled_from('ab"{\n\r\u2028\u2029\x85\f\v\t\x1cé€😀𐍈'), max_size=30)
PLACES = st.tuples(st.integers(0, 8), st.integers(0, 12))
EDITS = st.lists(st.tuples(PLACES, PLACES, TEXTS), max_size=6)


def opened(text: str, encoding: PositionEncoding = PositionEncoding.UTF16) -> DocumentStore:
    store = DocumentStore()
    store.encoding = encoding
    store.open(types.TextDocumentItem(uri=URI, language_id="json", version=1, text=text))
    return store


def change(
    start: tuple[int, int], end: tuple[int, int], text: str
) -> types.TextDocumentContentChangePartial:
    span = types.Range(types.Position(*start), types.Position(*end))
    return types.TextDocumentContentChangePartial(range=span, text=text)


def apply(store: DocumentStore, *changes: types.TextDocumentContentChangeEvent) -> str:
    identifier = types.VersionedTextDocumentIdentifier(version=2, uri=URI)
    document = store.change(identifier, changes)
    assert document is not None
    return document.text


@pytest.mark.parametrize("encoding", list(PositionEncoding))
@given(text=TEXTS, edits=EDITS)
def test_random_edits_leave_the_text_of_a_plain_editor(
    text: str, edits: list[tuple[tuple[int, int], tuple[int, int], str]], encoding: PositionEncoding
) -> None:
    store = opened(text, encoding)
    expected = text
    for start, end, new in edits:
        expected = oracle.replaced(expected, start, end, new, encoding)
    assert apply(store, *(change(*edit) for edit in edits)) == expected


@pytest.mark.parametrize("encoding", list(PositionEncoding))
@given(text=TEXTS, edits=EDITS)
def test_edits_in_one_notification_and_in_several_come_to_the_same(
    text: str, edits: list[tuple[tuple[int, int], tuple[int, int], str]], encoding: PositionEncoding
) -> None:
    together, apart = opened(text, encoding), opened(text, encoding)
    for edit in edits:
        apply(apart, change(*edit))
    last = apart.get(URI)
    assert last is not None
    assert apply(together, *(change(*edit) for edit in edits)) == last.text


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\f", "\v", "\x1c"])
def test_edit_below_a_character_that_only_python_splits_at(separator: str) -> None:
    store = opened(f'{{"a": "{separator}",\n "b": 1}}')
    assert apply(store, change((1, 6), (1, 7), "2")) == f'{{"a": "{separator}",\n "b": 2}}'


def test_insertion_at_the_end_of_a_text_without_final_line_end() -> None:
    assert apply(opened("a\nb"), change((1, 1), (1, 1), "c")) == "a\nbc"


def test_range_past_the_end_of_a_line_stops_before_its_end() -> None:
    assert apply(opened("ab\r\ncd"), change((0, 1), (0, 99), "X")) == "aX\r\ncd"


def test_range_past_the_last_line_means_the_end() -> None:
    assert apply(opened("ab"), change((0, 0), (9, 0), "")) == ""


def test_range_written_backwards_is_read_forwards() -> None:
    assert apply(opened("abcd"), change((0, 3), (0, 1), "-")) == "a-d"


def test_position_inside_a_surrogate_pair_moves_before_it() -> None:
    assert apply(opened("😀x"), change((0, 1), (0, 1), "a")) == "a😀x"


def test_a_change_without_range_replaces_everything() -> None:
    whole = types.TextDocumentContentChangeWholeDocument(text="new")
    assert apply(opened("old"), whole, change((0, 3), (0, 3), "er")) == "newer"


def test_a_change_makes_the_state_before_it_outdated() -> None:
    store = opened("a")
    before = store.get(URI)
    assert before is not None
    assert store.is_current(before)
    apply(store, change((0, 0), (0, 0), "b"))
    assert not store.is_current(before)


def test_a_repeated_version_is_still_another_state() -> None:
    store = opened("a")
    apply(store, change((0, 0), (0, 0), "b"))
    before = store.get(URI)
    apply(store, change((0, 0), (0, 0), "c"))
    assert before is not None
    assert not store.is_current(before)


def test_a_change_of_a_document_that_is_not_open_is_told() -> None:
    identifier = types.VersionedTextDocumentIdentifier(version=2, uri="file:///none.json")
    assert DocumentStore().change(identifier, []) is None


def test_a_closed_document_is_forgotten() -> None:
    store = opened("a")
    store.close(URI)
    store.close(URI)
    assert store.get(URI) is None
    assert list(store) == []
