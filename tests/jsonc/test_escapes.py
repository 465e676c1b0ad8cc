"""Escapes: their values, and the way back to the source."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.jsonc.escapes import decode, source_offsets
from armlens.jsonc.nodes import Object, String
from armlens.jsonc.parse import parse
from armlens.text.spans import Span


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("", ""),
        ("plain", "plain"),
        (r"\"\\\/\b\f\n\r\t", '"\\/\b\f\n\r\t'),
        (r"\u005bx", "[x"),
        (r"\ud83d\ude00", "😀"),
        (r"\uD83D\uDE00", "😀"),
        (r"\ud83d", "\ud83d"),
        (r"\ude00\ud83d", "\ude00\ud83d"),
        ("\ud83d\\ude00", "\ud83d\ude00"),
        ("\\ud83d\ude00", "\ud83d\ude00"),
        ('a"\\n"b', 'a"\n"b'),
        (" \\u0041 ", " A "),
        (r"\x41\v\0\'", "A\v\0'"),
        ("a\\\nb\\\r\nc\\\rd\\\u2028e", "abcde"),
        (r"\q\u12\x4", "qu12x4"),
        ("end\\", "end"),
    ],
)
def test_escapes_are_decoded(raw: str, value: str) -> None:
    assert decode(raw) == value
    assert len(source_offsets(raw)) == len(value) + 1


@given(st.text(), st.booleans())
def test_json_is_decoded_as_python_does(value: str, ascii_only: object) -> None:
    raw = json.dumps(value, ensure_ascii=bool(ascii_only))[1:-1]
    assert decode(raw) == json.loads(f'"{raw}"')


@given(
    st.lists(st.sampled_from(["a", "😀", "\\n", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "\\\n"]))
)
def test_pieces_of_the_source_decode_to_pieces_of_the_value(pieces: list[str]) -> None:
    raw = "".join(pieces)
    offsets, value = source_offsets(raw), decode(raw)
    assert list(offsets) == sorted(offsets)
    for index, char in enumerate(value):
        assert decode(raw[offsets[index] : offsets[index + 1]]) == char


def source(document: str, within: Span) -> str:
    """The text of the span of the value of the only member."""
    root = parse(document).root
    assert isinstance(root, Object)
    value = root.members[0].value
    assert isinstance(value, String)
    return value.source_span(within).text_of(document)


@pytest.mark.parametrize(
    ("document", "within", "piece"),
    [
        ('{"a": "plain"}', Span(1, 3), "la"),
        ("{'a': 'plain'}", Span(0, 5), "plain"),
        ('{"a": "\\u005bf(\'\\\\\')]"}', Span(0, 2), "\\u005bf"),
        ('{"a": "\\u005bf(\'\\\\\')]"}', Span(4, 5), "\\\\"),
        ('{"a": "x\\ud83d\\ude00y"}', Span(1, 2), "\\ud83d\\ude00"),
        ('{"a": "x\\ud83d\\ude00y"}', Span(3, 3), ""),
        ('{"a": "one\n two"}', Span(3, 6), "\n t"),
        ('{"a": "open\n}', Span(0, 4), "open"),
        ('{"a": lost"}', Span(0, 4), "lost"),
        ('{"a": "x\\n"}', Span(0, 99), "x\\n"),
    ],
)
def test_a_piece_of_a_value_is_found_in_the_source(document: str, within: Span, piece: str) -> None:
    assert source(document, within) == piece
