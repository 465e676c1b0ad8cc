"""Our server in a thread of this process, with a client at the other end of two pipes.

Everything between the bytes of a message and those of its answer is what a user's server does.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from armlens.lsp.server import create_server
from armlens.lsp.serving import serve_stream
from benchmarks.documents.document import Document
from benchmarks.servers.client import Client
from benchmarks.servers.contenders import contenders
from benchmarks.servers.session import Session


@contextmanager
def session_in_process(document: Document) -> Iterator[Session]:
    """A session in which the document is not open yet."""
    contender = contenders()[0]
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    with (
        os.fdopen(to_server, "rb") as server_input,
        os.fdopen(from_server, "wb") as server_output,
        os.fdopen(to_client, "rb") as client_input,
        os.fdopen(from_client, "wb") as client_output,
        tempfile.TemporaryDirectory() as name,
    ):
        thread = threading.Thread(
            target=serve_stream,
            args=(create_server(), server_input.fileno(), server_output),
            daemon=True,
        )
        thread.start()
        client = Client(client_input, client_output, contender.answer)
        session = Session(client, document, Path(name).resolve(), contender.pulls)
        session.initialize(contender.options, contender.settings)
        yield session
        client.close()
        thread.join()
        server_output.close()
