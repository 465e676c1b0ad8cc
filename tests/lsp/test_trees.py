"""Trees of open documents are brought up to date, from whatever state they were made last."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from armlens.jsonc import update
from armlens.jsonc.parse import parse
from armlens.lsp import surroundings
from armlens.lsp.documents import Document, DocumentStore
from armlens.lsp.surroundings import Trees
from jsonc.documents import INDENTED
from reliability.fuzzing.edits import TYPED
from reliability.fuzzing.trees import check_equal

URI = "untitled:Untitled-1"


def opened(text: str) -> DocumentStore:
    store = DocumentStore()
    store.open(types.TextDocumentItem(uri=URI, language_id="json", version=1, text=text))
    return store


def document(store: DocumentStore) -> Document:
    found = store.get(URI)
    assert found is not None
    return found


def type_at(store: DocumentStore, start: int, end: int, text: str) -> None:
    lines = document(store).lines
    places = [types.Position(*lines.position(at, store.encoding)) for at in (start, end)]
    change = types.TextDocumentContentChangePartial(types.Range(*places), text)
    store.change(types.VersionedTextDocumentIdentifier(2, URI), [change])


@given(st.data())
@settings(max_examples=60)
def test_a_tree_is_that_of_the_text_whoever_asks_and_when(data: st.DataObject) -> None:
    store, trees = opened(INDENTED), Trees()
    for _ in range(data.draw(st.integers(1, 12))):
        text = document(store).text
        start = data.draw(st.integers(0, len(text)))
        end = min(start + data.draw(st.sampled_from((0, 0, 1, 5))), len(text))
        type_at(store, start, end, data.draw(st.sampled_from(TYPED)))
        if data.draw(st.booleans()):
            check_equal(trees.tree(document(store)), parse(document(store).text))


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text is parsed as a whole from the second one on."""
    first = iter([parse])

    def once(text: str, uri: str) -> object:
        return next(first)(text, uri)

    monkeypatch.setattr(surroundings, "parse", once)
    monkeypatch.delattr(update, "parse")


@pytest.mark.usefixtures("unparsed")
def test_a_whole_text_sent_again_is_read_where_it_differs() -> None:
    store, trees = opened(INDENTED), Trees()
    trees.tree(document(store))
    text = INDENTED.replace("small", "tiny")
    whole = types.TextDocumentContentChangeWholeDocument(text)
    store.change(types.VersionedTextDocumentIdentifier(2, URI), [whole])
    check_equal(trees.tree(document(store)), parse(text))


@pytest.mark.usefixtures("unparsed")
def test_the_same_state_has_the_same_tree() -> None:
    store, trees = opened(INDENTED), Trees()
    assert trees.tree(document(store)) is trees.tree(document(store))
    type_at(store, 0, 0, " ")


def test_an_older_state_has_a_tree_of_its_own_and_does_no_harm() -> None:
    store, trees = opened(INDENTED), Trees()
    before = document(store)
    type_at(store, 9, 9, "x")
    newest = trees.tree(document(store))
    check_equal(trees.tree(before), parse(INDENTED))
    assert trees.tree(document(store)) is newest
    check_equal(newest, parse(document(store).text))


def test_more_changes_than_are_remembered_are_no_harm() -> None:
    store, trees = opened("[]"), Trees()
    trees.tree(document(store))
    for _ in range(3_500):
        type_at(store, 1, 1, " ")
    check_equal(trees.tree(document(store)), parse(document(store).text))


def test_a_tree_is_forgotten_with_its_document() -> None:
    store, trees = opened(INDENTED), Trees()
    tree = weakref.ref(trees.tree(document(store)))
    store.close(URI)
    gc.collect()
    assert tree() is None
