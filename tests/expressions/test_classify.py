import pytest

from armlens.expressions.classify import StringKind, classify, literal_value


@pytest.mark.parametrize(
    "value",
    ["[x()]", "[]", "[ ]", "[]]", "[\n  x()\n]", "[Test] string [x]", "['[[']", "[]\u2028]"],
)
def test_text_between_brackets_is_an_expression(value: str) -> None:
    assert classify(value) is StringKind.EXPRESSION
    assert literal_value(value) == value


@pytest.mark.parametrize(
    "value",
    ["", "x", "[", "]", "[[", "[x", "x]", "[x] tail", " [x]", "[x] ", "[x]\n", "[[x", "@{x('y')}"],
)
def test_other_text_stands_for_itself(value: str) -> None:
    assert classify(value) is StringKind.LITERAL
    assert literal_value(value) == value


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("[[x]", "[x]"),
        ("[[]", "[]"),
        ("[[[x]]", "[[x]]"),
        ("[[parameters('x')]", "[parameters('x')]"),
        ("[[a\nb]", "[a\nb]"),
    ],
)
def test_a_doubled_bracket_escapes_the_expression(value: str, meaning: str) -> None:
    assert classify(value) is StringKind.ESCAPED
    assert literal_value(value) == meaning
