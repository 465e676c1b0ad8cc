"""Offsets to positions and back, in each encoding, against a naive oracle."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.text.lines import LineIndex, Position, PositionEncoding, units
from armlens.text.spans import Span

UTF8, UTF16, UTF32 = PositionEncoding.UTF8, PositionEncoding.UTF16, PositionEncoding.UTF32
TEXTS = st.text(st.sampled_from("ab\r\n\té日😀\ud800\udc00\u2028\f\x85\x0b")) | st.text()
ENCODINGS = st.sampled_from(PositionEncoding)
SIZES = {UTF8: (1, 2, 3, 4), UTF16: (1, 1, 1, 2), UTF32: (1, 1, 1, 1)}


def size(char: str, encoding: PositionEncoding) -> int:
    """The units of one code point, from the ranges that the encodings define."""
    kind = sum(ord(char) >= limit for limit in (0x80, 0x800, 0x10000))
    return SIZES[encoding][kind]


def naive_position(text: str, offset: int, encoding: PositionEncoding) -> Position:
    lines = re.split(r"(\r\n|\r|\n)", text)
    start = 0
    for number in range(0, len(lines), 2):
        content, ending = lines[number], "".join(lines[number + 1 : number + 2])
        if offset < start + len(content) + len(ending) or not ending:
            before = content[: offset - start]
            return Position(number // 2, sum(size(char, encoding) for char in before))
        start += len(content) + len(ending)
    raise AssertionError


def spans(lines: LineIndex) -> list[Span]:
    return [lines.line_span(line) for line in range(lines.line_count)]


@given(TEXTS, ENCODINGS)
def test_positions_are_those_of_the_oracle(text: str, encoding: PositionEncoding) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        assert lines.position(offset, encoding) == naive_position(text, offset, encoding)


@given(TEXTS, ENCODINGS)
def test_an_offset_comes_back_from_its_position(text: str, encoding: PositionEncoding) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        expected = offset - 1 if inside_line_end else offset
        assert lines.offset(lines.position(offset, encoding), encoding) == expected


@given(TEXTS, ENCODINGS, st.integers(-2, 9), st.integers(-2, 40))
def test_any_position_means_an_offset(
    text: str, encoding: PositionEncoding, line: int, character: int
) -> None:
    lines = LineIndex(text)
    offset = lines.offset(Position(line, character), encoding)
    assert 0 <= offset <= len(text)
    if 0 <= line < lines.line_count:
        found = lines.position(offset, encoding)
        assert found.line == line
        assert found.character <= max(character, 0)


@given(TEXTS)
def test_lines_cover_the_text(text: str) -> None:
    lines = LineIndex(text)
    assert [span.text_of(text) for span in spans(lines)] == re.split(r"\r\n|\r|\n", text)
    for line, span in enumerate(spans(lines)):
        assert lines.line_start(line) == span.start
        assert lines.line_at(span.start) == lines.line_at(span.end) == line


@given(TEXTS, st.data())
def test_the_index_of_an_edited_text_is_that_of_the_text(text: str, data: st.DataObject) -> None:
    lines = LineIndex(text)
    for _ in range(3):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        edited = text[:start] + data.draw(TEXTS) + text[end:]
        before, lines = lines, lines.replaced(Span(start, end), edited)
        assert spans(before) == spans(LineIndex(text)), "an index never changes"
        text = edited
        assert spans(lines) == spans(LineIndex(text))
        assert [lines.line_at(at) for at in range(len(text) + 1)] == [
            LineIndex(text).line_at(at) for at in range(len(text) + 1)
        ]


def test_the_index_of_a_long_text_survives_edits_anywhere() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    text = "".join(chance.choice(["ab", "\n", "\r\n", "\r"]) for _ in range(2500))
    lines = LineIndex(text)
    for _ in range(60):
        start = chance.randrange(len(text) + 1)
        end = min(start + chance.choice([0, 0, 1, 2, 3, 40, 900]), len(text))
        pasted = "".join(
            chance.choice(["ab", "\n", "\r"]) for _ in range(chance.choice([0, 1, 700]))
        )
        text = text[:start] + pasted + text[end:]
        lines = lines.replaced(Span(start, end), text)
        assert spans(lines) == spans(LineIndex(text))


@pytest.mark.parametrize(
    ("encoding", "characters"),
    [(UTF8, [0, 1, 3, 6, 10, 11]), (UTF16, [0, 1, 2, 3, 5, 6]), (UTF32, [0, 1, 2, 3, 4, 5])],
)
def test_each_encoding_counts_its_units(encoding: PositionEncoding, characters: list[int]) -> None:
    lines = LineIndex("aé日😀z")
    assert [lines.position(offset, encoding).character for offset in range(6)] == characters


def test_a_character_within_a_code_point_is_its_start() -> None:
    lines = LineIndex("a😀b")
    assert lines.offset(Position(0, 2), UTF16) == 1
    assert [lines.offset(Position(0, character), UTF8) for character in (2, 3, 4)] == [1, 1, 1]


def test_a_lone_surrogate_counts_as_one_utf16_unit() -> None:
    text = "\ud800x"
    assert units(text, UTF16) == 2
    assert LineIndex(text).offset(Position(0, 1), UTF16) == 1


def test_two_lone_surrogates_are_not_one_character() -> None:
    text = "\ud83d\ude00"
    assert [LineIndex(text).offset(Position(0, n), UTF16) for n in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_lines_end_with_each_kind_of_line_end(ending: str) -> None:
    lines = LineIndex(f"ab{ending}c")
    assert lines.line_count == 2
    assert lines.line_span(0) == Span(0, 2)
    assert lines.position(2 + len(ending), UTF16) == Position(1, 0)


def test_the_middle_of_a_line_end_is_the_end_of_its_line() -> None:
    assert LineIndex("ab\r\nc").position(3, UTF16) == Position(0, 2)


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x0b", "\f", "\x85", "\x1c"])
def test_nothing_else_ends_a_line(char: str) -> None:
    assert LineIndex(f"a{char}b").line_count == 1


def test_positions_beyond_the_text_are_moved_into_it() -> None:
    lines = LineIndex("ab\ncd")
    assert lines.position(99, UTF16) == Position(1, 2)
    assert lines.position(-1, UTF16) == Position(0, 0)
    assert lines.offset(Position(0, 99), UTF16) == 2
    assert lines.offset(Position(9, 0), UTF16) == 5
    assert lines.offset(Position(-1, 5), UTF16) == 0
    assert lines.offset(Position(1, -1), UTF8) == 3
