"""Hostile documents in the server: each is answered, and none keeps the others from being."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsp.wire import converse
from reliability.hostile.case import MAIN
from reliability.hostile.cases import TABLES
from reliability.protocol.conversation import (
    EXIT,
    INITIALIZED,
    SHUTDOWN,
    Message,
    did_open,
    initialize,
)

CRASHES = {"analysis.crashed", "rule.crashed"}
CODES = {
    "Size and depth": {"jsonc.nesting", "template.too-large"},
    "Expressions": {"expression.too-long", "template.evaluation-limit"},
    "Loops and circles": {"template.cycle", "template.loop-count"},
}
HALVES = {
    "file:///half/main.json": '{"resources": [{"type": "\ud800", "name": "\udfff\ud800"}]}',
    "file:///nul/main.json": '{"resources": [{"type": "a\0b", "\0": "\ufeff"}]}\0',
}


def texts(folder: Path, table: str) -> dict[str, str]:
    """The templates of the cases of a table, by URIs."""
    found = {}
    for number, case in enumerate(each for each in TABLES[table] if each.cheap):
        case.write(folder)
        if (text := (folder / MAIN).read_text("utf-8")) != "":
            found[f"file:///{number}/main.json"] = text
    return found


@pytest.mark.parametrize("table", CODES)
def test_each_is_answered_and_none_breaks_anything(tmp_path: Path, table: str) -> None:
    documents = texts(tmp_path, table) | HALVES
    messages: list[Message | bytes] = [initialize(), INITIALIZED]
    for number, (uri, text) in enumerate(documents.items()):
        at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 150}}
        messages.append(did_open(uri, text))
        messages.append({"id": 100 + number, "method": "textDocument/hover", "params": at})
    talk = converse([*messages, SHUTDOWN, EXIT])
    assert talk.status == 0
    assert talk.log == ""
    shown = {
        each["params"]["uri"]: each["params"]["diagnostics"]
        for each in talk.messages
        if each.get("method") == "textDocument/publishDiagnostics"
    }
    codes = {each["code"] for diagnostics in shown.values() for each in diagnostics}
    assert codes & CRASHES == set()
    assert CODES[table] <= codes
    for number in range(len(documents)):
        assert "result" in talk.reply(100 + number)
