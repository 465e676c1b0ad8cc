"""What the questions of rules answer: yes, no, or that only a deployment knows."""

from __future__ import annotations

import pytest

from armlens.evaluation import questions
from armlens.evaluation.values import Absent, Choice, Failure, Single
from evaluation.stated import value_of

Answer = bool | None
YES, NO, OPEN = True, False, None


def single(expression: str) -> Single:
    """The value of an expression over the names of the tables' template."""
    value = value_of(expression)
    assert not isinstance(value, Choice)
    return value


@pytest.mark.parametrize(
    ("expression", "answers"),
    [
        ("'aks-dev'", (YES, NO, NO)),
        ("'AKS-dev'", (NO, NO, NO)),
        ("''", (NO, NO, NO)),
        ("'x.aks-'", (NO, YES, NO)),
        ("12", (NO, NO, NO)),
        ("null()", (NO, NO, NO)),
        ("createArray('aks-')", (NO, NO, NO)),
        ("parameters('count')", (NO, NO, NO)),
        ("parameters('tier')", (NO, NO, OPEN)),
        ("parameters('text')", (OPEN, OPEN, OPEN)),
        ("parameters('any')", (OPEN, OPEN, OPEN)),
        ("fail('no')", (OPEN, OPEN, OPEN)),
    ],
)
def test_texts(expression: str, answers: tuple[Answer, ...]) -> None:
    value = single(expression)
    assert answers == (
        questions.starts_with(value, "aks-", ignoring_case=False),
        questions.ends_with(value, "aks-", ignoring_case=False),
        questions.equals(value, "Free", ignoring_case=False),
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [("AKS-dev", YES), ("aks", NO), ("\u212aks-", NO), ("ß", NO)],
    ids=["upper", "short", "the sign of Kelvin is no k", "sharp s"],
)
def test_case_is_ignored_as_dotnet_does(text: str, answer: Answer) -> None:
    assert questions.starts_with(single(f"'{text}'"), "aks-", ignoring_case=True) is answer


@pytest.mark.parametrize(
    ("expression", "pattern", "answer"),
    [
        ("'MC_group'", "mc_*", YES),
        ("'my/web'", "*/web", YES),
        ("'my/webs'", "*/web", NO),
        ("'a.b'", "a?b", YES),
        ("'a\nb'", "a*b", YES),
        ("'[x]'", "[x]", YES),
        ("parameters('sku')", "?", YES),
        ("parameters('sku')", "a*", OPEN),
        ("parameters('text')", "a*", OPEN),
    ],
)
def test_like(expression: str, pattern: str, answer: Answer) -> None:
    assert questions.is_like(single(expression), pattern, ignoring_case=True) is answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("'basic_A3'", YES),
        ("'xbasic_a3'", YES),
        ("'Standard_D2'", NO),
        ("parameters('tier')", NO),
        ("parameters('text')", OPEN),
        ("3", NO),
    ],
)
def test_matches(expression: str, answer: Answer) -> None:
    assert questions.matches(single(expression), "basic_a[0-4]", ignoring_case=True) is answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("'free'", YES),
        ("'other'", NO),
        ("1", YES),
        ("json('1.0')", YES),
        ("true()", NO),
        ("null()", YES),
        ("createObject()", NO),
        ("parameters('tier')", OPEN),
        ("parameters('list')", NO),
        ("parameters('count')", OPEN),
    ],
)
def test_one_of(expression: str, answer: Answer) -> None:
    wanted = ("Free", 1, None)
    assert questions.is_one_of(single(expression), wanted, ignoring_case=True) is answer


@pytest.mark.parametrize(
    ("expression", "bounds", "is_from_2_to_4"),
    [
        ("3", (3, 3), YES),
        ("5", (5, 5), NO),
        ("true()", None, NO),
        ("'3'", None, NO),
        ("parameters('count')", (None, None), OPEN),
        ("parameters('any')", (None, None), OPEN),
        ("parameters('text')", None, NO),
    ],
)
def test_numbers(
    expression: str, bounds: tuple[float, float] | None, is_from_2_to_4: Answer
) -> None:
    value = single(expression)
    assert questions.number_bounds(value) == bounds
    assert questions.is_within(value, 2, 4) is is_from_2_to_4


