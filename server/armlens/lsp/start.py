"""Starting the server: what is loaded first, and how it is connected."""

from __future__ import annotations

from armlens.lsp import collector


def serve_stdio(*, remembers: bool = True) -> int:
    """Serves a client on standard input and output until it leaves; returns the exit status.

    Unless it `remembers`, every text is analysed from scratch.
    """
    collector.pause()
    from armlens.lsp.server import run_stdio  # noqa: PLC0415 - the collector would slow it down

    return run_stdio(remembers=remembers)


def serve_tcp(host: str, port: int, *, remembers: bool = True) -> int:
    """Serves one client that connects to the address; returns the exit status."""
    collector.pause()
    from armlens.lsp.server import run_tcp  # noqa: PLC0415 - the collector would slow it down

    return run_tcp(host, port, remembers=remembers)
