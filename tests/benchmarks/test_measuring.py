"""The whole way with real servers: that something is measured, never how much."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from benchmarks import command_line
from benchmarks.command_line import GENERATED_FOLDER, ONE, Program, run
from benchmarks.documents.document import JSONC, USUAL, Document, generated
from benchmarks.documents.places import MIDDLE
from benchmarks.effort import QUICK
from benchmarks.figures import ANY, BEFORE_OPENING, Figures, Measure
from benchmarks.profiling.report import profile_edits
from benchmarks.servers import rounds
from benchmarks.servers.contenders import ARMLENS, BARE, Contender, contenders
from benchmarks.servers.measuring import measure
from benchmarks.servers.rounds import draw_curve, installed

LITTLE = dataclasses.replace(
    QUICK,
    documents=("8 KB",),
    seconds=0.05,
    keys=2,
    questions=1,
    long_documents=("8 KB",),
    long_edits=5,
    curve_sizes=(5_000,),
    curve_edits=2,
)
OF_SERVERS = set(Measure) - {
    Measure.CURVE,
    Measure.PROCESS,
    Measure.PROCESS_PROCESSOR,
    Measure.PROCESS_MEMORY,
}
FROM_LINUX = {
    Measure.PROCESSOR,
    Measure.MEMORY_IDLE,
    Measure.MEMORY_OPEN,
    Measure.MEMORY_LONG,
}


def contender(name: str) -> Contender:
    return next(each for each in contenders() if each.name == name)


@pytest.mark.parametrize("name", [ARMLENS, BARE])
def test_everything_is_measured_of_a_server(name: str) -> None:
    figures = Figures()
    document = generated("8 KB", 8_000, JSONC)
    measure(contender(name), document, LITTLE, figures, is_long=True)
    wanted = OF_SERVERS if sys.platform == "linux" else OF_SERVERS - FROM_LINUX
    assert {key.measure for key in figures.values} == wanted
    before = {key.measure for key in figures.values if key.document == ANY}
    assert before == wanted & set(BEFORE_OPENING)
    assert figures.of(name, "8 KB", Measure.LONG_EDITS) == [5]
    assert all(value > 0 for values in figures.values.values() for value in values)


def test_a_server_that_dies_is_out_and_the_others_go_on() -> None:
    dying = Contender("dying", (sys.executable, "-c", ""), JSONC)
    figures = Figures()
    draw_curve([dying, contender(BARE)], LITTLE, figures, lambda _: None)
    assert figures.failures == {"dying": "failed on 5 KB: initialize: the server has ended"}
    assert figures.contenders(Measure.CURVE) == [BARE]


def test_a_server_that_is_not_installed_is_said() -> None:
    figures = Figures()
    missing = Contender("missing", ("no-such-program-here",), JSONC)
    assert installed([missing, contender(BARE)], figures) == [contender(BARE)]
    assert figures.failures["missing"] == "is not installed: `python -m benchmarks setup`"


def test_servers_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = []

    def note(who: Contender, document: Document, _: object, __: object, *, is_long: bool) -> None:
        turns.append((who.name, document.name, is_long))

    monkeypatch.setattr(rounds, "measure", note)
    effort = dataclasses.replace(LITTLE, rounds=2, documents=("8 KB", USUAL))
    rounds.compare(
        [contender(BARE), Contender("other", (), JSONC)], effort, Figures(), lambda _: None
    )
    first = [
        (BARE, "8 KB", True),
        ("other", "8 KB", True),
        (BARE, USUAL, False),
        ("other", USUAL, False),
    ]
    assert turns == [*first, *((name, document, False) for name, document, _ in first)]


def test_a_command_line_is_measured_as_a_whole_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = command_line.programs()[0]
    missing = Program("missing", ("/no/such/program",))
    monkeypatch.setattr(command_line, "programs", lambda: (ours, missing))
    monkeypatch.setattr(command_line, "CORPUS", Path("/no/such/folder"))
    monkeypatch.setattr(command_line, "_FOLDER_TEMPLATES", 3)
    figures = Figures()
    effort = dataclasses.replace(LITTLE, is_full=True)
    command_line.compare(effort, figures, lambda _: None)
    assert figures.documents(Measure.PROCESS) == [ONE, GENERATED_FOLDER]
    assert figures.templates == 3
    assert list(figures.failures) == ["missing"]


@pytest.mark.parametrize(("status", "is_done"), [(0, True), (1, True), (2, True), (3, False)])
def test_a_process_that_crashes_is_not_measured(status: int, is_done: bool) -> None:  # noqa: FBT001
    command = [sys.executable, "-c", f"raise SystemExit({status})"]
    if is_done:
        assert run(command, {}).wall > 0
    else:
        with pytest.raises(OSError, match="exit status 3"):
            run(command, {})


@pytest.mark.skipif(sys.platform == "win32", reason="not told there")
def test_the_memory_of_a_process_is_not_that_of_who_started_it() -> None:
    ballast = b"x" * 200_000_000
    memory = run([sys.executable, "-I", "-S", "-c", ""], {}).memory
    assert memory is not None
    assert 1_000_000 < memory < len(ballast) / 4


def test_a_program_that_is_not_there_is_not_measured() -> None:
    with pytest.raises(OSError, match="'/no/such/program' cannot be started"):
        run(["/no/such/program"], {})


def test_edits_are_profiled_in_this_process() -> None:
    profiled = profile_edits(generated("8 KB", 8_000, JSONC), MIDDLE, 0.1)
    assert profiled.watched
    assert "ms from a key to its diagnostics" in profiled.summary()
    assert profiled.by_layer().columns == ("layer", "its own", "share", "with what it calls")
