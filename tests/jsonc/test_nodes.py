"""Nodes: members by name, walking, and plain values."""

from __future__ import annotations

from armlens.jsonc.nodes import Number, Object, String, children, walk, walk_but
from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python


def root_object(document: str) -> Object:
    root = parse(document).root
    assert isinstance(root, Object)
    return root


def test_the_last_exact_name_is_found_first() -> None:
    root = root_object('{"a": 1, "A": 2, "a": 3, "b": 4, "B": 5}')
    assert to_python(root.get("a")) == 3
    assert to_python(root.get("A")) == 2
    assert to_python(root.get("b")) == 4
    assert root.get("c") is None


def test_without_an_exact_name_case_does_not_count() -> None:
    assert to_python(root_object('{"Name": 1, "NAME": 2}').get("name")) == 2


def test_walking_gives_each_node_before_those_inside_it() -> None:
    root = root_object('{"a": [1, {"b": 2}]}')
    numbers = [node.raw for node in walk(root) if isinstance(node, Number)]
    names = [node.raw for node in walk(root) if isinstance(node, String)]
    assert (numbers, names) == (["1", "2"], ["a", "b"])
    assert next(walk(root)) is root


def test_walking_may_leave_out_what_is_inside_of_some_nodes() -> None:
    root = root_object('{"a": [1, {"b": 2}], "c": 3}')
    skipped = root.get("a")
    assert skipped is not None
    found = list(walk_but(root, {skipped}))
    assert [node.raw for node in found if isinstance(node, Number)] == ["3"]
    assert skipped in found


def test_children_of_a_member_are_its_name_and_its_value() -> None:
    member = root_object('{"a": 1}').members[0]
    assert children(member) == [member.key, member.value]
    assert children(member.key) == []


def test_values_need_no_recursion() -> None:
    assert to_python(parse("[" * 500 + "]" * 500).root) is not None


def test_the_last_of_equal_names_counts_and_missing_values_are_none() -> None:
    assert to_python(parse('{"a": 1, "b": , "c": tru, "a": [,]}').root) == {
        "a": [None],
        "b": None,
        "c": None,
    }
    assert to_python(None) is None
