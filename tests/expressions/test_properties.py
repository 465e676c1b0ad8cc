"""What holds for every expression: reading never fails, and printing is its inverse."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.expressions.mistakes import MAX_DEPTH
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.expressions.reader import Reader, TooDeepError
from armlens.expressions.regular import read_regular
from armlens.expressions.tokens import tokenize
from armlens.text.spans import Span
from expressions.notation import outline, source
from reliability.fuzzing.expressions import check, check_nested, parts

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


@given(expressions)
def test_what_is_regular_is_read_at_once(tree: Expression) -> None:
    value = source(tree)
    assert read_regular(value, Span(0, len(value))) is not None


@given(st.one_of(written, expressions.map(source)), st.data())
@settings(max_examples=300)
def test_both_readers_give_the_same(value: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(value)))
    value = value[:at] + data.draw(st.sampled_from(["", " ", *PIECES])) + value[at:]
    within = Span(0, len(value))
    regular, tokens = read_regular(value, within), tokenize(value, within)
    if regular is not None:
        assert regular == Reader(tokens).read()
    elif len(tokens) > 1:
        with suppress(TooDeepError):
            read = Reader(tokens).read()
            assert read.problems or not value.isascii()


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1])
@pytest.mark.parametrize(
    "shape", [("f(", "1", ")"), ("", "f()", ".a"), ("", "f()", "[0]"), ("f()[", "1", "]")]
)
def test_both_readers_go_as_deep(depth: int, shape: tuple[str, str, str]) -> None:
    before, inside, behind = shape
    value = before * depth + inside + behind * depth
    within = Span(0, len(value))
    try:
        read = Reader(tokenize(value, within)).read()
    except TooDeepError:
        assert read_regular(value, within) is None
    else:
        assert read_regular(value, within) == read


@given(written)
def test_any_text_can_be_read(inside: str) -> None:
    check(f"[{inside}]")


@given(written)
def test_text_without_brackets_can_be_read(value: str) -> None:
    check_nested(parse_expression(value).root, Span(0, len(value)))
