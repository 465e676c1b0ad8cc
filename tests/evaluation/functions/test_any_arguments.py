"""Whatever the arguments, the text functions give data of their type or a reason, and soon."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.evaluation.functions import (
    cidr,
    dates,
    encoding,
    formatting,
    hashing,
    matching,
    strings,
    uris,
)
from armlens.evaluation.functions.signature import (
    MAX_STRING,
    ArgumentError,
    Family,
    UnknownResult,
    ValueType,
)
from armlens.evaluation.functions.utf16 import units
from armlens.evaluation.types import Data
from evaluation.functions.calls import Refused, call, check, table

FAMILIES: Family = {
    **cidr.FUNCTIONS,
    **dates.FUNCTIONS,
    **encoding.FUNCTIONS,
    **formatting.FUNCTIONS,
    **hashing.FUNCTIONS,
    **matching.FUNCTIONS,
    **strings.FUNCTIONS,
    **uris.FUNCTIONS,
}
STATIC = [name for name, function in FAMILIES.items() if function.compute]

TEXTS = (
    st.text()
    | st.text(st.characters(), max_size=3)
    | st.text("aA01.:/-+%{}*,;=? ZTPDüß\U0001f600\ud800", max_size=12)
    | st.sampled_from(["", "data:,a", "https://a.com/b", "2023-03-31T01:00:38Z", "P1D", "::/0"])
)
INTS = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 40)
LEAVES = TEXTS | INTS | st.booleans() | st.none() | st.floats(allow_nan=False)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
OF_TYPE: dict[ValueType, st.SearchStrategy[Data]] = {
    ValueType.STRING: TEXTS,
    ValueType.INT: INTS,
    ValueType.NULL: st.none(),
    ValueType.ARRAY: st.lists(LEAVES, max_size=3),
    ValueType.OBJECT: st.dictionaries(
        st.sampled_from(["scheme", "host", "port", "path", "query"]), LEAVES
    ),
}


def arguments_of(types: ValueType) -> st.SearchStrategy[Data]:
    if types is ValueType.ANY:
        return VALUES
    return st.one_of([OF_TYPE[each] for each in types])


def arguments_for(name: str) -> st.SearchStrategy[list[Data]]:
    """Arguments of the right types, as few and as many as the function takes."""
    function = FAMILIES[name]
    most = 3 if function.most is None else function.most
    counts = st.integers(function.required, most)
    each = [arguments_of(function.parameter(index).types) for index in range(most)]
    return counts.flatmap(lambda count: st.tuples(*each[:count]).map(list))


@pytest.mark.parametrize("name", STATIC)
def test_right_types_give_data_or_a_reason(name: str) -> None:
    @settings(max_examples=40)
    @given(arguments_for(name))
    def run(arguments: list[Data]) -> None:
        try:
            result = call(FAMILIES, name, *arguments)
        except (ArgumentError, UnknownResult):
            return
        assert not isinstance(result, str) or units(result) <= MAX_STRING

    run()


LONG = "x" * MAX_STRING


@table(
    [
        ("base64", [LONG], Refused()),
        ("dataUri", [LONG], Refused()),
        ("format", ["{0}{0}", LONG], Refused()),
        ("join", [[LONG, LONG], ","], Refused()),
        ("replace", [LONG, "x", LONG], Refused()),
        ("string", [[LONG]], Refused()),
        ("uri", ["https://a.com/", LONG], Refused()),
        ("uriComponent", [LONG.replace("x", " ")], Refused()),
    ]
)
def test_a_result_that_is_too_long_is_refused(
    name: str, arguments: list[Data], expected: object
) -> None:
    check(FAMILIES, (name, arguments, expected))
