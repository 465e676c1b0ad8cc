"""The language server: its state, its life, and how it is started."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from lsprotocol import types as lsp
from pygls.exceptions import (
    FeatureRequestError,
    JsonRpcException,
    PyglsError,
)
from pygls.lsp.server import LanguageServer

from armlens import __version__
from armlens.lsp import extension_requests, features, lifecycle, synchronisation
from armlens.lsp.client import Client
from armlens.lsp.configuration import Section
from armlens.lsp.converting import strict_converter
from armlens.lsp.documents import DocumentStore
from armlens.lsp.protocol import Protocol
from armlens.lsp.publishing import Pending
from armlens.lsp.reports import Reports
from armlens.lsp.schedule import Schedule
from armlens.lsp.server_log import configure_logging
from armlens.lsp.serving import serve_address, serve_stream
from armlens.lsp.tasks import Tasks

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """One server for one client. All its state belongs to the event loop."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(
            "armlens",
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental,
            protocol_cls=Protocol,
            converter_factory=strict_converter,
        )
        self.client = Client()
        self.documents = DocumentStore()
        self.schedule = Schedule(self.documents)
        self.reports = Reports()
        self.pending = Pending()
        self.tasks = Tasks()
        self.introduced: Section = {}
        """The settings that the client named when it introduced itself."""
        self.leave: Callable[[], object] | None = None
        """Ends the session with the process that started the server, where it was started so."""

    def report_server_error(
        self, error: Exception, source: type[PyglsError | JsonRpcException]
    ) -> None:
        """Logs what broke, with its traceback and without pygls' pop-up in the editor.

        pygls has logged errors of requests already; those of notifications have lost their
        traceback on the way here, and carry its text instead.
        """
        if source is not FeatureRequestError:
            data = getattr(error, "data", None)
            frames = data.get("traceback", ()) if isinstance(data, dict) else ()
            kind = str(error).partition(":")[0]  # What follows may quote a document.
            log.error("%s: %s\n%s", source.__name__, kind, "".join(frames))


def create_server(*, remembers: bool = True) -> Server:
    """A server with all its features, not yet connected."""
    server = Server()
    server.schedule.remembers = remembers
    for part in (lifecycle, synchronisation, features, extension_requests):
        part.register(server)
    return server


def run_stdio(*, remembers: bool = True) -> int:
    """Serves a client on standard input and output until it leaves; returns the exit status."""
    configure_logging()
    # A stray print would corrupt the protocol, which most clients do not survive.
    output = sys.stdout.buffer
    sys.stdout = sys.stderr
    server = create_server(remembers=remembers)
    serve_stream(server, sys.stdin.fileno(), output)
    return _leave(server)


def run_tcp(host: str, port: int, *, remembers: bool = True) -> int:
    """Serves one client that connects to the address; returns the exit status."""
    configure_logging()
    server = create_server(remembers=remembers)
    serve_address(server, host, port)
    return _leave(server)


def _leave(server: Server) -> int:
    """The exit status; does not return if an analysis is running, which Python would wait for."""
    server.schedule.stop()
    status = server.protocol.exit_status
    if server.schedule.is_busy:
        logging.shutdown()
        os._exit(status)
    return status
