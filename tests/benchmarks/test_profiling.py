"""Which layer a moment is counted for."""

from __future__ import annotations

import queue
import sys
import threading
from pathlib import Path

import pygls.server
import pytest

import armlens.jsonc.parse
from benchmarks.profiling.layers import LIBRARIES, PYTHON, Function, is_waiting, place, stack
from benchmarks.profiling.sampler import Profile, sampled

SCAN = Function("jsonc", "jsonc/scan.py", "scan")
CHECK = Function("rules", "rules/paths.py", "follow")
LOOP = Function(PYTHON, "asyncio/events.py", "Handle._run")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (armlens.jsonc.parse.__file__, ("jsonc", "jsonc/parse.py")),
        (str(Path(armlens.__file__).with_name("cli.py")), ("cli", "cli.py")),
        (pygls.server.__file__, (LIBRARIES, "pygls/server.py")),
        (queue.__file__, (PYTHON, f"{Path(queue.__file__).parent.name}/queue.py")),
    ],
)
def test_a_function_is_of_the_layer_that_its_file_lies_in(
    file: str, expected: tuple[str, str]
) -> None:
    assert place(file) == expected


def test_a_moment_counts_for_the_innermost_and_in_whole_for_all_that_called_it() -> None:
    profile = Profile()
    profile.add([SCAN, CHECK, SCAN, LOOP], 2)
    profile.add([LOOP], 1)
    assert profile.own_by_layer == {"jsonc": 2, PYTHON: 1}
    assert profile.whole_by_layer == {"jsonc": 2, "rules": 2, PYTHON: 3}
    assert profile.own == {SCAN: 2, LOOP: 1}
    assert profile.whole == {SCAN: 2, CHECK: 2, LOOP: 3}


def test_what_python_does_for_a_layer_is_its_own() -> None:
    profile = Profile()
    profile.add([Function(PYTHON, "re/__init__.py", "compile"), SCAN], 1)
    assert profile.own_by_layer == {"jsonc": 1}


def test_a_thread_that_works_is_seen_and_one_that_waits_is_not() -> None:
    is_over = threading.Event()
    seen = threading.Event()

    def work() -> None:
        while not is_over.is_set():
            seen.set()

    worker = threading.Thread(target=work)
    waiting = threading.Thread(target=is_over.wait)
    with sampled({threading.get_ident()}) as profile:
        worker.start()
        waiting.start()
        # The sampler has looked on once there is anything in its books.
        while not (seen.is_set() and profile.own):
            pass
        is_over.set()
        worker.join()
        waiting.join()
    names = {function.name.rpartition(".")[2] for function in profile.whole}
    assert "work" in names
    assert "wait" not in {function.name.rpartition(".")[2] for function in profile.own}


def test_the_event_loop_waits_in_select() -> None:
    def select() -> bool:
        return is_waiting(sys._getframe())

    assert not select(), "a function of that name elsewhere is at work"


def test_a_stack_begins_with_the_innermost_function() -> None:
    functions = list(stack(sys._getframe()))
    assert functions[0].name == "test_a_stack_begins_with_the_innermost_function"
    assert functions[0].layer == PYTHON
