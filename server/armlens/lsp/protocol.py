"""pygls' protocol with what it leaves to us: the order of a session, and what is no message."""

from __future__ import annotations

import contextvars
import json
import logging
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

from armlens.lsp.messages import message_of
from armlens.lsp.shown import joined

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

log = logging.getLogger(__name__)

_NOT_BUILT_IN = (
    lsp.TEXT_DOCUMENT_DID_OPEN,
    lsp.TEXT_DOCUMENT_DID_CHANGE,
    lsp.TEXT_DOCUMENT_DID_CLOSE,
    lsp.NOTEBOOK_DOCUMENT_DID_OPEN,
    lsp.NOTEBOOK_DOCUMENT_DID_CHANGE,
    lsp.NOTEBOOK_DOCUMENT_DID_CLOSE,
)
"""What pygls would keep texts for, a second time or for nothing."""


class Protocol(LanguageServerProtocol):
    """The session as LSP 3.17, section "Server lifecycle", orders it."""

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._initialized = False
        for method in _NOT_BUILT_IN:
            self.fm.builtin_features.pop(method)

    @property
    def exit_status(self) -> int:
        """0 after a `shutdown` request, else 1 (section "Exit Notification")."""
        return 0 if self._shutdown else 1

    def receive(self, body: bytes) -> bool:
        """Takes a message as it came; returns whether more may come.

        What is no message is answered as JSON-RPC 2.0 wants it, section "Error object".
        """
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            self._refuse(None, JsonRpcParseError("The message is not JSON."))
            return True
        if not _is_message(data):
            ident = data.get("id") if isinstance(data, dict) else None
            error = JsonRpcInvalidRequest("The message is none of JSON-RPC 2.0.")
            self._refuse(ident if _is_id(ident) else None, error)
            return True
        if data.get("method") == lsp.EXIT:
            return False
        try:
            self.handle_message(self.structure_message(data))
        except JsonRpcException as error:
            log.warning("not understood: %s", data.get("method", "an answer"), exc_info=error)
        except Exception:  # one message must not end the session
            log.exception("could not handle: %s", data.get("method", "an answer"))
        return True

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message that JSON is. A request that cannot be understood is answered so."""
        if message := message_of(data):
            return message
        method = data.get("method")
        if method is None and "error" not in data:
            # Some clients leave out a result that is null.
            data.setdefault("result", None)
        elif method is not None and self.get_message_type(method) is None:
            # JSON-RPC lets parameters be left out; pygls' fallback for unknown methods does not.
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if method is None:
                self._give_up(data["id"])
            elif "id" in data:
                self._refuse(data["id"], JsonRpcInvalidParams("The parameters are wrong."))
            raise

    def send_request(
        self,
        method: str,
        params: Any | None = None,
        callback: Callable[[Any], None] | None = None,
        msg_id: int | str | None = None,
    ) -> Future[Any]:
        """Asks the client; one that nobody waits for any more is forgotten, answered or not."""
        ident = msg_id if msg_id is not None else str(uuid.uuid4())
        future: Future[Any] = super().send_request(method, params, callback, ident)

        def forget(_future: Future[Any]) -> None:
            self._request_futures.pop(ident, None)
            self._result_types.pop(ident, None)

        future.add_done_callback(forget)
        return future

    @lsp_method(lsp.SHUTDOWN)
    def lsp_shutdown(self, *_parameters: object) -> None:  # type: ignore[override] # pygls generates
        """Ends all that is under way. pygls trips over requests that are forgotten as they end."""
        for ident, future in [*self._request_futures.items()]:
            if ident != self.msg_id:
                future.cancel()
        self._shutdown = True

    def notify_plainly(self, method: str, params: Mapping[str, Any]) -> None:
        """Sends a notification whose parameters are JSON already, past the slow converter."""
        self._send_json({"jsonrpc": self.VERSION, "method": method, "params": params})

    def _send_response(
        self, msg_id: int | str, result: Any = None, error: lsp.ResponseError | None = None
    ) -> None:
        """Answers; a result that is a plain dictionary is JSON already."""
        if error is None and isinstance(result, dict):
            self._send_json({"jsonrpc": self.VERSION, "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result, error)

    def _send_json(self, data: Mapping[str, Any]) -> None:
        """Sends a message of JSON and of what is text of JSON already."""
        body = joined(data).encode()
        if self._include_headers:
            kind = f"{self.CONTENT_TYPE}; charset={self.CHARSET}"
            body = f"Content-Length: {len(body)}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        if self.writer is not None:
            self.writer.write(body)

    def _refuse(self, ident: int | str | None, error: JsonRpcException) -> None:
        """Answers with an error, for which the request need not be known."""
        told = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": ident, "error": told})

    def _give_up(self, ident: int | str) -> None:
        """Whoever waits for an answer that cannot be understood is told so."""
        future = self._request_futures.get(ident)
        if isinstance(future, Future) and not future.done():
            future.set_exception(JsonRpcInternalError("The client's answer is not understood."))

    def _execute_handler(
        self,
        msg_id: int | str,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Runs a handler. pygls would keep the future of a notification for ever."""

        def done(future: Future[Any]) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    def _handle_cancel_notification(self, msg_id: int | str) -> None:
        """Ends a request; one that has been answered is no news, since messages cross."""
        if _is_id(msg_id) and msg_id in self._request_futures:
            super()._handle_cancel_notification(msg_id)

    def _handle_response(
        self, msg_id: int | str, result: Any = None, error: lsp.ResponseError | None = None
    ) -> None:
        """Takes an answer; one that nobody waits for any more is no news either."""
        if msg_id in self._request_futures:
            super()._handle_response(msg_id, result, error)

    def handle_message(self, message: Any) -> None:
        """Answers what comes at the wrong time with the error that LSP asks for."""
        method = getattr(message, "method", None)
        error = self._untimely(method)
        if error is None:
            self._initialized = self._initialized or method == lsp.INITIALIZE
            self._handle(message, method)
        elif hasattr(message, "id"):
            self._refuse(message.id, error)
        else:
            log.warning("ignored: %s at the wrong time", method)

    def _handle(self, message: Any, method: str | None) -> None:
        """Gives a message to its handler, in a context of its own.

        pygls asks what kind of message it is by protocol classes, which takes as long as all else.
        """
        if method is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            run = contextvars.copy_context().run
            run(self._handle_request, message.id, method, message.params)
        else:
            contextvars.copy_context().run(self._handle_notification, method, message.params)

    def _untimely(
        self, method: str | None
    ) -> JsonRpcServerNotInitialized | JsonRpcInvalidRequest | None:
        """The error for a message that must not come now, or None if it may."""
        if method is None:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("The server has been shut down.")
        if not self._initialized and method != lsp.INITIALIZE:
            return JsonRpcServerNotInitialized("The server has not been initialized.")
        if self._initialized and method == lsp.INITIALIZE:
            return JsonRpcInvalidRequest("The server has been initialized already.")
        return None


def _is_message(data: Any) -> bool:
    """Whether JSON is a request, a notification or an answer."""
    if not isinstance(data, dict) or data.get("jsonrpc") != Protocol.VERSION:
        return False
    if "method" in data:
        return isinstance(data["method"], str) and ("id" not in data or _is_id(data["id"]))
    return _is_id(data.get("id"))


def _is_id(ident: Any) -> bool:
    return isinstance(ident, int | str) and not isinstance(ident, bool)
