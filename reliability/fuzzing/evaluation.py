"""What holds for the value of every expression, whatever its text."""

from __future__ import annotations

import json
import random
import zlib

from armlens.commands.evaluation import json_answer, text_answer
from armlens.evaluation.evaluator import evaluate_expression
from armlens.evaluation.residual import residual
from reliability.fuzzing.grammar import DRAWN, drawn_expression
from reliability.fuzzing.residuals import check_residual
from reliability.fuzzing.soundness import QUESTIONS, Comparison
from reliability.fuzzing.supply import Supply
from reliability.fuzzing.worlds import SECRET, World, drawn_world, scope_of

_WORLDS = 3
"""How many are drawn for an expression."""


def expression_of(data: bytes) -> str:
    """The expression that bytes stand for: a text, or choices for the grammar."""
    if data.startswith(DRAWN):
        return drawn_expression(Supply(data.removeprefix(DRAWN)))
    return Supply(data).rest()


def any_value(data: bytes) -> None:
    """Target: an expression is worth something, the same each time, and true in every world.

    In a world each parameter has a value; what is said without any, or with some of them, must
    allow what comes there, and what is left to compute must be worth the same.
    """
    expression = expression_of(data)
    answer = json_answer(expression, scope_of({}))
    assert json.loads(answer.text) is not None
    assert answer == json_answer(expression, scope_of({}))
    text_answer(expression, scope_of({}))
    draw = random.Random(zlib.crc32(data))  # noqa: S311 - the same ones each time
    for index in range(_WORLDS):
        world = drawn_world(draw)
        share = index / _WORLDS
        some = {name: value for name, value in world.items() if draw.random() < share}
        _check(expression, some, world, draw)


def _check(expression: str, some: World, world: World, draw: random.Random) -> None:
    """What is said where some parameters have values holds where all have."""
    before, scope = scope_of(some), scope_of(world)
    said = evaluate_expression(expression, before)
    came = evaluate_expression(expression, scope)
    Comparison(scope, draw.sample(QUESTIONS, 8)).check(said, came)
    check_residual(expression, residual(expression, before), scope)
    if SECRET not in expression:
        assert SECRET not in text_answer(expression, scope).text
