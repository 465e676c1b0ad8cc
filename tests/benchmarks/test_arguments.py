"""What the commands take."""

from __future__ import annotations

import pytest

from benchmarks.arguments import PARTS, parse
from benchmarks.documents.document import characters, size_name


@pytest.mark.parametrize(
    ("text", "size"),
    [("33KB", 33_000), ("3.1 MB", 3_100_000), ("4m", 4_000_000), ("5000", 5_000), ("8 kb", 8_000)],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert characters(text) == size
    assert characters(size_name(size)) == size


def test_other_text_is_no_size() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        characters("large")


@pytest.mark.parametrize("given", [(), PARTS[:1], PARTS])
def test_parts_may_be_left_out(given: tuple[str, ...]) -> None:
    assert parse(["run", *given]).parts == list(given)


def test_an_unknown_part_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["run", "everything"])
    assert "'everything' is none of servers, curve, command-line" in capsys.readouterr().err


def test_the_largest_template_is_profiled_in_the_middle_unless_told_otherwise() -> None:
    arguments = parse(["profile"])
    assert (arguments.size, arguments.place) == (3_100_000, "middle")
