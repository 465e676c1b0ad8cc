"""Regular expressions on texts that are known in part: as `re` finds them, for every filling."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.evaluation.bounds import Bounds
from armlens.evaluation.forms import END, START, Characters, Repeated, Sequence, folded, literal
from armlens.evaluation.patterns import NotRead, machine_of, read_pattern, wildcards
from armlens.evaluation.pieces import ANY_LETTERS, Hole, Letters, Pieces, joined
from armlens.evaluation.recognition import MAX_KNOWN, MAX_SIZE, machine, reads

ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "A",
        "-",
        ".",
        "[ab]",
        "[^a]",
        "[a-c-]",
        r"\d",
        r"\w",
        r"\W",
        r"\.",
        "(?:ab)",
        "(?i:A)",
    ]
)
COUNTS = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,2}", "{1,}", "*?"])
TEXTS = st.text(alphabet="abA-1.\né", max_size=6)


@st.composite
def patterns(draw: st.DrawFn, depth: int = 2) -> str:
    parts = draw(st.lists(st.tuples(ATOMS, COUNTS), min_size=1, max_size=3))
    text = "".join(atom + count for atom, count in parts)
    if depth and draw(st.booleans()):
        text += f"({draw(patterns(depth - 1))}|{draw(patterns(depth - 1))}){draw(COUNTS)}"
    if depth == 2:
        text = (
            draw(st.sampled_from(["", "^", r"\A"])) + text + draw(st.sampled_from(["", "$", r"\Z"]))
        )
    return text


@st.composite
def filled(draw: st.DrawFn) -> tuple[Pieces, str]:
    """The pieces of a text, and the whole that it turns out to be."""
    pieces: list[str | Hole] = []
    whole = ""
    for is_hole in draw(st.lists(st.booleans(), max_size=4)):
        text = draw(TEXTS)
        whole += text
        if not is_hole:
            pieces.append(text)
            continue
        sizes = Bounds(draw(st.integers(0, len(text))), draw(st.none() | st.integers(len(text), 9)))
        letters = draw(st.sampled_from([ANY_LETTERS, Letters(frozenset(text + "a"))]))
        pieces.append(Hole(None, sizes, letters))
    return joined(pieces), whole


@settings(max_examples=500)
@given(pattern=patterns(), text=TEXTS)
def test_known_text_is_read_as_re_does(pattern: str, text: str) -> None:
    reader = machine_of(pattern, ignoring_case=False)
    assert reader is not None, pattern
    assert reads(reader, joined((text,))) is (re.search(pattern, text) is not None)


@settings(max_examples=500)
@given(pattern=patterns(), text=filled())
def test_answer_holds_whatever_is_in_the_holes(pattern: str, text: tuple[Pieces, str]) -> None:
    pieces, whole = text
    reader = machine_of(pattern, ignoring_case=False)
    assert reader is not None
    assert reads(reader, pieces) in (None, re.search(pattern, whole) is not None)


NAME = Hole(sizes=Bounds(1, 9), letters=Letters(frozenset("abc123")))
FREE = Hole()
TWO = Hole(sizes=Bounds(2, 2), letters=NAME.letters)
TWO_UNITS = Hole(sizes=Bounds(2, 2))


@pytest.mark.parametrize(
    ("pattern", "pieces", "answer"),
    [
        ("^[a-z0-9]{3,24}$", ("st", NAME), True),
        ("^[a-z0-9]{3,24}$", ("st-", NAME), False),
        ("^[a-z0-9]{3,5}$", ("st", NAME), None),
        ("^[a-z0-9]{3,24}$", ("st", FREE), None),
        ("^aks-", ("aks-", FREE), True),
        ("^aks-.*-prod$", ("aks-", NAME, "-prod"), True),
        ("^aks-.*-prod$", ("aks-", FREE, "-prod"), None),
        ("^aks-.+-prod$", ("aks-", FREE, "-prod"), None),
        ("^aks-..-prod$", ("aks-", TWO, "-prod"), True),
        ("^aks-..-prod$", ("aks-", TWO_UNITS, "-prod"), None),
        ("^vm-", ("aks-", FREE), False),
        ("x", (NAME,), False),
        ("abc", ("ab", FREE), None),
        ("b[12]", ("a", NAME, "b1"), True),
        ("^$", (FREE,), None),
        ("^$", (NAME,), False),
        ("(?i:PROD)", (FREE, "-Prod"), True),
        ("(?i:a(?-i:B))", ("Ab", NAME), False),
        (r"^\w+$", ("é", NAME), True),
        ("^.$", ("😀",), True),
        ("😀|x", (FREE, "😀"), True),
    ],
)
def test_texts_with_holes(pattern: str, pieces: Pieces, answer: object) -> None:
    reader = machine_of(pattern, ignoring_case=False)
    assert reader is not None
    assert reads(reader, pieces) is answer


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)",
        r"(a)\1",
        r"\bword",
        "a**",
        "^*",
        "a$b",
        "[^]",
        "[z-a]",
        "[é-ü]",
        "(a",
        "a)",
        "*a",
        "[[:alpha:]]",
        "a{9999}",
        "a{500}{500}",
        "((a{300}b){300}c){300}",
        "(" * 40 + ")" * 40,
    ],
)
def test_what_dialects_do_not_share_or_is_too_large_is_not_read(pattern: str) -> None:
    assert machine_of(pattern, ignoring_case=False) is None


@pytest.mark.parametrize(
    ("pattern", "refused", "reason"),
    [
        ("a(b", "(", "the group has no end"),
        ("ab)c", ")", "there is no group to end here"),
        ("a[bc", "[", "the set has no end"),
        ("*a", "*", "there is nothing to repeat here"),
        ("a{", "{", "'{' by itself is written '\\\\{'"),
        ("a{9,2}", "{9,2}", "the first count is the greater one"),
        ("a{501}", "{501}", "a count may be up to 500"),
        ("a$b", "b", "nothing can follow the end of the text"),
        ("ab++", "+", "what is repeated is repeated again, which needs a group"),
        ("[z-a]", "z-a", "the range goes down"),
        ("a\\", "\\", "it ends where something must follow"),
        (r"a\b", r"\b", r"it has '\b', which is not supported"),
        ("a(?!b)", "(?!", "it has '(?!', which is not supported, since the time"),
        ("a(?<=b)", "(?<=", "it has '(?<=', which is not supported, since the time"),
        (r"(a)\1", r"\1", r"'\1' refers back, which is not supported, since the time"),
        ("(a{500}){500}", "(a{500}){500}", "it is too large"),
        ("(" * 9_000, "", "groups are nested more than 30 deep"),
    ],
)
def test_what_is_not_read_is_told_at_its_characters(
    pattern: str, refused: str, reason: str
) -> None:
    found = read_pattern(pattern, ignoring_case=False)
    assert isinstance(found, NotRead)
    assert found.reason.startswith(reason.replace("\\\\", "\\"))
    assert found.span.text_of(pattern) in (refused, refused or "(")


@given(st.text(st.sampled_from("ab()[]{}|?*+^$\\,-19<>:=!PiZé."), max_size=12))
def test_any_pattern_is_read_as_re_does_or_refused_inside_of_it(pattern: str) -> None:
    found = read_pattern(pattern, ignoring_case=False)
    if isinstance(found, NotRead):
        assert 0 <= found.span.start <= found.span.end <= len(pattern)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = re.compile(pattern)
    for text in ("", "a", "b", "ab", "ba", "aab", "a1", "-", "é"):
        assert reads(found, joined((text,))) is (theirs.search(text) is not None), text


def test_a_machine_takes_no_more_memory_than_it_may() -> None:
    reader = machine_of("(a|b)*a(a|b){400}$", ignoring_case=False)
    assert reader is not None
    text = "".join("ab"[n * n % 7 % 2] for n in range(20_000))
    assert reads(reader, (text,)) in (None, re.search("a[ab]{400}$", text) is not None)
    assert sum(len(state.places) for state in reader._states.values()) <= MAX_SIZE


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The characters of which forms are asked whether they admit them."""
    found: list[str] = []
    admits = Characters.admits

    def noted(characters: Characters, character: str) -> bool:
        found.append(character)
        return admits(characters, character)

    monkeypatch.setattr(Characters, "admits", noted)
    return found


