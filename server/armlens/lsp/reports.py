"""What the client has been told of each document, so that it is told only what is new."""

from __future__ import annotations

import itertools
import os

from armlens.lsp.shown import Shown


class Reports:
    """The diagnostics last reported, by document, with the id of each report.

    An id stays the same as long as the diagnostics do (LSP 3.17, "Document Diagnostics"). It
    begins with a word of this process, since a client may return the id of an earlier server.
    """

    def __init__(self) -> None:
        self._reports: dict[str, tuple[str, Shown]] = {}
        self._ids = (f"{os.urandom(4).hex()}-{number}" for number in itertools.count(1))

    def diagnostics(self, uri: str) -> Shown | None:
        """What was last reported of a document, or None if nothing was."""
        return self._reports[uri][1] if uri in self._reports else None

    def update(self, uri: str, diagnostics: Shown) -> str:
        """Notes the diagnostics of a document, and returns the id of a report that holds them."""
        known = self._reports.get(uri)
        if known is None or known[1] != diagnostics:
            known = self._reports[uri] = (next(self._ids), diagnostics)
        return known[0]

    def uris(self) -> list[str]:
        """The documents of which something was reported."""
        return list(self._reports)

    def forget(self, uri: str) -> None:
        """Forgets a document, which is then reported anew."""
        self._reports.pop(uri, None)
