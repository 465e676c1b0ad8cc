"""Conversations with a server process message by message, below what a client library allows."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedRWPair
from typing import IO, Any

Message = dict[str, Any]

INITIALIZED: Message = {"method": "initialized", "params": {}}
SHUTDOWN: Message = {"id": 90, "method": "shutdown"}
EXIT: Message = {"method": "exit"}


def initialize(capabilities: Message | None = None, **more: object) -> Message:
    """The first request of a client."""
    params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **more}
    return {"id": 1, "method": "initialize", "params": params}


def did_open(uri: str, text: str) -> Message:
    """Word that a document is open."""
    item = {"uri": uri, "languageId": "json", "version": 1, "text": text}
    return {"method": "textDocument/didOpen", "params": {"textDocument": item}}


@dataclass(frozen=True)
class Conversation:
    """What the server said until it ended."""

    messages: list[Message]
    status: int
    log: str

    def reply(self, ident: int | None) -> Message:
        """The answer with an id."""
        return next(each for each in self.messages if each.get("id", 0) == ident)

    def error(self, ident: int | None) -> int:
        """The code of the error with an id."""
        return int(self.reply(ident)["error"]["code"])


def converse(
    messages: Sequence[Message | bytes],
    command: Sequence[str],
    environment: Mapping[str, str],
    patience: float,
) -> Conversation:
    """Sends the messages, each request once the one before it is answered, and waits for the end.

    Bytes are sent as they are. At the end the server's standard input is closed. A server that
    takes more than `patience` seconds is killed.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment
        )
        alarm = threading.Timer(patience, process.kill)
        alarm.start()
        assert process.stdin
        assert process.stdout
        received: list[Message] = []
        for message in messages:
            send(process.stdin, message)
            if isinstance(message, dict) and "id" in message and "method" in message:
                received += until_reply(process.stdout, message["id"])
        process.stdin.close()
        received += iter(lambda: next_message(process.stdout), None)
        process.stdout.close()
        status = process.wait()
        alarm.cancel()
        log.seek(0)
        return Conversation(received, status, log.read().decode(errors="replace"))


def send(stream: IO[bytes] | BufferedRWPair, message: Message | bytes) -> None:
    """Writes a message."""
    stream.write(message if isinstance(message, bytes) else framed(message))
    stream.flush()


def framed(message: Message) -> bytes:
    """A message as it goes over the wire."""
    return with_length(body_of(message))


def body_of(message: Message) -> bytes:
    """A message without a header."""
    return json.dumps({"jsonrpc": "2.0", **message}).encode()


def with_length(body: bytes) -> bytes:
    """Anything behind a header that says how long it is."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def until_reply(output: IO[bytes] | BufferedRWPair, ident: int) -> Iterator[Message]:
    """The messages up to the reply to a request."""
    while message := next_message(output):
        yield message
        if message.get("id") == ident:
            return


def next_message(output: IO[bytes] | BufferedRWPair | None) -> Message | None:
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
