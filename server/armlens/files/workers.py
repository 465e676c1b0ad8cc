"""Processes that share a run: each checks files as they are handed out.

A process that dies, because it is killed or memory runs out, takes one file with it: the one it
was looking at is told, and another process goes on with the others.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess

import armlens.analysis.engine  # noqa: F401 - what processes have that begin as copies
from armlens.evaluation.scope import CLOCK
from armlens.files.checking import FileChecks
from armlens.files.discovery import Found
from armlens.files.outcome import Outcome
from armlens.files.outcome_data import Data, decoded, encoded
from armlens.files.sharing import batches, can_fork, size_of
from armlens.report.run import Source

Task = list[tuple[int, Found]]
"""Files with their numbers, for one process."""

_Texts = list[tuple[str, str, str]]
_Answer = list[tuple[int, Data, _Texts]]
"""What comes back of a task, or of some of it: each outcome as data, and name, URI and text of its
sources."""

_PATIENCE = 0.05
"""Seconds from which on an outcome is not kept until those of the whole task are there."""


def shared_outcomes(
    checks: FileChecks, found: Sequence[tuple[int, Found]], processes: int
) -> Iterator[tuple[int, Outcome]]:
    """The outcomes of files by number, as they come, from that many processes.

    All of them end with the iterator, whatever ends it.
    """
    places = dict(found)
    tasks = deque(
        [(number, places[number]) for number in batch]
        for batch in batches([(number, size_of(each.path)) for number, each in found], processes)
    )
    pool = _Pool(checks, tasks)
    try:
        pool.start(min(processes, len(tasks)))
        yield from pool.outcomes()
    finally:
        pool.end()


class _Worker:
    """One process, the way to it, and what it is doing."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.task: Task = []

    def take(self, answer: _Answer) -> None:
        """Takes note of what is done."""
        done = {number for number, _, _ in answer}
        self.task = [(number, found) for number, found in self.task if number not in done]


class _Pool:
    """The processes of a run, and the tasks that wait for one."""

    def __init__(self, checks: FileChecks, tasks: deque[Task]) -> None:
        self._checks = checks
        self._tasks = tasks
        self._is_copying = can_fork()
        process: Callable[..., BaseProcess] = (
            get_context("fork").Process if self._is_copying else get_context("spawn").Process
        )
        self._process = partial(process, target=_work, daemon=True)
        self._workers: list[_Worker] = []

    def start(self, count: int) -> None:
        """Starts processes. Where none can be, the tasks are left to this process."""
        for _ in range(count):
            try:
                self._start_one()
            except OSError:
                return

    def _start_one(self) -> None:
        here, there = Pipe()
        # A copy of this process has its ends of all pipes as well, which must end with it.
        others = [here, *(each.connection for each in self._workers)] if self._is_copying else []
        process = self._process(args=(self._checks, there, others))
        try:
            process.start()
        except OSError:
            here.close()
            raise
        finally:
            there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        self._hand_out(worker)

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """The outcomes of all tasks, as they come."""
        while self._workers:
            ready = wait([each.connection for each in self._workers])
            for worker in [each for each in self._workers if each.connection in ready]:
                try:
                    answer: _Answer = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._bury(worker)
                else:
                    worker.take(answer)
                    if not worker.task:
                        self._hand_out(worker)
                    yield from self._read(answer)
        for task in self._tasks:
            yield from ((number, self._checks.outcome(found)) for number, found in task)

    def end(self) -> None:
        """Ends all processes, at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def _hand_out(self, worker: _Worker) -> None:
        """Gives a process its next task, or lets it end."""
        if not self._tasks:
            self._let_go(worker)
            return
        worker.task = self._tasks.popleft()
        try:
            worker.connection.send(worker.task)
        except OSError:
            # It is dead, which shows when its answer is waited for.
            return

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        """Tells the file that a process has died with, and starts another for the rest."""
        self._let_go(worker)
        if len(worker.task) > 1:
            # One after the other, to find out which it was.
            self._tasks.extendleft([each] for each in reversed(worker.task))
        else:
            why = f"because its process has died ({_reason(worker.process.exitcode)})"
            for number, found in worker.task:
                yield number, Outcome(notices=(self._checks.crashed(found.path, why),))
        if self._tasks:
            self.start(1)

    def _let_go(self, worker: _Worker) -> None:
        """Waits for the end of a process that is told of it, or has died."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()

    def _read(self, answer: _Answer) -> Iterator[tuple[int, Outcome]]:
        for number, data, texts in answer:
            sources = [Source(name, uri, text) for name, uri, text in texts]
            yield number, decoded(data, sources, self._checks.lookup.rules_of)


def _reason(status: int | None) -> str:
    if status is not None and status < 0:
        try:
            return f"signal {signal.Signals(-status).name}"
        except ValueError:
            return f"signal {-status}"
    return f"status {status}"


def _work(checks: FileChecks, own: Connection, others: Sequence[Connection]) -> None:
    """What a process does until nobody hands out anything any more."""
    # Ctrl+C reaches every process of a terminal; the one that was started ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in others:
        each.close()
    CLOCK.set(time.monotonic)
    try:
        while True:
            for answer in _answers(checks, own.recv()):
                own.send(answer)
    except (EOFError, OSError):
        return


def _answers(checks: FileChecks, task: Task) -> Iterator[_Answer]:
    """The outcomes of a task, those together that do not take long."""
    answer: _Answer = []
    begin = time.monotonic()
    for each in task:
        answer.append(_answer(checks, *each))
        if time.monotonic() - begin > _PATIENCE:
            yield answer
            answer, begin = [], time.monotonic()
    if answer:
        yield answer


def _answer(checks: FileChecks, number: int, found: Found) -> tuple[int, Data, _Texts]:
    data, sources = encoded(checks.outcome(found))
    return number, data, [(each.name, each.uri, each.text) for each in sources]
