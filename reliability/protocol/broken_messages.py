"""Bodies, headers and messages that are none, and messages at the wrong time."""

from __future__ import annotations

from reliability.protocol.case import (
    BEGUN,
    INVALID_PARAMS,
    INVALID_REQUEST,
    NOT_INITIALIZED,
    PARSE_ERROR,
    RESULT,
    UNKNOWN_METHOD,
    URI,
    Case,
    change,
    hover,
    insertion,
    notification,
    request,
)
from reliability.protocol.conversation import (
    INITIALIZED,
    SHUTDOWN,
    body_of,
    did_open,
    framed,
    initialize,
    with_length,
)

_NO_IDS: tuple[object, ...] = (None, {}, [], 1.5, True)

_BEFORE = (
    Case(
        "a request before initialize",
        (),
        {7: NOT_INITIALIZED},
        (hover(), *BEGUN),
    ),
    Case(
        "notifications before initialize",
        (),
        start=(did_open(URI, "[]"), INITIALIZED, *BEGUN),
    ),
    Case("shutdown before initialize", (), {90: NOT_INITIALIZED}, (SHUTDOWN, *BEGUN)),
    Case(
        "initialize twice",
        ({**initialize(), "id": 7},),
        {7: INVALID_REQUEST},
    ),
    Case(
        "initialize with wrong parameters, then with right ones",
        (),
        {7: INVALID_PARAMS, 8: INVALID_PARAMS},
        (
            request("initialize", capabilities=5),
            request("initialize", 8),
            *BEGUN,
        ),
    ),
    Case(
        "initialize with odd values",
        (),
        start=(
            initialize(
                {"general": {"positionEncodings": []}},
                workspaceFolders=[{"uri": "", "name": ""}],
                initializationOptions=[1],
                rootPath="",
            ),
            INITIALIZED,
        ),
    ),
)

_FRAMES = (
    Case("a body that is no JSON", (with_length(b'{"id": 7,'),), {None: PARSE_ERROR}),
    Case("a body that is no UTF-8", (with_length(b'{"id": "\xff"}'),), {None: PARSE_ERROR}),
    Case("a body of 100,000 brackets", (with_length(b"[" * 100_000),), {None: PARSE_ERROR}),
    Case("an empty body", (with_length(b""),), {None: PARSE_ERROR}),
    Case(
        "a length that is too small",
        (b"Content-Length: 5\r\n\r\n" + body_of(hover()),),
        {None: PARSE_ERROR},
    ),
    Case("no length, and a body", (b"Content-Type: x\r\n\r\n" + body_of(hover()),)),
    Case("no length, and no body", (b"Content-Type: x\r\n\r\n",)),
    Case("a length below zero", (b"Content-Length: -5\r\n\r\n",)),
    Case("a length in words", (b"Content-Length: five\r\n\r\n",)),
    Case("a length of 100 GB", (b"Content-Length: 99999999999\r\n\r\n",)),
    Case("a length of 5,000 digits", (b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n",)),
    Case("a header of 200 kB", (b"X: " + b"x" * 200_000 + b"\r\n",)),
    Case("a megabyte of noise without a line end", (b"x" * 1_000_000,)),
    Case(
        "headers in lower case, without a space, with more fields",
        (
            b"content-type: x\r\n"
            + framed(request("x")).replace(b"Content-Length: ", b"content-length:"),
        ),
        {7: UNKNOWN_METHOD},
    ),
)

_MESSAGES = (
    Case(
        "JSON that is no object",
        tuple(map(with_length, (b"12", b"null", b'"a"'))),
        {None: INVALID_REQUEST},
    ),
    Case(
        "a batch",
        (with_length(b'[{"jsonrpc": "2.0", "id": 7, "method": "x"}]'),),
        {None: INVALID_REQUEST},
    ),
    Case(
        "a request without a version",
        (with_length(b'{"id": 7, "method": "x"}'),),
        {7: INVALID_REQUEST},
    ),
    Case(
        "version 1.0",
        (with_length(b'{"jsonrpc": "1.0", "id": 7, "method": "x"}'),),
        {7: INVALID_REQUEST},
    ),
    Case(
        "a method that is no text",
        (request(5), request([], 8)),
        {7: INVALID_REQUEST, 8: INVALID_REQUEST},
    ),
    Case(
        "an id that is none",
        tuple(framed(request("x", ident)) for ident in _NO_IDS),
        {None: INVALID_REQUEST},
    ),
    Case(
        "unknown methods",
        (request("armlens/none"), request("x", 8, y=1), notification("x", {})),
        {7: UNKNOWN_METHOD, 8: UNKNOWN_METHOD},
    ),
    Case("a request whose method begins with $/", (request("$/none"),), {7: UNKNOWN_METHOD}),
    Case("a notification whose method begins with $/", (notification("$/none", {}),)),
    Case(
        "parameters nested 400 deep",
        (
            with_length(
                b'{"jsonrpc": "2.0", "id": 7, "method": "x", "params": '
                + b"[" * 400
                + b"]" * 400
                + b"}"
            ),
        ),
        {7: UNKNOWN_METHOD},
    ),
    Case(
        "answers to requests that were never made",
        (
            {"id": 70, "result": 1},
            {"id": "x"},
            {"id": 71, "error": {"code": 1, "message": ""}},
            {"id": 72, "error": 5},
        ),
    ),
    Case(
        "cancelling what is not there, or nothing",
        (
            notification("$/cancelRequest", {"id": 1234}),
            notification("$/cancelRequest", {"id": []}),
            {"method": "$/cancelRequest"},
        ),
    ),
    Case(
        "progress of nothing",
        (
            notification("window/workDoneProgress/cancel", {"token": "x"}),
            notification("$/progress", {"token": 1, "value": 1}),
        ),
    ),
)

_AFTER = (
    Case(
        "requests after shutdown",
        (),
        {90: RESULT, 7: INVALID_REQUEST, 8: INVALID_REQUEST, 9: INVALID_REQUEST},
        (*BEGUN, SHUTDOWN, hover(), request("x", 8), request("shutdown", 9)),
    ),
    Case(
        "notifications after shutdown",
        (),
        {90: RESULT},
        (*BEGUN, SHUTDOWN, change(insertion(0)), {"method": "x"}),
    ),
)

CASES = (*_BEFORE, *_FRAMES, *_MESSAGES, *_AFTER)
