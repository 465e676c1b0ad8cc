"""Whatever a template asks for, evaluation ends soon, and never raises."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

import pytest

from armlens.evaluation.scope import CLOCK, MAX_SECONDS, MAX_STEPS
from armlens.evaluation.values import Cause, Failure, Known, Unknown, Value
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope

LINKS = 20


def chained(step: str, end: str) -> dict[str, str]:
    """Variables each of which uses the next one, as `{}`, and the last of which is `end`."""
    links = {}
    for n in range(LINKS):
        used = step.replace("{}", f"variables('v{n + 1}')")
        links[f"v{n}"] = f"[{used}]"
    return {**links, f"v{LINKS}": f"[{end}]"}


def nested(step: str, depth: int, inner: str) -> str:
    for _ in range(depth):
        inner = step.replace("{}", inner)
    return inner


DOUBLING = {
    "texts": ("concat({}, {})", "'a text'", "v0"),
    "arrays": ("concat({}, {})", "createArray('a')", "v0"),
    "length of arrays": ("concat({}, {})", "createArray('a')", "length(v0)"),
    "elements": ("createArray({}, {})", "'a'", "string(v0)"),
    "equal elements": ("createArray({}, {})", "'a'", "equals(v0, createArray(v1, v1))"),
    "contained elements": ("createArray({}, {})", "'a'", "contains(v0, v0)"),
    "members": ("createObject('a', {}, 'b', {})", "createObject('x', 1)", "string(v0)"),
    "merged members": ("createObject('a', {}, 'b', {})", "createObject('x', 1)", "union(v0, v0)"),
    "merged links": (
        "union(createObject('a', {}, 'b', {}), createObject('a', {}))",
        "createObject()",
        "v0",
    ),
    "intersections": ("createObject('a', {}, 'b', {})", "createObject()", "intersection(v0, v0)"),
    "flat arrays": ("flatten(createArray({}, {}))", "createArray('a')", "v0"),
    "unions of arrays": (
        "union({}, map({}, lambda('x', createArray(lambdaVariables('x')))))",
        "createArray('a')",
        "length(v0)",
    ),
    "choices": ("if(equals({}, 'x'), {}, concat({}, 'y'))", "parameters('p')", "v0"),
    "numbers": ("mul({}, {})", "3", "v0"),
    "lambdas": ("map({}, lambda('x', {}))", "range(0, 9)", "string(v0)"),
    "references": ("reference(string({}), string({}))", "'a'", "v0"),
    "coalesced": ("coalesce({}, {})", "parameters('q')", "v0"),
}
HEAVY = {
    "nested lambdas": "map(range(0, 900), lambda('a', map(range(0, 900), lambda('b', range(0, 900)))))",
    "texts in a lambda": "map(range(0, 1000), lambda('a', concat(variables('long'), string(lambdaVariables('a')))))",
    "searches in a lambda": "map(range(0, 1000), lambda('a', contains(range(0, 10000), createArray())))",
    "common elements": "intersection(range(0, 10000), range(5000, 10000))",
    "repetitions": "length(union(range(0, 10000), range(5000, 10000), range(0, 10000)))",
    "sorted": "sort(range(0, 64), lambda('a', 'b', greater(lambdaVariables('a'), lambdaVariables('b'))))",
    "deep array": "string(reduce(range(0, 999), 1, lambda('c', 'n', createArray(lambdaVariables('c')))))",
    "deep object": "union(reduce(range(0, 999), createObject(), lambda('c', 'n', createObject('a', lambdaVariables('c')))), reduce(range(0, 999), createObject(), lambda('c', 'n', createObject('a', lambdaVariables('c')))))",
    "deep equality": "equals(reduce(range(0, 999), parameters('p'), lambda('c', 'n', createArray(lambdaVariables('c')))), reduce(range(0, 999), parameters('p'), lambda('c', 'n', createArray(lambdaVariables('c')))))",
    "deep unknown": "reduce(range(0, 200), parameters('o'), lambda('c', 'n', reduce(range(0, 99), lambdaVariables('c'), lambda('d', 'm', lambdaVariables('d').x))))",
    "deep JSON": f"json('{'[' * 9_000}')",
    "deep closed JSON": f"json('{'[' * 5_000}{']' * 5_000}')",
    "deep lambdas": nested("map(createArray(1), lambda('x', {}))", 48, "1"),
    "deep conditions": nested("if(contains(parameters('p'), 'a'), {}, 1)", 60, "2"),
    "deep filters": nested("filter(createArray(1), lambda('x', equals({}, 1)))", 22, "1"),
    "deep reductions": nested("reduce(createArray(1), 1, lambda('x', 'y', {}))", 45, "1"),
    "deep keys": nested("toObject(createArray('a'), lambda('x', string({})))", 22, "1"),
    "deep sums": nested("add(1, {})", 80, "1"),
    "deep sorts": nested("sort(createArray(1, 2), lambda('x', 'y', equals({}, 1)))", 3, "1"),
}


def evaluated(expression: str, variables: dict[str, object]) -> tuple[Value, TemplateScope]:
    parameters = {"p": {"type": "string"}, "q": {}, "o": {"type": "object"}}
    text = json.dumps(
        {"parameters": parameters, "variables": {**variables, "asked": f"[{expression}]"}}
    )
    tree = parse(text)
    assert isinstance(tree.root, Object)
    scope = TemplateScope(tree, tree.root)
    return scope.variable("asked"), scope


def check(expression: str, variables: dict[str, object]) -> Value:
    started = process_time()
    value, scope = evaluated(expression, variables)
    assert process_time() - started < 30
    assert scope.budget.steps < 2 * MAX_STEPS  # What is made is counted, so that memory is bounded.
    return value


@pytest.mark.parametrize("name", DOUBLING)
def test_values_that_use_each_other_twice(name: str) -> None:
    step, end, asked = DOUBLING[name]
    asked = asked.replace("v0", "variables('v0')").replace("v1", "variables('v1')")
    check(asked, dict(chained(step, end)))


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_expressions(name: str) -> None:
    check(HEAVY[name], {"long": "x" * 130_000})


def test_loops_that_use_each_other_are_computed_once() -> None:
    loops = [
        {"name": f"l{n}", "count": 30, "input": f"[variables('l{n + 1}')[copyIndex('l{n}')]]"}
        for n in range(10)
    ]
    loops.append({"name": "l10", "count": 30, "input": "[copyIndex('l10')]"})
    value, scope = evaluated("variables('l0')[7]", {"copy": loops})
    assert isinstance(value, Known)
    assert value.value == 7
    assert scope.budget.steps < 10_000


def test_a_loop_that_uses_itself_fails() -> None:
    loop = {"name": "l", "count": 30, "input": "[variables('l')[copyIndex('l')]]"}
    value, scope = evaluated("variables('l')[7]", {"copy": [loop]})
    assert isinstance(value, Failure | Unknown)
    assert scope.budget.steps < 10_000


def test_running_out_of_frames_is_no_finding() -> None:
    """Deep inside other calls the value is unknown; later, with more room, it is known."""
    deep = nested("reduce(createArray(1), 1, lambda('x', 'y', {}))", 40, "1")
    tree = parse(json.dumps({"variables": {"a": "[variables('b')]", "b": f"[{deep}]"}}))
    assert isinstance(tree.root, Object)
    scope = TemplateScope(tree, tree.root)

    def found(frames: int) -> Value:
        return found(frames - 1) if frames else scope.variable("b")

    limit = sys.getrecursionlimit()
    for used in range(100, limit, 7):
        scope = TemplateScope(tree, tree.root)
        try:
            value = found(used)
        except RecursionError:
            break
        assert not isinstance(value, Failure)
    later = scope.variable("a")
    assert isinstance(later, Known)
    assert later.value == 1


def test_what_exceeds_the_budget_says_so() -> None:
    step, end, _ = DOUBLING["arrays"]
    value = check("variables('v0')", dict(chained(step, end)))
    assert isinstance(value, Unknown)
    assert value.cause is Cause.BUDGET


THREE_LOOPS = nested("map(range(0, 800), lambda('x', {}))", 3, "lambdaVariables('x')")


class Clock:
    """A clock that goes on by so many seconds whenever somebody looks at it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return self.looks * self.seconds


