"""Which file a URI names."""

from __future__ import annotations

from pathlib import Path

import pytest

from armlens.lsp.uris import is_same_file, path_of, path_text


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("file:///home/a/b.json", "/home/a/b.json"),
        ("file:///home/a%20b/%C3%A9%23.json", "/home/a b/é#.json"),
        ("file://localhost/a.json", "/a.json"),
        ("FILE:///a.json", "/a.json"),
        ("untitled:Untitled-1", None),
        ("untitled:/home/a.json", None),
        ("vscode-notebook-cell:/a.json#W0", None),
        ("git:/home/a.json?x", None),
        ("file:relative.json", None),
        ("file:///a%00b", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_path_on_posix(uri: str, expected: str | None) -> None:
    assert path_text(uri, "/") == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("file:///c%3A/Users/a%20b/x.json", r"c:\Users\a b\x.json"),
        ("file:///C:/x.json", r"C:\x.json"),
        ("file:///c:", "c:"),
        ("file://server/share/x.json", r"\\server\share\x.json"),
    ],
)
def test_path_on_windows(uri: str, expected: str) -> None:
    assert path_text(uri, "\\") == expected


def test_two_spellings_of_one_file_are_the_same() -> None:
    assert is_same_file("file:///a%20b/./c/../x.json", Path("/a b/x.json"))
    assert not is_same_file("untitled:/a", Path("/a"))


def test_dots_are_resolved_without_looking_at_the_disk() -> None:
    assert path_of("file:///a/../b.json") == Path("/b.json")
