"""The newest text only, whoever asks and whenever, with a worker that the test holds back."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from armlens.lsp.configuration import View
from armlens.lsp.documents import Document, DocumentStore
from armlens.lsp.schedule import Schedule
from armlens.lsp.worker import Result
from lsp.templates import cluster, template

URI = "untitled:1"


class SlowWorker:
    """Gives results without analysing, one each time that it is let go on."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.seen: list[str] = []
        self.stops = False
        self.used: dict[Path, Document | None] = {}

    def result_while(
        self,
        is_wanted: Callable[[], bool],
        document: Document,
        view: View,
        _opened: tuple[Document, ...],
    ) -> Result | None:
        self.seen.append(document.text)
        self.gate.acquire()
        if document.text == "broken":
            raise ZeroDivisionError
        if self.stops and not is_wanted():
            return None
        return Result(document, view, None, None, [], used=self.used)  # type: ignore[arg-type]


class Desk:
    """A schedule for one document and its slow worker."""

    def __init__(self) -> None:
        self.documents = DocumentStore()
        self.schedule = Schedule(self.documents)
        self.worker = SlowWorker()
        self.schedule._worker = self.worker  # type: ignore[assignment]

    def write(self, text: str) -> Document:
        item = types.TextDocumentItem(uri=URI, language_id="json", version=1, text=text)
        return self.documents.open(item)

    async def started(self, count: int) -> None:
        while len(self.worker.seen) < count:
            await asyncio.sleep(0.001)


def run(work: Coroutine[Any, Any, None]) -> None:
    """Runs in a thread of its own, so that a loop that never yields fails the test."""
    failures: list[BaseException] = []

    def main() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    thread = threading.Thread(target=main, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "the event loop hangs"
    if failures:
        raise failures[0]


def test_a_burst_of_changes_costs_two_analyses() -> None:
    async def work() -> None:
        desk = Desk()
        desk.write("0")
        waiting = [asyncio.create_task(desk.schedule.latest(URI))]
        await desk.started(1)
        for number in range(1, 50):
            desk.write(str(number))
            waiting.append(asyncio.create_task(desk.schedule.latest(URI)))
        desk.worker.gate.release(2)
        results = await asyncio.gather(*waiting)
        assert {result.document.text for result in results if result} == {"49"}
        assert desk.worker.seen == ["0", "49"]
        desk.schedule.stop()

    run(work())


def test_an_analysis_that_is_overtaken_ends_and_the_newest_text_has_the_next_one() -> None:
    async def work() -> None:
        desk = Desk()
        desk.worker.stops = True
        desk.write("old")
        asked = asyncio.create_task(desk.schedule.latest(URI))
        await desk.started(1)
        desk.write("new")
        desk.worker.gate.release()
        await desk.started(2)
        assert desk.schedule._results == {}
        desk.worker.gate.release()
        result = await asked
        assert result
        assert result.document.text == "new"
        assert desk.worker.seen == ["old", "new"]
        desk.schedule.stop()

    run(work())


def test_asking_at_every_turn_of_the_loop_never_blocks_it() -> None:
    async def work() -> None:
        desk = Desk()
        desk.worker.gate.release(1000)
        waiting = []
        for number in range(20):
            desk.write(str(number))
            while len(desk.worker.seen) <= number:
                waiting.append(asyncio.create_task(desk.schedule.latest(URI)))
                await asyncio.sleep(0)
            for _ in range(20):
                waiting.append(asyncio.create_task(desk.schedule.latest(URI)))
                await asyncio.sleep(0)
        assert all(await asyncio.gather(*waiting))
        desk.schedule.stop()

    run(work())


def test_who_stops_waiting_does_not_stop_the_others() -> None:
    async def work() -> None:
        desk = Desk()
        desk.write("a")
        first, second = (asyncio.create_task(desk.schedule.latest(URI)) for _ in range(2))
        await desk.started(1)
        first.cancel()
        desk.worker.gate.release()
        result = await second
        assert result
        assert result.document.text == "a"
        assert first.cancelled()
        desk.schedule.stop()

    run(work())


def test_a_result_for_a_text_that_was_replaced_is_not_given() -> None:
    async def work() -> None:
        desk = Desk()
        old = desk.write("old")
        asked = asyncio.create_task(desk.schedule.result_of(old))
        await desk.started(1)
        desk.write("new")
        desk.worker.gate.release(2)
        assert await asked is None
        desk.schedule.stop()

    run(work())


def test_new_settings_make_a_result_outdated() -> None:
    async def work() -> None:
        desk = Desk()
        desk.write("a")
        desk.worker.gate.release(2)
        before = await desk.schedule.latest(URI)
        assert await desk.schedule.latest(URI) is before
        desk.schedule.view = replace(desk.schedule.view)
        assert await desk.schedule.latest(URI) is not before
        desk.schedule.stop()

    run(work())


def test_a_document_that_is_closed_meanwhile_has_no_result() -> None:
    async def work() -> None:
        desk = Desk()
        desk.write("a")
        asked = asyncio.create_task(desk.schedule.latest(URI))
        await desk.started(1)
        desk.documents.close(URI)
        desk.worker.gate.release()
        assert await asked is None
        assert not desk.schedule._results
        desk.schedule.stop()

    run(work())


def test_a_failure_reaches_who_asked_and_is_not_remembered() -> None:
    async def work() -> None:
        desk = Desk()
        desk.write("broken")
        desk.worker.gate.release(2)
        with pytest.raises(ZeroDivisionError):
            await desk.schedule.latest(URI)
        desk.write("whole")
        assert await desk.schedule.latest(URI)
        desk.schedule.stop()

    run(work())


def test_a_file_that_changes_while_it_is_used_is_read_again() -> None:
    async def work() -> None:
        desk = Desk()
        desk.worker.used = {Path("/here/child.json"): None}
        desk.write("text")
        asked = asyncio.create_task(desk.schedule.latest(URI))
        await desk.started(1)
        desk.schedule.file_changed("file:///here/child.json")
        desk.worker.gate.release()
        await desk.started(2)
        desk.schedule.file_changed("file:///here/other.json")
        desk.worker.gate.release()
        result = await asked
        assert result
        assert result.view is desk.schedule.view
        assert desk.worker.seen == ["text", "text"]
        desk.schedule.stop()

    run(work())


@pytest.fixture
def unfrozen() -> Iterator[None]:
    """What the server keeps from the collector is not kept from it in other tests."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "opened again"])
async def test_nothing_is_left_of_a_large_document(*, is_closed: bool) -> None:
    documents = DocumentStore()
    schedule = Schedule(documents)
    text = template(cluster('"identity": { "type": "None" },')) + " " * 100_000
    item = types.TextDocumentItem(uri=URI, language_id="json", version=1, text=text)
    documents.open(item)
    result = await schedule.latest(URI)
    assert result
    assert result.analysis.findings
    tree = weakref.ref(result.analysis.tree)
    del result
    if is_closed:
        documents.close(URI)
        schedule.forget(URI)
        await schedule.call(lambda _worker: None)
    else:
        documents.open(item)
        assert await schedule.latest(URI)
        documents.open(item)
        assert await schedule.latest(URI)
    assert tree() is None
    schedule.stop()
