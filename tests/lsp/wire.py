"""Conversations with a server process message by message, below what a client library allows."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedRWPair
from typing import IO, Any

from lsp.editor import ENVIRONMENT, PATIENCE, SERVER

Message = dict[str, Any]

INITIALIZED: Message = {"method": "initialized", "params": {}}
SHUTDOWN: Message = {"id": 90, "method": "shutdown"}
EXIT: Message = {"method": "exit"}


def initialize(capabilities: Message | None = None, **more: object) -> Message:
    params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **more}
    return {"id": 1, "method": "initialize", "params": params}


def did_open(uri: str, text: str) -> Message:
    item = {"uri": uri, "languageId": "json", "version": 1, "text": text}
    return {"method": "textDocument/didOpen", "params": {"textDocument": item}}


@dataclass(frozen=True)
class Conversation:
    """What the server said until it ended."""

    messages: list[Message]
    status: int
    log: str

    def reply(self, ident: int) -> Message:
        return next(each for each in self.messages if each.get("id") == ident)

    def error(self, ident: int) -> int:
        return int(self.reply(ident)["error"]["code"])


def converse(messages: Sequence[Message], command: Sequence[str] = SERVER) -> Conversation:
    """Sends the messages, each request once the one before it is answered, and waits for the end.

    At the end the server's standard input is closed.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=ENVIRONMENT
        )
        alarm = threading.Timer(PATIENCE, process.kill)
        alarm.start()
        assert process.stdin
        assert process.stdout
        received: list[Message] = []
        for message in messages:
            send(process.stdin, message)
            if "id" in message:
                received += until_reply(process.stdout, message["id"])
        process.stdin.close()
        received += iter(lambda: _next(process.stdout), None)
        status = process.wait()
        alarm.cancel()
        log.seek(0)
        return Conversation(received, status, log.read().decode())


def send(stream: IO[bytes] | BufferedRWPair, message: Message) -> None:
    stream.write(_frame(message))
    stream.flush()


def until_reply(output: IO[bytes] | BufferedRWPair, ident: int) -> Iterator[Message]:
    """The messages up to the reply to a request."""
    while message := _next(output):
        yield message
        if message.get("id") == ident:
            return


def _frame(message: Message) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _next(output: IO[bytes] | BufferedRWPair | None) -> Message | None:
    """The next message, read as strictly as clients do: nothing may stand between messages."""
    assert output
    fields = {}
    while line := output.readline().rstrip(b"\r\n"):
        name, _, value = line.partition(b": ")
        fields[name] = value
    if not fields:
        return None
    message: Message = json.loads(output.read(int(fields[b"Content-Length"])))
    return message
