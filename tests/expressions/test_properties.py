"""What holds for every expression: reading never fails, and printing is its inverse."""

from dataclasses import fields, is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.text.spans import Span
from expressions.notation import outline, parts, source

NOWHERE = Span(0, 0)
PIECES = [
    *("f(", "ns.f(", "x()", ")", "[", "]", "[?", "[^", "{", "}", ",", ".", ".?", "'", "''", '"'),
    *("'a'", "name", "1", "-", "+2", "1.5", "==", "?", ":", "!", " ", "\n", "é", "😀", "$", "@"),
]
names = st.from_regex(r"[A-Za-z_$][A-Za-z0-9_$]{0,8}", fullmatch=True)
literals = st.one_of(
    st.text(max_size=8).map(lambda value: StringLiteral(value, NOWHERE)),
    st.integers(-(2**31), 2**31 - 1).map(lambda value: IntegerLiteral(value, NOWHERE)),
)
written = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arguments = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            Call,
            names,
            st.none() | names,
            arguments,
            name_span=st.just(NOWHERE),
            span=st.just(NOWHERE),
        ),
        st.builds(MemberAccess, inner, names, st.just(NOWHERE), st.just(NOWHERE)),
        st.builds(IndexAccess, inner, inner, st.just(NOWHERE)),
    )


expressions: st.SearchStrategy[Expression] = st.recursive(literals, larger, max_leaves=12)


@given(expressions)
def test_reading_what_is_printed_gives_the_tree_back(tree: Expression) -> None:
    parsed = parse_expression(f"[{source(tree)}]")
    assert parsed.problems == ()
    assert outline(parsed.root) == outline(tree)


@given(expressions)
def test_each_node_spans_its_own_text(tree: Expression) -> None:
    value = f"[{source(tree)}]"
    waiting = [parse_expression(value).root]
    while waiting:
        node = waiting.pop()
        assert node.span.text_of(value) == source(node)
        waiting += parts(node)


@given(written)
def test_any_text_can_be_read(inside: str) -> None:
    value = f"[{inside}]"
    parsed = parse_expression(value)
    assert_nested(parsed.root, Span(0, len(value)))
    for problem in parsed.problems:
        assert 0 <= problem.span.start < problem.span.end <= len(value)
    assert list(parsed.problems) == sorted(parsed.problems, key=lambda problem: problem.span)


@given(written)
def test_text_without_brackets_can_be_read(value: str) -> None:
    assert_nested(parse_expression(value).root, Span(0, len(value)))


def assert_nested(node: Expression, within: Span) -> None:
    """Every span lies in its parent's, and siblings follow one another."""
    assert is_dataclass(node)
    assert within.start <= node.span.start <= node.span.end <= within.end
    if "name_span" in {field.name for field in fields(node)}:
        assert isinstance(node, Call | MemberAccess)
        assert node.span.start <= node.name_span.start <= node.name_span.end <= node.span.end
    start = node.name_span.end if isinstance(node, Call) else node.span.start
    for part in parts(node):
        assert_nested(part, Span(start, node.span.end))
        start = part.span.end
