from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from armlens.files import reading
from armlens.files.reading import SourceText, Unreadable, read_text


def reason(path: Path) -> str:
    result = read_text(path)
    assert isinstance(result, Unreadable), result
    return result.reason


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\r\nc\rd", "a\nb\r\nc\rd"),
        ("表😋".encode(), "表😋"),
        (b"\xef\xbb\xbf{}", "{}"),
        (b"\xff\xfe" + "{😋}\r\n".encode("utf-16-le"), "{😋}\r\n"),
        (b"\xfe\xff" + "{😋}".encode("utf-16-be"), "{😋}"),
        (b"\xff\xfe\0\0" + "{}".encode("utf-32-le"), "{}"),
        (b"\0\0\xfe\xff" + "{}".encode("utf-32-be"), "{}"),
    ],
)
def test_text_is_read_as_it_is_and_can_be_written_back(
    tmp_path: Path, data: bytes, text: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    source = read_text(path)
    assert isinstance(source, SourceText)
    assert source.text == text
    assert source.bytes_of(source.text) == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a": \0}', "it is a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a binary file, not text"),
        ("{}".encode("utf-16-le"), "it is a binary file, not text"),
        (b'{"a": "\xe9"}', "it is not valid UTF-8 text (byte 8)"),
        (b"\xef\xbb\xbf\xff", "it is not valid UTF-8 text (byte 4)"),
        (b"\xff\xfe{\0\0\xd8", "it is not valid UTF-16 text (byte 5)"),
    ],
)
def test_what_is_no_text_is_a_value(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    assert reason(path) == expected


def test_missing_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.json") == "it does not exist"
    (tmp_path / "file").touch()
    assert reason(tmp_path / "file" / "a.json") == "it does not exist"


def test_folder(tmp_path: Path) -> None:
    assert reason(tmp_path) == "it is a folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    assert reason(tmp_path / "a.json") == "it is not a regular file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_device_is_not_read() -> None:
    assert reason(Path("/dev/zero")) == "it is not a regular file"


def test_name_that_no_file_can_have() -> None:
    assert reason(Path("a\0b")) == "its name is not valid"


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.json")
    assert reason(tmp_path / "a.json") == "its symbolic links form a cycle"


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A mode without read permission would not keep an administrator out.
    (tmp_path / "a.json").touch()
    monkeypatch.setattr(os, "open", _refuse)
    assert reason(tmp_path / "a.json") == "permission is denied"


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "a.json"
    path.write_bytes(b" " * 1024 * 1024)
    assert isinstance(read_text(path), SourceText)
    path.write_bytes(b" " * (1024 * 1024 + 1))
    assert reason(path) == "it is larger than 1 MB"
