"""From text to a tree, and from a key to the next text and the next tree."""

from __future__ import annotations

import itertools
from typing import Any

from cattrs import structure
from lsprotocol import types as lsp

from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.lsp.documents import DocumentStore
from armlens.text.spans import Span
from benchmarks.documents.document import JSONC, Document
from benchmarks.documents.keys import words
from benchmarks.documents.places import MIDDLE, value_place
from benchmarks.micro.conftest import URI, Benchmark


def test_parse(benchmark: Benchmark, text: str) -> None:
    """A tree from nothing."""
    benchmark(parse, text, URI)


def test_update(benchmark: Benchmark, text: str) -> None:
    """The tree after one change in the middle, from the tree before."""
    tree = parse(text, URI)
    edits = words(value_place(Document("template", JSONC, text), MIDDLE), itertools.count(1))

    def next_edit() -> tuple[tuple[Any, ...], dict[str, Any]]:
        edit = next(edits)
        start = edit.place.offset + len(edit.before)
        return (tree, Span(start, start + edit.removed), edit.applied_to(text)), {}

    benchmark.pedantic(update, setup=next_edit, rounds=200)


def test_edit(benchmark: Benchmark, text: str) -> None:
    """One change of the text in the middle, and the lines that the next one needs."""
    store = DocumentStore()
    store.open(lsp.TextDocumentItem(URI, JSONC, 1, text))
    edits = words(value_place(Document("template", JSONC, text), MIDDLE), itertools.count(1))
    versions = itertools.count(2)

    def next_change() -> tuple[tuple[Any, ...], dict[str, Any]]:
        identifier = lsp.VersionedTextDocumentIdentifier(uri=URI, version=next(versions))
        change = structure(next(edits).change(), lsp.TextDocumentContentChangePartial)
        return (identifier, [change]), {}

    benchmark.pedantic(store.change, setup=next_change, rounds=200)