@pytest.mark.parametrize(
    ("expression", "bounds", "is_from_1_to_4"),
    [
        ("'abc'", (3, 3), YES),
        ("'😀😀😀'", (6, 6), NO),
        ("createArray()", (0, 0), NO),
        ("variables('half')", (2, 2), YES),
        ("variables('o')", (2, 2), YES),
        ("parameters('tier')", (4, 5), OPEN),
        ("parameters('list')", (0, None), OPEN),
        ("parameters('any')", (0, None), OPEN),
        ("parameters('count')", None, NO),
        ("12", None, NO),
    ],
)
def test_lengths(
    expression: str, bounds: tuple[int, int | None] | None, is_from_1_to_4: Answer
) -> None:
    value = single(expression)
    assert questions.length_bounds(value) == bounds
    assert questions.has_length(value, 1, 4) is is_from_1_to_4


@pytest.mark.parametrize("value", [Failure("no"), Absent()])
def test_of_nothing_there_is_nothing_to_say(value: Single) -> None:
    expected = NO if isinstance(value, Absent) else OPEN
    assert questions.is_within(value, 1) is expected
    assert questions.has_length(value, 1) is expected
    assert questions.contains_text(value, "a", ignoring_case=True) is expected
    assert questions.equals(value, None, ignoring_case=True) is expected
    assert questions.length_bounds(value) is None
    assert questions.number_bounds(value) is None
    assert questions.text_pieces(value) is None


@pytest.mark.parametrize(
    ("expression", "pieces"),
    [("'a'", ("a",)), ("parameters('text')", (None,)), ("parameters('any')", None), ("1", None)],
)
def test_pieces(expression: str, pieces: tuple[str | None, ...] | None) -> None:
    assert questions.text_pieces(single(expression)) == pieces


@pytest.mark.parametrize(
    ("expression", "answers"),
    [
        ("concat('aks-', parameters('text'))", (YES, OPEN, NO, NO)),
        ("concat('vm-', parameters('text'))", (NO, OPEN, NO, NO)),
        ("concat(parameters('text'), '-prod')", (OPEN, YES, NO, NO)),
        ("concat('aks-', parameters('text'), '-prod')", (YES, YES, NO, NO)),
        ("uniqueString(parameters('text'))", (NO, NO, NO, YES)),
        ("concat('st', uniqueString(parameters('text')))", (NO, NO, NO, YES)),
        ("parameters('name')", (OPEN, NO, OPEN, OPEN)),
    ],
)
def test_texts_that_are_known_in_part(expression: str, answers: tuple[Answer, ...]) -> None:
    value = single(expression)
    assert answers == (
        questions.starts_with(value, "AKS-", ignoring_case=True),
        questions.is_like(value, "*-prod", ignoring_case=False),
        questions.equals(value, "Free", ignoring_case=True),
        questions.matches(value, "^[a-z0-9]{3,24}$", ignoring_case=False),
    )


@pytest.mark.parametrize(
    ("expression", "numbers", "lengths"),
    [
        ("parameters('port')", (1, 9), None),
        ("add(parameters('port'), 1)", (2, 10), None),
        ("parameters('name')", None, (2, 4)),
        ("concat('a', parameters('name'))", None, (3, 5)),
        ("parameters('some')", None, (1, None)),
        ("concat(parameters('some'), createArray(1))", None, (2, None)),
        ("union(parameters('map'), createObject('a', 1))", None, (1, None)),
    ],
)
def test_bounds_of_what_is_not_known(
    expression: str,
    numbers: tuple[float | None, float | None] | None,
    lengths: tuple[int, int | None] | None,
) -> None:
    value = single(expression)
    assert questions.number_bounds(value) == numbers
    assert questions.length_bounds(value) == lengths


def test_pieces_of_a_text() -> None:
    value = single("concat('a-', parameters('text'), '-b')")
    assert questions.text_pieces(value) == ("a-", None, "-b")


def test_nobody_knows_where_a_pattern_is_that_is_not_read() -> None:
    pattern = "(?=aks)"
    assert questions.matches(single("'x-aks'"), pattern, ignoring_case=False) is OPEN
    assert questions.matches(single("1"), pattern, ignoring_case=False) is OPEN


def test_a_pattern_that_would_go_back_and_forth_takes_no_time() -> None:
    text = "a" * 20_000
    assert questions.matches(single(f"'{text}'"), "^(a+)+$", ignoring_case=False) is YES
    assert questions.matches(single(f"'{text}!'"), "^(a+)+$", ignoring_case=False) is NO
    assert questions.matches(single(f"'{text}!'"), "^(a|a?)+b|(.*)*x$", ignoring_case=False) is NO
