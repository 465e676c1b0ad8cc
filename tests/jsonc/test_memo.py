"""What is remembered of nodes: for as long as they are asked for, and are true."""

from __future__ import annotations

import pytest

from armlens.jsonc.memo import Kind, Memo, Overtaken
from armlens.jsonc.nodes import Node, Stretch

LENGTH: Kind[list[int]] = Kind("a length")


def always(_known: list[int]) -> bool:
    return True


def node() -> Node:
    return Node(0, 1, Stretch(0))


def remembered(memo: Memo, of: Node, value: int, *, is_true: bool = True) -> list[int]:
    return memo.once(LENGTH, (of,), lambda _known: is_true, lambda: [value])


def test_what_is_true_is_computed_once() -> None:
    memo, one, other = Memo(lambda: None), node(), node()
    assert remembered(memo, one, 1) is remembered(memo, one, 2)
    assert remembered(memo, other, 3) == [3]
    assert remembered(memo, one, 4, is_true=False) == [4]
    assert remembered(memo, one, 5) == [4]


def test_kinds_are_remembered_apart() -> None:
    memo, one = Memo(lambda: None), node()
    other: Kind[list[int]] = Kind("another")
    assert remembered(memo, one, 1) == [1]
    assert memo.once(other, (one,), always, lambda: [2]) == [2]


def test_what_is_not_asked_for_is_forgotten() -> None:
    memo, one, other = Memo(lambda: None), node(), node()
    remembered(memo, one, 1)
    remembered(memo, other, 2)
    memo.forget_unused()
    assert remembered(memo, one, 3) == [1]
    memo.forget_unused()
    assert remembered(memo, other, 4) == [4]
    assert remembered(memo, one, 5) == [1]


def test_what_was_computed_before_work_was_overtaken_is_kept() -> None:
    left = [2]

    def pause() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Overtaken

    memo, nodes = Memo(pause), [node() for _ in range(3)]
    with pytest.raises(Overtaken):
        [remembered(memo, each, number) for number, each in enumerate(nodes)]
    left[0] = 1
    assert [remembered(memo, each, 9) for each in nodes] == [[0], [1], [9]]