def test_what_a_form_can_tell_of_a_character_is_asked_once(asked: list[str]) -> None:
    reader = machine_of("^[^ab]+$", ignoring_case=False)
    assert reader is not None
    assert reads(reader, ("éñ" * 50_000,))
    assert len(asked) <= 10


def test_a_machine_that_meets_no_hole_asks_only_of_what_it_reads(asked: list[str]) -> None:
    reader = machine_of("^[^é]+é$", ignoring_case=False)
    assert reader is not None
    assert reads(reader, ("abé",))
    assert {*asked} == {*"abé"}


def test_a_machine_keeps_few_characters() -> None:
    reader = machine_of("^[^a]+$", ignoring_case=False)
    assert reader is not None
    assert reads(reader, ("".join(map(chr, range(0x4E00, 0x8E00))),))
    assert len(reader._kind_of) <= MAX_KNOWN


@pytest.mark.parametrize(
    ("pattern", "text", "answer"),
    [
        ("MC_*", "mc_group", True),
        ("*/web", "a/b/web", True),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("[a]", "[A]", True),
        ("", "", True),
        ("", "x", False),
    ],
)
def test_wildcards(pattern: str, text: str, answer: object) -> None:
    reader = machine(Sequence((START, wildcards(pattern, ignoring_case=True), END)))
    assert reader is not None
    assert reads(reader, joined((text,))) is answer


@given(one=st.text(max_size=3), other=st.text(max_size=3))
def test_case_is_ignored_in_one_way(one: str, other: str) -> None:
    reader = machine(Sequence((START, literal(one, ignoring_case=True), END)))
    assert reader is not None
    assert reads(reader, joined((other,))) is (folded(one) == folded(other))


def test_long_holes_and_nested_repetitions_cost_little() -> None:
    reader = machine_of("^(a*)*b$", ignoring_case=False)
    assert reader is not None
    assert reads(reader, ("a" * 20_000,)) is False
    assert reads(reader, ("a", Hole(sizes=Bounds(100_000)))) is None
    assert machine(Repeated(literal("ab" * 1000, ignoring_case=False), 2, 2)) is None
