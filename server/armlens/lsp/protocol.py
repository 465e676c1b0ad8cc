"""pygls' protocol with what it leaves to us: the order of a session, and our own documents."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol

from armlens.lsp.messages import message_of

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

log = logging.getLogger(__name__)

_OWN_DOCUMENTS = (
    lsp.TEXT_DOCUMENT_DID_OPEN,
    lsp.TEXT_DOCUMENT_DID_CHANGE,
    lsp.TEXT_DOCUMENT_DID_CLOSE,
)


class Protocol(LanguageServerProtocol):
    """The session as LSP 3.17, section "Server lifecycle", orders it."""

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._initialized = False
        # Without pygls' built-in handlers ours are called directly. That keeps pygls from holding
        # a second copy of each text, and from keeping an object per change for ever, which it
        # does for everything that passes through a built-in handler.
        for method in _OWN_DOCUMENTS:
            self.fm.builtin_features.pop(method)

    @property
    def exit_status(self) -> int:
        """0 after a `shutdown` request, else 1 (section "Exit Notification")."""
        return 0 if self._shutdown else 1

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Answers a request that cannot be understood; pygls only logs it, and the client waits."""
        if "jsonrpc" not in data:
            return data
        if message := message_of(data):
            return message
        method = data.get("method")
        if method is not None and self.get_message_type(method) is None:
            # JSON-RPC lets parameters be left out; pygls' fallback for unknown methods does not.
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if method is not None and "id" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def notify_plainly(self, method: str, params: Mapping[str, Any]) -> None:
        """Sends a notification whose parameters are JSON already, past the slow converter."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})

    def _send_response(
        self, msg_id: int | str, result: Any = None, error: lsp.ResponseError | None = None
    ) -> None:
        """Answers; a result that is a plain dictionary is JSON already."""
        if error is None and isinstance(result, dict):
            self._send_data({"jsonrpc": self.VERSION, "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result, error)

    def handle_message(self, message: Any) -> None:
        """Answers what comes at the wrong time with the error that LSP asks for."""
        method = getattr(message, "method", None)
        error = self._untimely(method)
        if error is None:
            self._initialized = self._initialized or method == lsp.INITIALIZE
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=error.to_response_error())
        else:
            log.warning("ignored: %s at the wrong time", method)

    def _untimely(
        self, method: str | None
    ) -> JsonRpcServerNotInitialized | JsonRpcInvalidRequest | None:
        """The error for a message that must not come now, or None if it may."""
        if method in (None, lsp.EXIT):
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("The server has been shut down.")
        if not self._initialized and method != lsp.INITIALIZE:
            return JsonRpcServerNotInitialized("The server has not been initialized.")
        if self._initialized and method == lsp.INITIALIZE:
            return JsonRpcInvalidRequest("The server has been initialized already.")
        return None
