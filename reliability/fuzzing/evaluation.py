"""What holds for the value of every expression, whatever its text."""

from __future__ import annotations

import json
import random
import zlib

from armlens.commands.evaluation import json_answer, text_answer
from armlens.evaluation.evaluator import evaluate_expression
from reliability.fuzzing.soundness import QUESTIONS, Comparison
from reliability.fuzzing.supply import Supply
from reliability.fuzzing.worlds import SECRET, drawn_world, scope_of

_WORLDS = 3
"""How many are drawn for an expression."""


def any_value(data: bytes) -> None:
    """Target: an expression is worth something, the same each time, and true in every world.

    In a world each parameter has a value; what is said without any must allow what comes there.
    """
    expression = Supply(data).rest()
    answer = json_answer(expression, scope_of(None))
    assert json.loads(answer.text) is not None
    assert answer == json_answer(expression, scope_of(None))
    text_answer(expression, scope_of(None))
    said = evaluate_expression(expression, scope_of(None))
    draw = random.Random(zlib.crc32(data))  # noqa: S311 - the same ones each time
    for _ in range(_WORLDS):
        scope = scope_of(drawn_world(draw))
        came = evaluate_expression(expression, scope)
        Comparison(scope, draw.sample(QUESTIONS, 8)).check(said, came)
        if SECRET not in expression:
            assert SECRET not in text_answer(expression, scope).text
