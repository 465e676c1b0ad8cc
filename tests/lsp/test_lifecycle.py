"""The life of a server process: its beginning, its end, and what must not end it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from io import BufferedRWPair
from pathlib import Path

import pytest

from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from lsp.templates import FAILING, RULE
from lsp.wire import converse
from reliability.protocol.conversation import (
    EXIT,
    INITIALIZED,
    SHUTDOWN,
    Message,
    did_open,
    initialize,
    send,
    until_reply,
)
from reliability.sessions import oracle

NOT_INITIALIZED, INVALID_REQUEST = -32002, -32600
UNKNOWN_METHOD, INVALID_PARAMS = -32601, -32602
URI = "file:///main.json"
LINE, CHARACTER = oracle.place(FAILING, FAILING.index('"None"'), "utf-16")
HOVER: Message = {
    "id": 5,
    "method": "textDocument/hover",
    "params": {"textDocument": {"uri": URI}, "position": {"line": LINE, "character": CHARACTER}},
}


def test_leaving_in_order_is_success() -> None:
    talk = converse([initialize(), INITIALIZED, SHUTDOWN, EXIT])
    assert talk.reply(90)["result"] is None
    assert (talk.status, talk.log) == (0, "")


@pytest.mark.parametrize("end", [[EXIT], []], ids=["exit", "end of input"])
def test_leaving_without_shutdown_is_failure(end: list[Message]) -> None:
    assert converse([initialize(), INITIALIZED, *end]).status == 1


def test_end_of_input_after_shutdown_is_success() -> None:
    assert converse([initialize(), INITIALIZED, SHUTDOWN]).status == 0


def test_nothing_is_answered_before_initialize() -> None:
    talk = converse([HOVER, did_open(URI, FAILING), initialize(), INITIALIZED, SHUTDOWN, EXIT])
    assert talk.error(5) == NOT_INITIALIZED
    assert "capabilities" in talk.reply(1)["result"]
    assert not [each for each in talk.messages if each.get("method")]


def test_requests_after_shutdown_and_a_second_initialize_are_invalid() -> None:
    again = {**initialize(), "id": 2}
    talk = converse([initialize(), INITIALIZED, again, SHUTDOWN, HOVER, EXIT])
    assert (talk.error(2), talk.error(5), talk.status) == (INVALID_REQUEST, INVALID_REQUEST, 0)


def test_unknown_methods_and_documents_do_no_harm() -> None:
    change = {"textDocument": {"uri": "file:///no", "version": 2}, "contentChanges": []}
    close = {"textDocument": {"uri": "file:///no"}}
    talk = converse(
        [
            initialize(),
            INITIALIZED,
            {"id": 2, "method": "armlens/none"},
            {"method": "$/none", "params": {}},
            {"method": "textDocument/didChange", "params": change},
            {"method": "textDocument/didClose", "params": close},
            HOVER,
            SHUTDOWN,
            EXIT,
        ]
    )
    assert talk.error(2) == UNKNOWN_METHOD
    assert talk.reply(5)["result"] is None
    assert "window/showMessage" not in str(talk.messages)
    assert talk.status == 0


def test_a_request_of_the_wrong_shape_is_refused() -> None:
    wrong = {"id": 2, "method": "textDocument/hover", "params": {"position": "here"}}
    talk = converse([initialize(), INITIALIZED, wrong, SHUTDOWN, EXIT])
    assert (talk.error(2), talk.status) == (INVALID_PARAMS, 0)


def test_a_client_that_says_nothing_of_itself_gets_the_plainest_answers() -> None:
    here = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    params = {"textDocument": {"uri": URI}, "range": here, "context": {"diagnostics": []}}
    actions: Message = {"id": 6, "method": "textDocument/codeAction", "params": params}
    talk = converse([initialize(), INITIALIZED, did_open(URI, FAILING), HOVER, actions, HOVER])
    offered = talk.reply(1)["result"]["capabilities"]
    assert offered["positionEncoding"] == "utf-16"
    assert offered["textDocumentSync"]["change"] == 2
    assert "diagnosticProvider" not in offered
    assert talk.reply(5)["result"]["contents"]["kind"] == "plaintext"
    found = talk.reply(6)["result"]
    assert list(found[0]["edit"]["changes"]) == [URI]
    assert [action["kind"] for action in found] == ["quickfix"] * len(found)
    [published] = [each for each in talk.messages if each.get("method")]
    assert published["method"] == "textDocument/publishDiagnostics"
    assert "relatedInformation" not in str(published)


def test_stray_prints_do_not_reach_the_client() -> None:
    noisy = (
        "import armlens.lsp.server as server\n"
        "server.Schedule.forget = lambda *_: print('stray')\n"
        "server.run_stdio()"
    )
    command = [sys.executable, "-c", noisy]
    close = {"method": "textDocument/didClose", "params": {"textDocument": {"uri": URI}}}
    talk = converse([initialize(), INITIALIZED, did_open(URI, FAILING), close, HOVER], command)
    assert "stray" in talk.log


def test_a_broken_rule_is_told_once_and_stops_nothing_else() -> None:
    command = [sys.executable, str(Path(__file__).with_name("broken_server.py"))]
    other = "file:///other.json"
    talk = converse(
        [
            initialize(),
            INITIALIZED,
            did_open(URI, FAILING),
            HOVER,
            did_open(other, FAILING),
            {**HOVER, "id": 7, "params": {**HOVER["params"], "textDocument": {"uri": other}}},
            SHUTDOWN,
            EXIT,
        ],
        command,
    )
    published = [each["params"] for each in talk.messages if each.get("method")]
    assert {each["uri"] for each in published} == {URI, other}
    for each in published:
        assert {found["code"] for found in each["diagnostics"]} == {RULE, "rule.crashed"}
    assert talk.log.count("Azure.Test.Broken") == 1
    assert "ZeroDivisionError" in talk.log
    assert "broken_server.py" in talk.log
    assert "secret" not in talk.log
    assert talk.status == 0


def test_a_broken_document_is_told_and_stops_no_other() -> None:
    command = [sys.executable, str(Path(__file__).with_name("broken_server.py")), "document"]
    broken = "file:///broken.json"
    talk = converse(
        [
            initialize(),
            INITIALIZED,
            did_open(broken, FAILING),
            {**HOVER, "id": 7, "params": {**HOVER["params"], "textDocument": {"uri": broken}}},
            did_open(URI, FAILING),
            HOVER,
            SHUTDOWN,
            EXIT,
        ],
        command,
    )
    shown = {
        each["params"]["uri"]: [found["code"] for found in each["params"]["diagnostics"]]
        for each in talk.messages
        if each.get("method")
    }
    assert shown == {broken: ["analysis.crashed"], URI: [RULE]}
    assert "RecursionError" in talk.log
    assert "secret" not in talk.log


def test_an_endless_analysis_does_not_keep_a_deserted_server_alive() -> None:
    command = [sys.executable, str(Path(__file__).with_name("broken_server.py")), "document"]
    endless = did_open("file:///endless.json", FAILING)
    # The answer about another document comes when the rules are loaded, the one about an unknown
    # method when the endless analysis has begun.
    asked = [did_open(URI, FAILING), HOVER, endless, {"id": 6, "method": "armlens/none"}]
    talk = converse([initialize(), INITIALIZED, *asked], command)
    assert talk.status == 1


def test_serving_a_client_that_connects() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*SERVER, "--tcp", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, env=ENVIRONMENT) as process, _connected(port) as stream:
        for message in (initialize(), INITIALIZED, did_open(URI, FAILING), HOVER, SHUTDOWN):
            send(stream, message)
            if "id" in message:
                assert list(until_reply(stream, message["id"]))[-1]["result"] != {}
        send(stream, EXIT)
        assert process.wait(PATIENCE) == 0


def _connected(port: int) -> BufferedRWPair:
    """A stream to the server as soon as it listens."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        else:
            return connection.makefile("rwb")
