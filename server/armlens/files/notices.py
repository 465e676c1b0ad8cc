"""What there is to say of a whole file, named as the user did."""

from __future__ import annotations

from pathlib import Path

from armlens.files import names
from armlens.files.reading import Unreadable
from armlens.report.run import Notice, NoticeCode
from armlens.text.problems import Severity


def notice(
    code: NoticeCode, path: Path, what: str, root: Path, severity: Severity = Severity.ERROR
) -> Notice:
    """A notice that begins with the name of a file; `root` is that of URIs."""
    name = names.name_of(path)
    return Notice(code, name, names.uri_of(path, root), f"'{name}' {what}", severity)


def unreadable(read: Unreadable, root: Path) -> Notice:
    """The notice of a path that cannot be read."""
    return notice(NoticeCode.UNREADABLE, read.path, f"cannot be read: {read.reason}.", root)
