"""A client for any language server, which notes when each message came."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from benchmarks.servers.wire import Message, frame, read_body

PATIENCE = 60.0
"""Seconds to wait for an answer before the server counts as hanging."""

READER = "client"
"""The name of the thread that reads what the server says."""

_METHOD_NOT_FOUND = -32601


class ServerError(Exception):
    """The server has died, hangs, or refuses what it is asked."""


class NotSupportedError(ServerError):
    """The server does not know the method."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request, and the moment it had come in full."""

    at: float
    result: Any


@dataclass(slots=True)
class _Received:
    """What has come and was not taken yet. Guarded by the client's condition."""

    replies: dict[int, tuple[float, Message]] = field(default_factory=dict)
    published: list[tuple[float, Message]] = field(default_factory=list)
    is_over: bool = False


Answers = Callable[[str, Any], Any]
"""The answer to a request of the server by method and parameters, or a `LookupError`."""


class Client:
    """Talks to one server. A thread reads, so that moments are noted when messages come.

    All moments are seconds of `time.perf_counter`.
    """

    def __init__(self, output: IO[bytes], into: IO[bytes], answers: Answers) -> None:
        self._output = output
        self._into = into
        self._answers = answers
        self._lock = threading.Lock()
        self._condition = threading.Condition()
        self._received = _Received()
        self._last_id = 0
        self._reader = threading.Thread(target=self._read, name=READER, daemon=True)
        self._reader.start()

    def notify(self, method: str, params: object) -> float:
        """Sends a notification; returns the moment before it left."""
        return self._send({"method": method, "params": params})

    def request(self, method: str, params: object, patience: float = PATIENCE) -> Reply:
        """Sends a request and waits for the answer."""
        self._last_id = ident = self._last_id + 1
        message = {"id": ident, "method": method, "params": params}
        self._send(message if params is not None else {"id": ident, "method": method})
        replies = self._received.replies
        self._wait(lambda: ident in replies, method, patience)
        at, reply = replies.pop(ident)
        if error := reply.get("error"):
            failure = NotSupportedError if error["code"] == _METHOD_NOT_FOUND else ServerError
            raise failure(f"{method}: {error['message']}")
        return Reply(at, reply.get("result"))

    def published(self, uri: str, version: int, since: float) -> Reply:
        """Waits for the diagnostics of a version; servers that do not say it mean the newest."""
        found: list[Reply] = []

        def has_come() -> bool:
            for at, params in self._received.published:
                said = params.get("version")
                if at >= since and params["uri"] == uri and said in (None, version):
                    found.append(Reply(at, params["diagnostics"]))
                    return True
            return False

        self._wait(has_come, "diagnostics", PATIENCE)
        with self._condition:
            self._received.published.clear()
        return found[0]

    def close(self) -> None:
        """Ends the session as LSP orders; whoever started the server waits for its end."""
        try:
            self.request("shutdown", None, 5)
            self._send({"method": "exit"})
            self._into.close()
        except (ServerError, OSError):
            return
        self._reader.join(5)

    def _send(self, message: Message) -> float:
        data = frame(message)
        at = time.perf_counter()
        try:
            with self._lock:
                self._into.write(data)
                self._into.flush()
        except (OSError, ValueError) as error:
            raise ServerError(f"the server reads no more: {error}") from error
        return at

    def _wait(self, is_so: Callable[[], bool], what: str, patience: float) -> None:
        with self._condition:
            came = self._condition.wait_for(lambda: is_so() or self._received.is_over, patience)
            if not came:
                raise ServerError(f"{what}: no answer within {patience:g} s")
            if not is_so():
                raise ServerError(f"{what}: the server has ended")

    def _read(self) -> None:
        try:
            while (body := read_body(self._output)) is not None:
                self._take(time.perf_counter(), json.loads(body))
        except (OSError, ValueError, ServerError):
            pass  # Whoever waits is told that it is over.
        finally:
            with self._condition:
                self._received.is_over = True
                self._condition.notify_all()

    def _take(self, at: float, message: Message) -> None:
        method = message.get("method")
        if method is not None and "id" in message:
            self._answer(message["id"], method, message.get("params"))
            return
        with self._condition:
            if method == "textDocument/publishDiagnostics":
                self._received.published.append((at, message["params"]))
            elif method is None:
                self._received.replies[message["id"]] = (at, message)
            self._condition.notify_all()

    def _answer(self, ident: object, method: str, params: Any) -> None:
        try:
            self._send({"id": ident, "result": self._answers(method, params)})
        except LookupError:
            error = {"code": _METHOD_NOT_FOUND, "message": f"{method} is not known here"}
            self._send({"id": ident, "error": error})
