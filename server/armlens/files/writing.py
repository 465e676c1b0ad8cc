"""Writes files so that at any moment each is whole: as it was, or as it is to be.

The new bytes go into a file beside the old one, which then takes its name in one step: rename(2)
of POSIX, `MoveFileEx` of Windows. If the disk is full or the process is killed, the old file has
not been touched.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files.reading import Unreadable, read_text, reason_of

_CHANGED = "it has changed since it was read"


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A path that was not written, and why: `reason` completes "… is not written: "."""

    path: Path
    reason: str


def rewrite(path: Path, before: str, after: str) -> Unwritten | None:
    """Gives a file another text, unless its text is no longer as before. None if that was done.

    Encoding, byte order mark, permissions and, where that is allowed, owner and extended
    attributes stay as they were. Of a symbolic link the file that it leads to is written. A file
    with several names (hard links) gets the new text under this one only.
    """
    try:
        target = path.resolve(strict=True)
        status = target.stat()
        read = read_text(target)
        if isinstance(read, Unreadable):
            return Unwritten(path, read.reason)
        if read.text != before:
            return Unwritten(path, _CHANGED)
        if not _is_writable(target, status):
            return Unwritten(path, "it is read-only")
        is_written = _replace(target, read.bytes_of(after), status)
    except OSError as error:
        return Unwritten(path, reason_of(error))
    except UnicodeEncodeError as error:
        return Unwritten(path, f"the new text cannot be written as {error.encoding.upper()}")
    except (RuntimeError, ValueError):
        return Unwritten(path, "its name is not valid")
    return None if is_written else Unwritten(path, _CHANGED)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file, new or not, whatever is in it. Raises `OSError` if that fails.

    What is no regular file, such as `/dev/stdout`, is written to as it is.
    """
    try:
        before = path.stat()
    except FileNotFoundError:
        # A symbolic link may lead to a file that is yet to be made.
        _replace(path.resolve() if path.is_symlink() else path, data, None)
        return
    if not stat.S_ISREG(before.st_mode):
        path.write_bytes(data)
        return
    if not _is_writable(path, before):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    _replace(path.resolve(strict=True), data, before)


def _is_writable(path: Path, status: os.stat_result) -> bool:
    """Whether the file may be written; who may do anything still respects the permissions."""
    return bool(stat.S_IMODE(status.st_mode) & 0o222) and os.access(path, os.W_OK)


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> bool:
    """Puts a file of these bytes in the place of another. False if that is not as it was before.

    Without `before`, there need not have been any. Nothing is left behind, however this ends,
    unless the process is killed.
    """
    # Neither a search for templates nor Git's usual patterns take it for something of theirs.
    fresh = target.with_name(f".armlens-{secrets.token_hex(8)}.tmp")
    try:
        with fresh.open("xb") as file:
            if before is not None:
                # While it is empty, so that nobody can read what they could not read before.
                _take_over(target, fresh, before)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None and not _is_same(target.stat(), before):
            return False
        fresh.replace(target)
    finally:
        # It is gone if all went well.
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    _settle(target.parent)
    return True


def _take_over(target: Path, fresh: Path, before: os.stat_result) -> None:
    """Gives the new file permissions, attributes and owner of the old one, as far as allowed."""
    shutil.copystat(target, fresh)
    os.utime(fresh)
    own = fresh.stat()
    if not hasattr(os, "chown") or (own.st_uid, own.st_gid) == (before.st_uid, before.st_gid):
        return
    mode = stat.S_IMODE(before.st_mode)
    try:
        os.chown(fresh, -1, before.st_gid)
    except OSError:
        # What was allowed to the group must not be allowed to another one.
        fresh.chmod(mode & ~0o070 | mode & (mode << 3) & 0o070)
        return
    with suppress(OSError):
        os.chown(fresh, before.st_uid, -1)
    # A change of owner may have taken permissions away.
    with suppress(OSError):
        fresh.chmod(mode)


def _is_same(now: os.stat_result, before: os.stat_result) -> bool:
    """Whether nobody has written the file in between, as far as its dates tell."""
    return (now.st_ino, now.st_size, now.st_mtime_ns) == (
        before.st_ino,
        before.st_size,
        before.st_mtime_ns,
    )


def _settle(folder: Path) -> None:
    """Has the system note the new name on the disk, where it lets a folder be opened for that."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
