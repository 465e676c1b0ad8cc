"""Messages whose parameters are wrong, or about documents that are not as they say."""

from __future__ import annotations

from reliability.protocol.case import (
    HERE,
    INVALID_PARAMS,
    OTHER,
    RESULT,
    URI,
    Case,
    change,
    hover,
    insertion,
    notification,
    request,
)
from reliability.protocol.conversation import (
    did_open,
)

_NO_PARAMETERS: tuple[object, ...] = (
    *(None, 5, [], {}),
    {"textDocument": 5},
    {"event": 5, "changes": "x"},
)
_NO_SETTINGS: tuple[object, ...] = (
    *(None, 5, [], "x"),
    {"armlens": 5},
    {"armlens": {"rules": 5}},
    {"armlens": {"rules": {"a": []}}},
    {"armlens": {"exclude": [1]}},
    {"armlens": {"parameters": {"a": 1}}},
)

_TYPES = (
    Case(
        "requests with wrong parameters",
        (
            request("textDocument/hover", 10),
            request("textDocument/hover", 11, textDocument=URI, position=HERE),
            hover(5, 12),
            hover(URI, 13, -1),
            hover(URI, 14, "0"),
            hover(URI, 15, 0.5),
            {**request("textDocument/codeAction", 16), "params": []},
            request("codeAction/resolve", 17, title=5),
            request("workspace/executeCommand", 18, command=5),
            request("workspace/executeCommand", 19, command="none"),
        ),
        dict.fromkeys(range(10, 20), INVALID_PARAMS),
    ),
    Case("whole numbers that are written with a point", (hover(URI, 7, 0.0),), {7: RESULT}),
    Case(
        "notifications with wrong parameters",
        tuple(
            notification(method, params)
            for method in (
                "textDocument/didOpen",
                "textDocument/didChange",
                "textDocument/didClose",
                "textDocument/didSave",
                "workspace/didChangeWatchedFiles",
                "workspace/didChangeWorkspaceFolders",
                "$/setTrace",
            )
            for params in _NO_PARAMETERS
        ),
    ),
    Case(
        "settings of every wrong shape",
        tuple(
            notification("workspace/didChangeConfiguration", {"settings": settings})
            for settings in _NO_SETTINGS
        ),
    ),
    Case(
        "watched files and folders that are none",
        (
            notification("workspace/didChangeWatchedFiles", {"changes": [{"uri": "%", "type": 9}]}),
            notification(
                "workspace/didChangeWorkspaceFolders",
                {
                    "event": {
                        "added": [{"uri": "%zz", "name": ""}],
                        "removed": [{"uri": "x", "name": ""}],
                    }
                },
            ),
        ),
    ),
    Case(
        "a notebook",
        (
            notification(
                "notebookDocument/didOpen",
                {
                    "notebookDocument": {
                        "uri": "a",
                        "notebookType": "x",
                        "version": 1,
                        "cells": [],
                    },
                    "cellTextDocuments": [
                        {"uri": URI, "languageId": "x", "version": 1, "text": "?"}
                    ],
                },
            ),
        ),
    ),
)

_DOCUMENTS = (
    Case(
        "a document that was never opened",
        (
            hover(OTHER, 10),
            request(
                "textDocument/codeAction",
                11,
                textDocument={"uri": OTHER},
                range={"start": HERE, "end": HERE},
                context={"diagnostics": []},
            ),
            change(insertion(0), uri=OTHER),
            notification("textDocument/didClose", {"textDocument": {"uri": OTHER}}),
            notification("textDocument/didSave", {"textDocument": {"uri": OTHER}}),
        ),
        {10: RESULT, 11: RESULT},
    ),
    Case(
        "versions that jump, repeat and go back",
        tuple(change(insertion(0), version=version) for version in (900, 900, 3, -7, 2**31 - 1)),
    ),
    Case(
        "ranges outside of the text, backwards, and inside of a character",
        (
            change(insertion(10**6, 10**6)),
            change({"range": {"start": {"line": 9, "character": 0}, "end": HERE}, "text": "{}"}),
            change({"text": "\U0001f600"}),
            change(insertion(0, 1)),
        ),
    ),
    Case(
        "changes of the wrong shape",
        (
            change(insertion(-1), insertion(1.5), insertion("0")),
            change(insertion(0, 0, 5)),
            change({"range": 5, "text": "x"}),
            change(5),
            change(),
        ),
    ),
    Case(
        "closed twice, opened twice",
        (
            did_open(OTHER, "{}"),
            did_open(OTHER, "[]"),
            *([notification("textDocument/didClose", {"textDocument": {"uri": OTHER}})] * 2),
        ),
    ),
    Case(
        "URIs that are none, or of no file",
        tuple(
            did_open(uri, "{}")
            for uri in (
                *("", "x", "%", "http://[::1", "file:///a%00b.json", "file:///a\0b.json"),
                *("untitled:\udc00", "file:///\ud800.json", "file:///" + "a" * 5_000),
                *("file://host/share.json", "file:///%ff%fe.json", "file:relative.json"),
            )
        ),
    ),
    Case(
        "lone surrogates in a document",
        (
            change(
                {"text": '{"resources": [{"type": "\ud800", "\udfff": "[concat(\'\ud83d\')]"}]}'}
            ),
            hover(),
            change(insertion(0, 16, "\udc00")),
        ),
        {7: RESULT},
    ),
    Case(
        "two thousand quick changes", tuple(change(insertion(0, 0, each)) for each in " \n" * 1_000)
    ),
)

CASES = (*_TYPES, *_DOCUMENTS)
