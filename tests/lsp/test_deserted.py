"""Clients that die, never answer or read no more; and what the server keeps of those that live."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from lsprotocol import types

from armlens.lsp.output import Output
from armlens.lsp.server import Server, create_server
from armlens.lsp.standard_input import stream_of
from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from lsp.templates import FAILING, RULE, cluster, template
from lsp.wire import converse
from reliability.protocol.case import hover
from reliability.protocol.conversation import (
    EXIT,
    INITIALIZED,
    SHUTDOWN,
    Message,
    did_open,
    initialize,
    next_message,
    send,
    until_reply,
)

URI = "file:///main.json"
ASKED = {
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    }
}


@contextmanager
def server(**more: object) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is initialized, and killed if it does not end by itself."""
    with subprocess.Popen(
        SERVER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        try:
            assert process.stdin
            assert process.stdout
            send(process.stdin, initialize(**{"capabilities": None, **more}))  # type: ignore[arg-type]
            assert [*until_reply(process.stdout, 1)]
            send(process.stdin, INITIALIZED)
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """The exit status and the log of a server that nobody has told to end."""
    status = process.wait(PATIENCE)
    assert process.stderr
    return status, process.stderr.read().decode()


def test_the_process_that_started_it_ends() -> None:
    waiting = [sys.executable, "-c", "input()"]
    with (
        subprocess.Popen(waiting, stdin=subprocess.PIPE) as parent,
        server(processId=parent.pid) as process,
    ):
        assert process.poll() is None
        parent.kill()
        status, log = ended(process)
    assert status == 1
    assert "the client is gone" in log


def test_the_process_that_started_it_has_ended_already() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as parent:
        parent.wait()
    with server(processId=parent.pid) as process:
        assert ended(process)[0] == 1


def test_a_client_that_reads_no_more() -> None:
    with server() as process:
        assert process.stdin
        assert process.stdout
        process.stdout.close()
        send(process.stdin, hover())
        status, log = ended(process)
    assert status == 1
    assert "the client is gone" in log
    assert "Traceback" not in log


def test_a_client_that_dies_in_the_middle_of_a_message() -> None:
    talk = converse([initialize(), INITIALIZED, b'Content-Length: 100\r\n\r\n{"json'])
    assert talk.status == 1
    assert "Traceback" not in talk.log


def test_what_is_under_way_at_the_end_is_answered() -> None:
    with server() as process:
        assert process.stdin
        assert process.stdout
        for message in (did_open(URI, FAILING), hover(ident=5), SHUTDOWN, EXIT):
            send(process.stdin, message)
        said = {each.get("id"): each for each in iter(lambda: next_message(process.stdout), None)}
        status, log = ended(process)
    assert (status, log) == (0, "")
    assert said[90]["result"] is None
    assert said[5]["error"]["code"] == types.LSPErrorCodes.RequestCancelled


def test_a_client_that_never_answers() -> None:
    changed = {"method": "workspace/didChangeConfiguration", "params": {"settings": None}}
    with server(capabilities=ASKED) as process:
        assert process.stdin
        assert process.stdout
        for message in (did_open(URI, FAILING), *([changed] * 50), hover(ident=5)):
            send(process.stdin, message)
        said = [*until_reply(process.stdout, 5)]
    methods = [each.get("method") for each in said]
    assert "workspace/configuration" in methods
    assert "textDocument/publishDiagnostics" in methods


@pytest.mark.parametrize(
    "answer", [{"result": None}, {"result": 5}, {"error": {"code": 1, "message": ""}}, {}]
)
def test_a_client_that_answers_nonsense(answer: Message) -> None:
    with server(capabilities=ASKED) as process:
        assert process.stdin
        assert process.stdout
        send(process.stdin, did_open(URI, FAILING))
        for _ in range(2):
            asked = next(
                each for each in iter(lambda: next_message(process.stdout), None) if "id" in each
            )
            send(process.stdin, {"id": asked["id"], **answer})
        send(process.stdin, hover(ident=5))
        assert [*until_reply(process.stdout, 5)]


def test_thousands_of_diagnostics_are_told() -> None:
    failing = [
        cluster('"identity": { "type": "None" },', f'"aks{number}"') for number in range(3_000)
    ]
    talk = converse(
        [
            initialize(),
            INITIALIZED,
            did_open(URI, template(",\n".join(failing))),
            hover(ident=5),
            SHUTDOWN,
            EXIT,
        ]
    )
    told = [
        each["params"]["diagnostics"]
        for each in talk.messages
        if each.get("method") == "textDocument/publishDiagnostics"
    ]
    failed = [each["range"]["start"]["line"] for each in told[-1] if each["code"] == RULE]
    assert sorted(failed) == [*range(4, 3_004)]
    assert talk.status == 0


class Talk:
    """A server in this process, without its loop of reading."""

    def __init__(self) -> None:
        self.said: list[bytes] = []
        self.server: Server = create_server()
        self.server.protocol.set_writer(self)
        self.take(initialize())

    def write(self, data: bytes) -> None:
        self.said.append(data)

    def close(self) -> None:
        raise AssertionError

    def take(self, message: Message) -> None:
        assert self.server.protocol.receive(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def kept(self) -> int:
        protocol: Any = self.server.protocol
        return len(protocol._request_futures) + len(protocol._result_types)


async def test_nothing_is_kept_of_messages() -> None:
    talk = Talk()
    before = talk.kept()
    for _ in range(20):
        talk.take({"method": "$/setTrace", "params": {"value": "off"}})
        event: Message = {"added": [], "removed": []}
        talk.take({"method": "workspace/didChangeWorkspaceFolders", "params": {"event": event}})
        talk.take({"id": 5, "method": "workspace/executeCommand", "params": {"command": "none"}})
        talk.take({"id": "none", "result": None})
    await asyncio.sleep(0)
    assert talk.kept() == before
    talk.server.schedule.stop()


async def test_a_question_that_is_no_longer_asked_is_forgotten() -> None:
    talk = Talk()
    before = talk.kept()
    asked = asyncio.ensure_future(
        talk.server.workspace_configuration_async(types.ConfigurationParams([]))
    )
    await asyncio.sleep(0)
    assert talk.kept() == before + 2
    asked.cancel()
    await asyncio.sleep(0)
    assert talk.kept() == before


async def test_a_client_that_writes_faster_than_it_is_served_has_to_wait() -> None:
    reading, writing = os.pipe()
    megabyte = b"x" * 2**20
    with os.fdopen(writing, "wb", buffering=0) as end:
        stream = stream_of(reading)
        writer = threading.Thread(target=lambda: [end.write(megabyte) for _ in range(40)])
        writer.start()
        writer.join(0.5)
        assert writer.is_alive(), "the event loop has not looked at anything"
        for _ in range(100):
            await asyncio.sleep(0)
        writer.join(0.5)
        assert writer.is_alive(), "nobody has read anything"
        for _ in range(40):
            assert await stream.readexactly(2**20) == megabyte
        writer.join()
    assert await stream.read() == b""
    os.close(reading)


def test_an_output_that_is_closed_tells_so_once_and_is_silent_then() -> None:
    reading, writing = os.pipe()
    gone: list[None] = []
    with os.fdopen(writing, "wb") as stream:
        output = Output(stream)
        output.gone = lambda: gone.append(None)
        output.write(b"heard")
        os.close(reading)
        output.write(b"x" * 100_000)
        output.write(b"not heard")
    assert gone == [None]
