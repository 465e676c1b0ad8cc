import pytest

from armlens.report.frame import frame
from armlens.report.run import Location, Source
from armlens.report.visible import visible
from armlens.text.spans import Span
from report.building import at, source


def shown(location: Location, width: int = 120) -> list[str]:
    return [f"{line.number:>2}|{line.text}" for line in frame(location, width)]


def test_span_is_underlined_between_its_neighbours() -> None:
    text = '{\n  "tags": {},\n  "colour": "red",\n  "size": 1\n}\n'
    assert shown(at(source(text), '"red"')) == [
        ' 2|  "tags": {},',
        ' 3|  "colour": "red",',
        "  |            ^^^^^",
        ' 4|  "size": 1',
    ]


@pytest.mark.parametrize(
    ("line", "expected", "underline"),
    [
        ("\tx", "    x", "    ^"),
        ("a\tx", "a   x", "    ^"),
        ("  \t\tx", "        x", "        ^"),
        ("\U0001f60bx", "\U0001f60bx", "  ^"),
        ("表x", "表x", "  ^"),
        ("e\u0301x", "e\u0301x", " ^"),
        ("\x1b[31mx", r"\x1b[31mx", "        ^"),
        ("\u202ex", r"\u202ex", "      ^"),
        ("\u2028\x0b\x0cx", r"\u2028\x0b\x0cx", "              ^"),
    ],
)
def test_underline_is_aligned_in_terminal_cells(line: str, expected: str, underline: str) -> None:
    assert shown(at(source(line), "x")) == [f" 1|{expected}", f"  |{underline}"]


def test_wide_span_is_underlined_in_full() -> None:
    assert shown(at(source('"表😋"'), '"表😋"'))[1] == "  |^^^^^^"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_not_shown(end: str) -> None:
    text = f"{{{end}x{end}}}"
    assert shown(at(source(text), "x")) == [" 1|{", " 2|x", "  |^", " 3|}"]


def test_empty_span_at_the_end_of_the_text_has_one_caret() -> None:
    assert shown(Location(source("[1"), Span(2, 2))) == [" 1|[1", "  |  ^"]


def test_span_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    assert shown(at(source("/* abc\n*/"), "abc\n*/")) == [" 1|/* abc", "  |   ^^^", " 2|*/"]


def test_blank_neighbours_are_left_out() -> None:
    assert shown(at(source("\n x\n\t\n"), "x")) == [" 2| x", "  | ^"]


def test_long_line_is_cut_around_the_span_and_stands_alone() -> None:
    text = "{\n" + "a" * 500 + "x" + "b" * 500 + "\n}"
    line, underline = shown(at(source(text), "x"), width=30)
    assert line == " 2|…aaaaaaaaaaxbbbbbbbbbbbbbbbbb…"
    assert underline == "  |           ^"


def test_long_span_is_underlined_as_far_as_it_is_shown() -> None:
    line, underline = shown(at(source("a" + "x" * 500), "x" * 500), width=20)
    assert line == " 1|a" + "x" * 18 + "…"
    assert underline == "  | " + "^" * 19


def test_long_neighbours_are_cut() -> None:
    text = "a" * 50 + "\nx"
    assert shown(at(source(text), "x"), width=20)[0] == " 1|" + "a" * 19 + "…"


@pytest.mark.parametrize("filler", ["表", "\u202e", "\t", "\x1b"])
def test_no_line_is_wider_than_asked_for(filler: str) -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    text = filler * 200 + "x" + filler * 200
    line, underline = frame(at(source(text), "x"), 60)
    assert cell_len(line.text) <= 60
    assert line.text[: len(line.text)].index("x") >= 0
    assert len(underline.text) <= 60
    assert cell_len(line.text.split("x")[0]) <= 60


def test_megabytes_in_one_line_are_not_looked_at() -> None:
    class Counted(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            piece = super().__getitem__(key)  # type: ignore[index]
            assert len(piece) < 1000
            return piece

    where = Source("main.json", "main.json", Counted("a" * 1_000_000 + "x" + "b" * 1_000_000))
    assert where.lines.line_count == 1
    assert len(frame(Location(where, Span(1_000_000, 1_000_001)), 120)) == 2


def test_what_a_terminal_would_obey_becomes_an_escape() -> None:
    assert visible("a\x1b]0;t\x07\x9b\x7f\n\r\u202e\u2066\ufeff\ud800") == (
        r"a\x1b]0;t\x07\x9b\x7f\x0a\x0d\u202e\u2066\ufeff\ud800"
    )


def test_what_is_harmless_stays() -> None:
    harmless = "a b\u00a0c 表 👩\u200d💻 é"
    assert visible(harmless) == harmless


def test_command_of_a_pipeline_is_none_wherever_the_span_divides_it() -> None:
    for start in range(9):
        line, _ = frame(Location(source("a##vso[b]"), Span(start, 9)), 120)
        assert "##vso[" not in line.text
