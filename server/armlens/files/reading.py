"""Reads files as text, whatever they are: what cannot be read is a value that says why."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path

from armlens.dataclass import dataclass

MAX_BYTES = 100 * 1024 * 1024
"""Larger files are not read. Azure takes templates of up to 4 MB."""

_CHUNK = 64 * 1024
"""The bytes to ask for at once of a file that is smaller, or does not say how large it is."""

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_MARKS = (
    # UTF-32 first, because its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REASONS = {
    errno.ENOENT: "it does not exist",
    errno.ENOTDIR: "it does not exist",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its symbolic links form a cycle",
    errno.ENAMETOOLONG: "its name is too long",
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gave no text, and why: `reason` completes "… cannot be read: "."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, line ends as they are: `bytes_of(text)` gives its bytes.

    A byte order mark is kept apart because editors do not count it as text either.
    """

    path: Path
    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def bytes_of(self, text: str) -> bytes:
        """Another text as the bytes of such a file; `UnicodeEncodeError` if it has none."""
        return self.mark + text.encode(self.encoding)


def read_text(path: Path) -> SourceText | Unreadable:
    """The text of a regular file. Never raises for what is found at the path."""
    try:
        data = _read_bytes(path)
    except OSError as error:
        return Unreadable(path, reason_of(error))
    except ValueError:
        return Unreadable(path, "its name is not valid")
    return data if isinstance(data, Unreadable) else decode(path, data)


def decode(path: Path, data: bytes) -> SourceText | Unreadable:
    """The text of bytes that were read from `path`: UTF-8, or what a byte order mark says."""
    marks = ((mark, name) for mark, name in _MARKS if data.startswith(mark))
    mark, encoding = next(marks, (b"", "utf-8"))
    content = data[len(mark) :]
    if encoding == "utf-8" and b"\0" in content:
        return Unreadable(path, "it is a binary file, not text")
    try:
        return SourceText(path, content.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        place = len(mark) + error.start + 1
        return Unreadable(path, f"it is not valid {name} text (byte {place})")


def reason_of(error: OSError) -> str:
    """Why the operating system refused, as a clause without the path in it."""
    return _REASONS.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()


def _read_bytes(path: Path) -> bytes | Unreadable:
    """The bytes of a regular file within the limit.

    The file is looked at before it is opened, since opening a device may do something, and again
    when it is open, since it may be another by then; a pipe is not waited for. It is read beyond
    the size that it states, since a file such as those in `/proc` may state none.
    """
    if refused := _refused(path, path.stat()):
        return refused
    descriptor = os.open(path, _READING)
    try:
        status = os.fstat(descriptor)
        if refused := _refused(path, status):
            return refused
        data = _read_open(descriptor, status.st_size)
    finally:
        os.close(descriptor)
    if len(data) > MAX_BYTES:
        return Unreadable(path, f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
    return data


def _read_open(descriptor: int, stated: int) -> bytes:
    """What is left to read of a file, as far as one byte beyond the limit."""
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    while left > 0 and (part := os.read(descriptor, min(left, max(stated, _CHUNK) + 1))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _refused(path: Path, status: os.stat_result) -> Unreadable | None:
    """Why what is there is not read, if it is no regular file."""
    if stat.S_ISREG(status.st_mode):
        return None
    is_folder = stat.S_ISDIR(status.st_mode)
    return Unreadable(path, "it is a folder" if is_folder else "it is not a regular file")
