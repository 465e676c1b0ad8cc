"""Files are written whole or not at all, keep what they are, and leave nothing behind."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from armlens.files import writing
from armlens.files.writing import rewrite, write_whole

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
without_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user who may not do all"
)
root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)

OLD, NEW = '{ "a": 1 }\r\n', '{ "a": "表😋" }\r\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "main.json"
    path.write_bytes(OLD.encode())
    return path


def reason(path: Path, before: str = OLD, after: str = NEW) -> str | None:
    unwritten = rewrite(path, before, after)
    assert unwritten is None or unwritten.path == path
    return unwritten.reason if unwritten else None


def only(path: Path) -> bool:
    """Whether there is nothing beside the file."""
    return list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
    ],
)
def test_encoding_mark_and_line_ends_stay(path: Path, mark: bytes, encoding: str) -> None:
    path.write_bytes(mark + OLD.encode(encoding))
    assert reason(path) is None
    assert path.read_bytes() == mark + NEW.encode(encoding)
    assert only(path)


@posix
def test_permissions_stay_and_the_time_is_new(path: Path) -> None:
    path.chmod(0o640)
    os.utime(path, (1, 1))
    assert reason(path) is None
    status = path.stat()
    assert stat.S_IMODE(status.st_mode) == 0o640
    assert status.st_mtime > 1000


@root
def test_owner_stays(path: Path) -> None:
    os.chown(path, 1234, 2345)
    path.chmod(0o4660)
    assert reason(path) is None
    status = path.stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)
    assert stat.S_IMODE(status.st_mode) == 0o4660


@root
@pytest.mark.parametrize(("before", "after"), [(0o660, 0o600), (0o664, 0o644), (0o644, 0o644)])
def test_another_group_is_allowed_no_more_than_all_are(
    path: Path, monkeypatch: pytest.MonkeyPatch, before: int, after: int
) -> None:
    os.chown(path, -1, 2345)
    path.chmod(before)

    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    assert reason(path) is None
    assert stat.S_IMODE(path.stat().st_mode) == after


@posix
def test_symbolic_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "target.json"
    target.write_bytes(OLD.encode())
    between, link = tmp_path / "between.json", tmp_path / "link.json"
    between.symlink_to(Path("real") / "target.json")
    link.symlink_to(between.name)
    assert reason(link) is None
    assert link.readlink() == Path("between.json")
    assert between.readlink() == Path("real") / "target.json"
    assert target.read_bytes() == NEW.encode()
    assert only(target)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["between.json", "link.json", "real"]


def test_file_that_has_changed_is_left_alone(path: Path) -> None:
    path.write_text("somebody's work", encoding="utf-8")
    assert reason(path) == "it has changed since it was read"
    assert path.read_text(encoding="utf-8") == "somebody's work"
    assert only(path)


def test_file_that_changes_while_the_new_one_is_written_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def write_and_sync(_handle: int) -> None:
        path.write_text("somebody's work", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", write_and_sync)
    assert reason(path) == "it has changed since it was read"
    assert path.read_text(encoding="utf-8") == "somebody's work"
    assert only(path)


def test_file_that_is_gone_is_not_made_anew(path: Path) -> None:
    path.unlink()
    assert reason(path) == "it does not exist"
    path.mkdir()
    assert reason(path) == "it is a folder"
    assert only(path)


def test_read_only_file_is_left_alone_whoever_asks(path: Path) -> None:
    path.chmod(0o444)
    assert reason(path) == "it is read-only"
    assert path.read_bytes() == OLD.encode()
    assert only(path)


@without_root
def test_folder_that_may_not_be_written_is_left_alone(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert reason(path) == "permission is denied"
    finally:
        path.parent.chmod(0o755)
    assert only(path)


def test_text_that_the_encoding_does_not_have_is_not_written(path: Path) -> None:
    assert reason(path, after="\ud800") == "the new text cannot be written as UTF-8"
    assert path.read_bytes() == OLD.encode()


@pytest.mark.parametrize("step", ["fsync", "utime", "replace"])
def test_failure_of_any_step_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path if step == "replace" else os, step, fail)
    assert reason(path) == "no space left on device"
    assert path.read_bytes() == OLD.encode()
    assert only(path)


def test_interruption_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        rewrite(path, OLD, NEW)
    assert path.read_bytes() == OLD.encode()
    assert only(path)


def in_child(work: Callable[[], None]) -> int:
    """Does something in a process of its own; how that ended, as `os.waitstatus_to_exitcode`."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@posix
def test_full_disk_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    import resource  # noqa: PLC0415 - POSIX only

    outcome = path.parent.parent / "outcome"

    def write_much() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        outcome.write_text(str(reason(path, after="x" * 1_000_000)))

    assert in_child(write_much) == 0
    assert outcome.read_text() == "file too large"
    assert path.read_bytes() == OLD.encode()
    assert only(path)


@posix
def test_killed_at_any_line_leaves_the_old_or_the_new_file(path: Path) -> None:
    seen = set()
    for line in range(1, 1000):
        path.write_bytes(OLD.encode())
        status = in_child(partial(killed_at, line, partial(rewrite, path, OLD, NEW)))
        seen.add(path.read_bytes())
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert 40 < line < 999
    assert seen == {OLD.encode(), NEW.encode()}
    left = [each.name for each in path.parent.iterdir() if each != path]
    assert all(name.startswith(".armlens-") and name.endswith(".tmp") for name in left)


def killed_at(count: int, work: Callable[[], object]) -> None:
    """Does the work in this process and kills it where the module begins so many lines."""
    left = count

    def step(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal left
        if frame.f_code.co_filename != writing.__file__:
            return None
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    sys.settrace(step)  # type: ignore[arg-type]  # it returns itself, which has no type
    work()
    sys.settrace(None)


def test_new_file_is_as_any_other_new_file(tmp_path: Path) -> None:
    path, other = tmp_path / "new.json", tmp_path / "other.json"
    write_whole(path, b"{}")
    other.write_bytes(b"{}")
    assert path.read_bytes() == b"{}"
    assert path.stat().st_mode == other.stat().st_mode


def test_file_is_written_over_whatever_is_in_it(path: Path) -> None:
    path.chmod(0o600)
    write_whole(path, b"{}")
    assert path.read_bytes() == b"{}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o400)
    with pytest.raises(PermissionError):
        write_whole(path, b"[]")
    assert path.read_bytes() == b"{}"
    assert only(path)


@posix
def test_link_to_a_file_that_is_yet_to_be_made_stays(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("later.json")
    write_whole(link, b"{}")
    assert link.readlink() == Path("later.json")
    assert (tmp_path / "later.json").read_bytes() == b"{}"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_what_is_no_file_is_written_to_and_stays() -> None:
    write_whole(Path("/dev/null"), b"{}")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
