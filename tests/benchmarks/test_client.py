"""The client of the benchmark, against a server that says what each test lets it say."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import pytest

from benchmarks.servers.client import Client, NotSupportedError, ServerError
from benchmarks.servers.contenders import Contender
from benchmarks.servers.wire import Message, frame, read_body

URI = "file:///main.json"


class Server:
    """The other end of a client's pipes."""

    def __init__(self, into: IO[bytes], output: IO[bytes]) -> None:
        self._into, self._output = into, output

    def says(self, **message: Any) -> None:
        self._output.write(frame(message))
        self._output.flush()

    def hears(self) -> Message:
        body = read_body(self._into)
        assert body is not None
        message: Message = json.loads(body)
        return message

    def leaves(self) -> None:
        self._output.close()

    def publishes(self, version: int | None, *diagnostics: str) -> None:
        params = {"uri": URI, "version": version, "diagnostics": diagnostics}
        self.says(method="textDocument/publishDiagnostics", params=params)

    def answers(self, **reply: Any) -> threading.Thread:
        """Answers the next request, as soon as it comes."""
        thread = threading.Thread(target=lambda: self.says(id=self.hears()["id"], **reply))
        thread.start()
        return thread


@contextmanager
def connected() -> Iterator[tuple[Client, Server]]:
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    contender = Contender("server", (), "json", settings={"yaml": {"validate": True}})
    with (
        os.fdopen(to_server, "rb") as into,
        os.fdopen(to_client, "rb") as received,
        os.fdopen(from_client, "wb") as sent,
        os.fdopen(from_server, "wb") as output,
    ):
        yield Client(received, sent, contender.answer), Server(into, output)
        output.close()


def test_a_request_gets_the_answer_with_its_number() -> None:
    with connected() as (client, server):
        server.says(id=2, result="not this one")
        server.answers(result={"contents": "é"})
        before = time.perf_counter()
        reply = client.request("textDocument/hover", {})
        assert reply.result == {"contents": "é"}
        assert before <= reply.at <= time.perf_counter()


def test_an_unknown_method_is_no_failure_of_the_server() -> None:
    with connected() as (client, server):
        server.answers(error={"code": -32601, "message": "no such method"})
        with pytest.raises(NotSupportedError, match="hover: no such method"):
            client.request("textDocument/hover", {})


def test_any_other_error_is_one() -> None:
    with connected() as (client, server):
        server.answers(error={"code": -32603, "message": "crashed"})
        with pytest.raises(ServerError, match="crashed") as raised:
            client.request("textDocument/hover", {})
        assert not isinstance(raised.value, NotSupportedError)


def test_a_server_that_ends_is_noticed() -> None:
    with connected() as (client, server):
        server.leaves()
        with pytest.raises(ServerError, match="the server has ended"):
            client.published(URI, 1, 0)


def test_a_server_that_says_nothing_is_noticed() -> None:
    with connected() as (client, _server), pytest.raises(ServerError, match="no answer within"):
        client.request("textDocument/hover", {}, patience=0.01)


def test_settings_are_given_by_section_and_every_schema_allows_everything() -> None:
    with connected() as (_client, server):
        items = [{"section": "yaml"}, {"section": "editor"}]
        server.says(id=7, method="workspace/configuration", params={"items": items})
        answer = {"jsonrpc": "2.0", "id": 7, "result": [{"validate": True}, None]}
        assert server.hears() == answer
        server.says(id=8, method="vscode/content", params="https://schema.example/a.json")
        assert server.hears()["result"] == "{}"
        server.says(id=9, method="client/registerCapability", params={})
        assert server.hears()["result"] is None


def test_requests_that_nobody_knows_are_refused() -> None:
    with connected() as (_client, server):
        server.says(id=7, method="strange/request", params={})
        assert server.hears()["error"]["code"] == -32601


def test_diagnostics_are_those_of_the_version() -> None:
    with connected() as (client, server):
        server.publishes(1, "old")
        server.publishes(2, "new")
        assert client.published(URI, 2, 0).result == ["new"]
        server.publishes(None, "newest")
        assert client.published(URI, 3, 0).result == ["newest"]


def test_diagnostics_from_before_an_edit_do_not_count() -> None:
    with connected() as (client, server):
        server.publishes(None, "before")
        server.answers(result=None)
        client.request("textDocument/hover", {})
        since = time.perf_counter()
        server.publishes(None, "after")
        assert client.published(URI, 2, since).result == ["after"]


def test_what_is_sent_is_framed_in_bytes() -> None:
    with connected() as (client, server):
        client.notify("textDocument/didOpen", {"text": "é😀"})
        expected = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"text": "é😀"}}
        assert server.hears() == expected
