"""What must hold of any input, on a short, seeded run; and the command that looks for more."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliability.fuzzing.mutations import damaged
from reliability.fuzzing.supply import Supply
from reliability.fuzzing.targets import TARGETS
from reliability.main import main

COUNTS = {
    "tree": 150,
    "update": 100,
    "expression": 400,
    "evaluator": 200,
    "analyse": 80,
    "session": 60,
    "messages": 25,
}


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_inputs_do_no_harm(name: str) -> None:
    target = TARGETS[name]
    for data in damaged(target, 20_301, COUNTS[name]):
        target.run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_same_inputs_come_every_time(name: str) -> None:
    target = TARGETS[name]
    assert [*damaged(target, 1, 5)] == [*damaged(target, 1, 5)]
    assert max(map(len, damaged(target, 1, 50))) <= target.largest


def test_bytes_become_choices_and_then_a_text() -> None:
    supply = Supply(b"\x01\x02\x07\xffa\xc3\xa9")
    assert (supply.number(5), supply.one_of("abc"), supply.number(3)) == (1, "c", 3)
    assert supply.rest() == "\udcffaé"
    assert (supply.number(9), supply.rest()) == (0, "")


def test_an_input_runs_again_from_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crash"
    path.write_bytes(b"{")
    assert main(["fuzz", "tree", str(path)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
