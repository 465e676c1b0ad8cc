"""What a client may not do: messages to put cases together from.

LSP is that of version 3.17; JSON-RPC is 2.0. What nobody specifies an answer for is ignored, and
the conversation goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reliability.protocol.conversation import (
    INITIALIZED,
    Message,
    initialize,
)

PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD = -32700, -32600, -32601
INVALID_PARAMS, NOT_INITIALIZED = -32602, -32002
RESULT = None
"""Stands for an answer that is no error."""

URI, OTHER = "file:///main.json", "file:///never/opened.json"
HERE = {"line": 0, "character": 0}
BEGUN = (initialize(), INITIALIZED)
"""How a session begins."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is sent, and the code of the error, or `RESULT`, by the id of the answer.

    After it comes a request that must be answered. Where there is a `start`, the case has a server
    of its own, which hears that first; the others share one.
    """

    name: str
    sent: Sequence[Message | bytes]
    answers: Mapping[int | None, int | None] = field(default_factory=dict)
    start: Sequence[Message | bytes] = ()


def request(method: object, ident: object = 7, **params: object) -> Message:
    """A request; without parameters it has none."""
    return {"id": ident, "method": method, **({"params": params} if params else {})}


def hover(uri: object = URI, ident: int = 7, line: object = 0) -> Message:
    """A request for what there is to say at a position."""
    at = {"line": line, "character": 0}
    return request("textDocument/hover", ident, textDocument={"uri": uri}, position=at)


def change(*changes: object, uri: str = URI, version: object = 2) -> Message:
    """Word that a document has changed."""
    identifier = {"uri": uri, "version": version}
    params = {"textDocument": identifier, "contentChanges": list(changes)}
    return {"method": "textDocument/didChange", "params": params}


def insertion(line: object, character: object = 0, text: object = " ") -> Message:
    """A change that inserts a text."""
    at = {"line": line, "character": character}
    return {"range": {"start": at, "end": at}, "text": text}


def notification(method: str, params: object) -> Message:
    """Any notification."""
    return {"method": method, "params": params}
