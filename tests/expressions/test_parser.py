"""The trees and the spans of expressions without mistakes."""

import pytest

from armlens.expressions.nodes import Call, IndexAccess, IntegerLiteral, MemberAccess, StringLiteral
from armlens.expressions.parser import parse_expression
from armlens.text.spans import Span
from expressions.notation import outline


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        ("['a']", "'a'"),
        ("['']", "''"),
        ("['''']", "''''"),
        ("[5]", "5"),
        ("[-007]", "-7"),
        ("[-2147483648]", "-2147483648"),
        ("[f()]", "(f)"),
        ("[f( )]", "(f)"),
        ("[f(g(), 1, 'a')]", "(f (g) 1 'a')"),
        ("[concat('it''s', ' ok')]", "(concat 'it''s' ' ok')"),
        ("[concat('a\\nb')]", "(concat 'a\\nb')"),
        ("[concat('\"[]{},()')]", "(concat '\"[]{},()')"),
        ("[$f_1(_x())]", "($f_1 (_x))"),
        ("[PARAMETERS('Env')]", "(PARAMETERS 'Env')"),
        ("[parameters( 'name' )]", "(parameters 'name')"),
        ("[\r\n\tconcat(\n'a' ,\u00a0'b')\n]", "(concat 'a' 'b')"),
        ("[f().a.b]", "(. (. (f) a) b)"),
        ("[f()[0].a['b-c'][v('i')]]", "(@ (@ (. (@ (f) 0) a) 'b-c') (v 'i'))"),
        ("[f()[-1]]", "(@ (f) -1)"),
        ("[f() . a [ 0 ]]", "(@ (. (f) a) 0)"),
        ("[variables('o').a[0]['b']]", "(@ (@ (. (variables 'o') a) 0) 'b')"),
        (
            "[variables(parameters('env')).ports[1]]",
            "(@ (. (variables (parameters 'env')) ports) 1)",
        ),
        ("['a'.b]", "(. 'a' b)"),
        ("[contoso.tag('x')]", "(contoso.tag 'x')"),
        ("[contoso . tag ( 'x' ) . y]", "(. (contoso.tag 'x') y)"),
        ("[f(contoso.tag(), 'x')]", "(f (contoso.tag) 'x')"),
        ("[variables('m')['1']]", "(@ (variables 'm') '1')"),
        ("f('without brackets')", "(f 'without brackets')"),
    ],
)
def test_tree(value: str, tree: str) -> None:
    parsed = parse_expression(value)
    assert outline(parsed.root) == tree
    assert parsed.problems == ()


def test_spans_count_from_the_opening_bracket() -> None:
    value = "[ ns.f('x')[ 1 ].a ]"
    member = parse_expression(value).root
    assert isinstance(member, MemberAccess)
    assert member.span.text_of(value) == "ns.f('x')[ 1 ].a"
    assert member.name_span.text_of(value) == "a"
    index = member.target
    assert isinstance(index, IndexAccess)
    assert index.span.text_of(value) == "ns.f('x')[ 1 ]"
    assert index.index == IntegerLiteral(1, Span(13, 14))
    call = index.target
    assert isinstance(call, Call)
    assert call.span.text_of(value) == "ns.f('x')"
    assert call.name_span.text_of(value) == "f"
    assert call.arguments == (StringLiteral("x", Span(7, 10)),)


def test_equal_expressions_share_one_tree() -> None:
    assert parse_expression("[f('shared')]") is parse_expression("[f('shared')]")
