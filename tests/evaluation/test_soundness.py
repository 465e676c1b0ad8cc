"""What evaluation says is known holds in every world, for expressions that no one has thought of.

A world gives each parameter a value. An expression is evaluated once without any, and then with
the parameters of a world as defaults: what was said before must be true of what comes then, and
so must every answer to a question about it.
"""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from armlens.evaluation.values import Known
from evaluation.worlds import WORLDS, expressions
from reliability.fuzzing.soundness import QUESTIONS, Comparison, Question
from reliability.fuzzing.worlds import World, evaluated, scope_of

FREE = (
    "text",
    "word",
    "count",
    "list",
    "map",
    "name",
    "port",
    "some",
    "both",
    "'is'",
    "'o'",
    "full",
)


@settings(max_examples=200, deadline=None)
@given(
    expression=expressions(),
    worlds=st.lists(WORLDS, min_size=1, max_size=4),
    asked=st.lists(st.sampled_from(QUESTIONS), min_size=6, max_size=12),
)
def test_what_is_said_holds_in_every_world(
    expression: str, worlds: list[World], asked: list[Question]
) -> None:
    said = evaluated(expression, scope_of({}))
    event(type(said).__name__)
    for world in worlds:
        scope = scope_of(world)
        came = evaluated(expression, scope)
        Comparison(scope, asked).check(said, came)
        if not any(name in expression for name in FREE) and isinstance(said, Known):
            assert isinstance(came, Known)


@settings(max_examples=200, deadline=None)
@given(
    expression=expressions("piece", 2),
    worlds=st.lists(WORLDS, min_size=1, max_size=4),
    asked=st.lists(st.sampled_from(QUESTIONS), min_size=12, max_size=30),
)
def test_no_answer_about_a_text_ever_flips(
    expression: str, worlds: list[World], asked: list[Question]
) -> None:
    said = evaluated(expression, scope_of({}))
    for world in worlds:
        scope = scope_of(world)
        Comparison(scope, asked).check(said, evaluated(expression, scope))
