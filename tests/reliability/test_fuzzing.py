"""What must hold of any input, on a short, seeded run; and the command that looks for more."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from armlens.evaluation.functions.catalogue import FUNCTIONS
from armlens.expressions.parser import parse_expression
from reliability.fuzzing.grammar import drawn_expression
from reliability.fuzzing.mutations import damaged
from reliability.fuzzing.residuals import check_residual
from reliability.fuzzing.seeds import evaluations
from reliability.fuzzing.soundness import Comparison
from reliability.fuzzing.supply import Supply
from reliability.fuzzing.targets import TARGETS
from reliability.fuzzing.worlds import DECLARED, drawn_world, evaluated, scope_of
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


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("1", "2"),
        ("parameters('tier')", "'b'"),
        ("if(parameters('on'), 1, 2)", "3"),
        ("concat('a-', parameters('text'))", "'b'"),
        ("createArray(parameters('text'), 1)", "createArray('a')"),
        ("parameters('port')", "4"),
    ],
)
def test_what_a_value_does_not_allow_is_found(said: str, came: str) -> None:
    world = scope_of(drawn_world(random.Random(1)))  # noqa: S311 - the same one each time
    with pytest.raises(AssertionError):
        Comparison(world, []).check(evaluated(said, scope_of({})), evaluated(came, world))


def test_what_is_left_and_worth_something_else_is_found() -> None:
    world = scope_of(drawn_world(random.Random(1)))  # noqa: S311 - the same one each time
    check_residual("concat('a', 'b')", "'ab'", world)
    with pytest.raises(AssertionError):
        check_residual("concat('a', 'b')", "'ba'", world)


def test_the_grammar_has_every_function_and_is_read_without_mistakes() -> None:
    draw = random.Random(1)  # noqa: S311 - the same ones each time
    drawn = [drawn_expression(Supply(draw.randbytes(60))) for _ in range(1_500)]
    called = {call.lower() for each in drawn for call in re.findall(r"(\w+)\(", each)}
    assert called >= FUNCTIONS.keys() - {"list*"}
    assert "listkeys" in called
    assert [each for each in drawn if parse_expression(f"[{each}]").problems] == []


def test_bytes_that_run_out_give_the_shortest_expression() -> None:
    assert drawn_expression(Supply(b"")) == "parameters('text')"


def test_seeds_of_the_evaluator_name_what_there_is() -> None:
    names = {
        name.lower()
        for seed in evaluations()
        for name in re.findall(r"parameters\('([^']*)'\)", seed.decode("utf-8", "replace"))
    }
    assert names == DECLARED.keys()


def test_an_input_runs_again_from_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crash"
    path.write_bytes(b"{")
    assert main(["fuzz", "tree", str(path)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
