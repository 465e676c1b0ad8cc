"""Changes of texts as a unified diff, as `git apply` and `patch -p1` take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import PurePosixPath

from rich.text import Text

from armlens.report.visible import visible_line

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PLAIN = re.compile(r'[^\x00-\x1f"\\\x7f]+')
_STYLES = {"+": "green", "-": "red", "@": "cyan", "\\": "dim"}


def diff(name: str, before: str, after: str) -> str:
    r"""The diff of a text; "" if it is the same. `name` is its path, with slashes.

    Only `\n` ends a line, as for the programs that apply it, so that other line ends stay.
    """
    path = PurePosixPath(name)
    is_below = not path.is_absolute() and ".." not in path.parts
    old, new = (f"{side}/{name}" if is_below else name for side in "ab")
    lines = unified_diff(
        _LINE.findall(before), _LINE.findall(after), _quoted(old), _quoted(new), lineterm="\n"
    )
    return "".join(map(_ended, lines))


def shown_diff(text: str) -> Text:
    """A diff for a terminal: coloured, with what it would obey or hide as escapes."""
    return Text("").join(_shown(text))


def _shown(text: str) -> Iterator[Text]:
    for line in text.split("\n")[:-1]:
        is_heading = line.startswith(("--- ", "+++ "))
        style = "bold" if is_heading else _STYLES.get(line[:1], "")
        yield Text(visible_line(line.removesuffix("\r")) + "\n", style)


def _ended(line: str) -> str:
    """A line of the diff, with what is said where the text has no line end at its end."""
    return line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _quoted(name: str) -> str:
    """A path in a heading: as it is, or in quotes with escapes, as Git reads and writes it."""
    if not _PLAIN.fullmatch(name):
        octal = "".join(each if _PLAIN.fullmatch(each) else f"\\{ord(each):03o}" for each in name)
        return f'"{octal}"'
    # A tab ends a name that has blanks in it.
    return f"{name}\t" if " " in name else name
