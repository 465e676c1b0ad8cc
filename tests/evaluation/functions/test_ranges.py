"""What functions of numbers and lengths tell where only bounds are known."""

from __future__ import annotations

from evaluation.stated import check, states

NUMBERS = [
    ("parameters('port')", "unknown: an int of 1 to 9"),
    ("add(parameters('port'), 2)", "unknown: an int of 3 to 11"),
    ("sub(10, parameters('port'))", "unknown: an int of 1 to 9"),
    ("mul(parameters('port'), -2)", "unknown: an int of -18 to -2"),
    ("mul(parameters('count'), 0)", "0"),
    ("div(parameters('port'), 2)", "unknown: an int of 0 to 4"),
    ("div(9, parameters('port'))", "unknown: an int of 1 to 9"),
    ("mod(parameters('port'), 3)", "unknown: an int of 0 to 2"),
    ("mod(parameters('port'), 100)", "unknown: an int of 0 to 9"),
    ("min(parameters('port'), 3)", "unknown: an int of 1 to 3"),
    ("max(createArray(parameters('port'), parameters('count')))", "unknown: an int of at least 1"),
    ("max(parameters('list'))", "unknown: an int"),
    ("max(parameters('port'), 9)", "9"),
    ("int(parameters('port'))", "unknown: an int of 1 to 9"),
    (
        "mul(add(parameters('port'), 2), mul(2147483647, 2147483647))",
        "fails: 'mul': The result does not fit into 64 bits.",
    ),
    ("add(length(parameters('some')), 1)", "unknown: an int of at least 2"),
    ("indexOf(parameters('some'), 1)", "unknown: an int of at least -1"),
    ("range(parameters('port'), 2)", "[unknown: an int of 1 to 9, unknown: an int of 2 to 10]"),
    ("range(0, parameters('port'))", "unknown: an array of 1 to 9 elements"),
    ("length(skip(parameters('some'), 1))", "unknown: an int of at least 0"),
    ("length(take(parameters('list'), 3))", "unknown: an int of 0 to 3"),
    ("length(filter(parameters('some'), lambda('x', true())))", "unknown: an int of at least 0"),
]
COMPARED = [
    ("greater(parameters('port'), 0)", "true"),
    ("less(parameters('port'), 1)", "false"),
    (
        "lessOrEquals(9, parameters('count'))",
        "true if parameter 'count' is at least 9; false if parameter 'count' is at most 8",
    ),
    (
        "greaterOrEquals(parameters('port'), 5)",
        "true if parameter 'port' is at least 5; false if parameter 'port' is at most 4",
    ),
    ("less(parameters('port'), parameters('count'))", "unknown: a bool"),
    ("less(parameters('port'), add(parameters('port'), 9))", "true"),
    (
        "less(length(parameters('list')), 3)",
        "true if parameter 'list' has a length of at most 2; false if parameter 'list' has a length of at least 3",
    ),
    ("equals(parameters('port'), 12)", "false"),
    (
        "equals(parameters('port'), 3)",
        "true if parameter 'port' is 3; false if parameter 'port' is not 3",
    ),
    ("equals(length(parameters('some')), 0)", "false"),
    (
        "equals(length(parameters('list')), 2)",
        "true if parameter 'list' has a length of 2; false if parameter 'list' has a length that is not 2",
    ),
    ("equals(length(parameters('list')), length(parameters('list')))", "true"),
]
NARROWED = [
    (
        "if(greater(parameters('count'), 3), less(parameters('count'), 3), 'no')",
        "false if parameter 'count' is at least 4; \"no\" if parameter 'count' is at most 3",
    ),
    (
        "if(empty(parameters('text')), parameters('text'), 'no')",
        "\"\" if parameter 'text' is empty; \"no\" if parameter 'text' is not empty",
    ),
    (
        "if(empty(parameters('list')), parameters('list'), first(parameters('list')))",
        "[] if parameter 'list' is empty; unknown: any value if parameter 'list' is not empty",
    ),
    ("if(not(empty(parameters('list'))), greater(length(parameters('list')), 0), true())", "true"),
    ("if(equals(empty(parameters('list')), false()), empty(parameters('list')), false())", "false"),
    ("if(equals(length(parameters('text')), 2), length(concat(parameters('text'), 'x')), 3)", "3"),
    (
        "if(and(greater(parameters('count'), 3), less(parameters('count'), 5)), parameters('count'), 4)",
        "4",
    ),
    (
        "if(or(less(parameters('count'), 3), greater(parameters('count'), 5)), 'out', parameters('port'))",
        "\"out\" if parameter 'count' is at most 2; \"out\" if parameter 'count' is at least 6; unknown: an int of 1 to 9 if parameter 'count' is 3 to 5",
    ),
    (
        "if(greater(parameters('port'), 8), parameters('port'), 0)",
        "9 if parameter 'port' is at least 9; 0 if parameter 'port' is at most 8",
    ),
    (
        "if(greater(parameters('count'), 3), parameters('count'), parameters('count'))",
        "unknown: an int",
    ),
    (
        "if(equals(parameters('count'), 3), 1, if(equals(parameters('count'), 3), 2, 3))",
        "1 if parameter 'count' is 3; 3 if parameter 'count' is not 3",
    ),
    ("if(equals(concat('a-', parameters('text')), 'a-b'), parameters('text'), 'b')", '"b"'),
    (
        "coalesce(parameters('any'), 1)",
        "unknown: any value but null if parameter 'any' is not null; 1 if parameter 'any' is null",
    ),
    (
        "coalesce(parameters('map').a, parameters('map').b)",
        "unknown: any value but null if 'a' of parameter 'map' is not null; unknown: any value but null if 'a' of parameter 'map' is null and 'b' of parameter 'map' is not null; null if 'a' of parameter 'map' is null and 'b' of parameter 'map' is null",
    ),
    ("coalesce(parameters('text'), 1)", "unknown: a string"),
]


@states(NUMBERS)
def test_bounds_are_kept(expression: str, expected: str) -> None:
    check(expression, expected)


@states(COMPARED)
def test_bounds_tell(expression: str, expected: str) -> None:
    check(expression, expected)


@states(NARROWED)
def test_branches_know_their_condition(expression: str, expected: str) -> None:
    check(expression, expected)
