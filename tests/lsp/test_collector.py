"""Memory that is free goes back to the system."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from armlens.lsp import collector, worker
from armlens.lsp.client import Client
from armlens.lsp.configuration import View
from armlens.lsp.documents import DocumentStore
from armlens.lsp.worker import Worker

_MIB = 2**20


def _resident() -> int:
    """The bytes of this process that are in memory (proc(5), `statm`)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps such a heap")
def test_what_is_free_between_what_is_in_use_goes_back() -> None:
    texts = [bytes(20_000) for _ in range(4000)]  # 76 MiB, each too small for a mapping of its own
    texts[:-1] = texts[:-1:100]  # The last stays, so that the end of the heap is in use.
    before = _resident()

    collector.trim()

    assert _resident() < before - 50 * _MIB


def test_other_c_libraries_have_nothing_to_give_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_malloc_trim", lambda: None)

    collector.trim()


def test_memory_goes_back_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    trimmed: list[int] = []
    monkeypatch.setattr(worker, "_MOST_BEFORE_TRIMMING", 3)
    monkeypatch.setattr(collector, "trim", lambda: trimmed.append(len(asked)))
    documents = DocumentStore()
    document = documents.open(lsp.TextDocumentItem("file:///a.json", "json", 1, "{}"))
    server = Worker(Client())

    for number in range(9):
        asked.append(number)
        server.result_while(lambda: True, document, View(), [document])

    assert trimmed == [4, 8]
