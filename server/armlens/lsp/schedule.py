"""When documents are analysed: at once, off the event loop, and always the newest text only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from armlens.lsp import collector
from armlens.lsp.client import Client
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document, DocumentStore
from armlens.lsp.uris import is_same_file

if TYPE_CHECKING:
    from armlens.lsp.worker import Result, Worker

T = TypeVar("T")


class Schedule:
    """Runs analyses on snapshots and keeps the newest result of each open document.

    There is no waiting time: an analysis starts when the text changes. While one runs, further
    changes only replace the text that the next one will take, and the one that runs ends soon: so
    a burst of typing costs few analyses and not one per key. Belongs to the event loop.
    """

    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents
        self._results: dict[str, Result] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._changed: dict[str, set[str]] = {}
        """The files that have changed on disk since an analysis began that is running."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis")
        self._worker: Worker | None = None
        self._is_working = False
        self.client = Client()
        self.view = View()
        self.remembers = True
        """Whether analyses use what was computed of the text before."""

    @property
    def is_busy(self) -> bool:
        """Whether the analysis thread is at work, also when nobody waits for it any more."""
        return self._is_working

    async def latest(self, uri: str) -> Result | None:
        """The result for the newest text under the newest settings, or None if it is not open.

        Where the text changes while it is analysed, the wait goes on: a result for a text that
        is no longer there is never returned.
        """
        while document := self._documents.get(uri):
            result = self._results.get(uri)
            if result and self.is_fresh(result):
                return result
            # Somebody who stops waiting must not stop the analysis that others wait for.
            await asyncio.shield(self._run(document))
        return None

    async def result_of(self, document: Document) -> Result | None:
        """The result for exactly this state of a document, or None if it has been replaced."""
        result = await self.latest(document.uri)
        return result if result and result.document is document else None

    def is_fresh(self, result: Result) -> bool:
        """Whether a result is for the newest texts of all that it rests on."""
        return (
            self._documents.is_current(result.document)
            and result.view is self.view
            and all(self._documents.at(path) is used for path, used in result.used.items())
        )

    def dependents(self, uri: str) -> list[str]:
        """The other documents whose last results rest on the document, open or not."""
        return [
            each
            for each, result in self._results.items()
            if each != uri and any(is_same_file(uri, path) for path in result.used)
        ]

    def file_changed(self, uri: str) -> None:
        """Notes that a file on disk is another one now, which analyses may have read before."""
        for changed in self._changed.values():
            changed.add(uri)

    def forget(self, uri: str) -> None:
        """Drops what is known of a document that was closed."""
        self._results.pop(uri, None)
        if self._worker is not None:
            self._thread.submit(self._worker.tidy)

    async def call(self, work: Callable[[Worker], T]) -> T:
        """Does a piece of work on the analysis thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._do, work)

    def stop(self) -> None:
        """Begins nothing more; an analysis that is running is left to itself."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _run(self, document: Document) -> asyncio.Task[None]:
        running = self._running.get(document.uri)
        if running is None:
            running = asyncio.get_running_loop().create_task(self._analyse(document))
            self._running[document.uri] = running
        return running

    async def _analyse(self, document: Document) -> None:
        """Analyses one state of a document and keeps the result.

        The books are done before the task is: were they left to a callback, somebody who waits
        in between would find the finished task still listed, and wait for it over and over.
        """
        view, opened = self.view, tuple(self._documents)
        changed = self._changed[document.uri] = set[str]()

        def is_wanted() -> bool:
            """Asked on the analysis thread."""
            return self._documents.is_current(document)

        try:
            result = await self.call(
                lambda worker: worker.result_while(is_wanted, document, view, opened)
            )
            if result is not None and self._documents.get(document.uri):
                self._results[document.uri] = result
                if any(is_same_file(uri, path) for uri in changed for path in result.used):
                    # What is on disk is read anew under another view only.
                    self.view = replace(self.view)
        finally:
            del self._running[document.uri], self._changed[document.uri]

    def _do(self, work: Callable[[Worker], T]) -> T:
        self._is_working = True
        try:
            return work(self._loaded())
        finally:
            self._is_working = False

    def _loaded(self) -> Worker:
        """The worker, loaded with its catalogue of rules on first use, on its own thread."""
        if self._worker is None:
            collector.shed(has_time=not any(self._documents))
            from armlens.lsp.worker import Worker  # noqa: PLC0415 - `initialize` must not wait

            self._worker = Worker(self.client, remembers=self.remembers)
        return self._worker
