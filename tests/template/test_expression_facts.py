"""What an expression says by itself is the same whether or not others are written like it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from armlens.template.problems.gathering import gathered
from armlens.template.problems.likeness import facts_of

_PIECES = (
    "parameters('a')",
    "variables('b.c')",
    "variables('it''s')",
    "['key']",
    "[0]",
    ".member",
    "copyIndex('loop')",
    "lambda('i', ",
    "lambdaVariables('i')",
    "map(",
    "concat(",
    "equals(",
    "if(",
    "reference('x', ",
    "my.f(",
    "''",
    "'😀'",
    "'",
    '"',
    "(",
    ")",
    ", ",
    "1",
    "nope(",
)
_TEXTS = (
    st.lists(st.sampled_from(_PIECES), max_size=9)
    .map(lambda pieces: f"[{''.join(pieces)}]")
    .filter(lambda text: not text.startswith("[["))
)


@given(_TEXTS)
@example("[concat(parameters('long name'), variables('b')['k''ey'].x[2], 'x')]")
@example("[map(parameters('a'), lambda('i', lambdaVariables('j')))]")
@example("[concat(\"it's\", parameters('a'))]")
@example("[concat('a' 'b')]")
@example("[concat('a''', '''b')]")
def test_facts_are_those_of_the_text_itself(text: str) -> None:
    assert facts_of(text) == gathered(text)


@pytest.mark.parametrize("text", ["", "plain", "[[escaped]", " [concat('a')]", "[a"])
def test_what_is_no_expression_says_nothing(text: str) -> None:
    assert not facts_of(text).references
    assert not facts_of(text).problems
