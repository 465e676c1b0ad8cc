"""Text from a document cannot act in a hover."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.editing.markup import Markdown, Plain
from armlens.rules.rule import Link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'identity.type' is 'None'.", "'identity.type' is 'None'."),
        ("Set `identity.type` now.", "Set `identity.type` now."),
        ("<img src=x> & <b>", "&lt;img src=x&gt; &amp; &lt;b&gt;"),
        ("![a](http://b) *c* _d_ ~e~ f|g", r"!\[a\](http\://b) \*c\* \_d\_ \~e\~ f\|g"),
        ("www.evil.example a@b", r"www\.evil.example a\@b"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("back\\`tick`", r"back\\\`tick\`"),
        ("``two` ticks", r"\`\`two\` ticks"),
        ("one\r\n\r\ntwo\u2028three\tfour\x1b[31m", r"one two three four \[31m"),
        ("abc\u202edcb\u2066", "abc dcb"),
    ],
)
def test_markdown_is_escaped_but_for_code(text: str, expected: str) -> None:
    assert Markdown().text(text) == expected


@given(st.text(st.sampled_from("`\\<>[]a \n")))
def test_no_tag_and_no_link_outside_code(text: str) -> None:
    written = Markdown().text(text)
    assert "\n" not in written
    # An escape and what it escapes, or a code span, in which a backslash means nothing.
    outside = re.sub(r"\\.|`[^`]+`", "", written)
    assert "`" not in outside
    assert "<" not in outside
    assert ">" not in outside


def test_link_cannot_be_ended_by_its_parts() -> None:
    link = Link("a](b", "https://x/> <script>(y)")
    assert Markdown().link(link) == r"[a\](b](<https://x/script(y)>)"


def test_plain_text_stays_on_one_line() -> None:
    plain = Plain()
    assert plain.text("a\n`b`\x07") == "a `b`"
    assert plain.strong("a") == "a"
    assert plain.link(Link("Page", "https://x")) == "Page: https://x"