def test_what_takes_too_long_ends_by_the_clock() -> None:
    clock = Clock(seconds=1)
    with clocked(clock):
        scope = scope_of({"v": f"[string({THREE_LOOPS})]", "w": "[add(1, 1)]"})
        slow = scope.variable("v")
    assert isinstance(slow, Unknown)
    assert slow.cause is Cause.BUDGET
    assert clock.looks <= MAX_SECONDS + 2
    assert len(scope.budget.reached) == 1, "one problem says so"


def test_short_expressions_take_no_time_however_many_there_are() -> None:
    names = [f"v{n}" for n in range(2_000)]
    with clocked(Clock(seconds=60)):
        scope = scope_of(dict.fromkeys(names, "[add(1, 1)]"))
        values = [scope.variable(name) for name in names]
    assert all(isinstance(each, Known) and each.value == 2 for each in values)


def test_a_clock_may_end_an_evaluation_which_leaves_nothing_wrong_behind() -> None:
    class OutOfTime(BaseException):
        pass

    def clock() -> float:
        raise OutOfTime

    scope = scope_of({"v": "[variables('w')]", "w": f"[string({THREE_LOOPS})]"})
    with clocked(clock), pytest.raises(OutOfTime):
        scope.variable("v")
    assert scope.budget.depth == 0
    with clocked(Clock(seconds=1)):
        later = scope.variable("v")
    assert isinstance(later, Unknown), "it is asked anew, and does not refer to itself"


@contextmanager
def clocked(clock: Callable[[], float]) -> Iterator[None]:
    """Evaluation with a clock."""
    token = CLOCK.set(clock)
    try:
        yield
    finally:
        CLOCK.reset(token)


def scope_of(variables: dict[str, str]) -> TemplateScope:
    tree = parse(json.dumps({"variables": variables}))
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)
