"""What `armlens check --fix` and `--diff` do, and what they say of it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace

from armlens.api import OnFile, check
from armlens.dataclass import dataclass
from armlens.editing.fix_all import Choose, preferred_fix, safe_fix
from armlens.files import names
from armlens.files.mending import MendedFile, Mending, mend, write
from armlens.files.reading import SourceText, decode, read_text
from armlens.files.request import Request
from armlens.report.diff import diff
from armlens.report.run import Location, Report
from armlens.report.text import place
from armlens.text.problems import Severity

SAFE: Choose = safe_fix
UNSAFE: Choose = preferred_fix
"""Which fixes are applied: those that are safe, or of each finding the preferred one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: `told` in sentences, and `report` of what is left, or of what there is.

    `output` is for standard output: the mended text of standard input, or the diff.
    """

    report: Report
    told: str
    output: bytes = b""

    def errors(self) -> Iterator[str]:
        """The errors in files, for those who are not shown the report."""
        for file in self.report.files:
            for problem in file.problems:
                if problem.severity is Severity.ERROR:
                    yield f"{place(Location(file.source, problem.span))}: {problem.message}"


def fix(request: Request, choose: Choose, on_file: OnFile | None = None) -> Outcome:
    """Writes every file that fixes change, and checks what is left.

    The text of standard input is not written anywhere, but is the output.
    """
    mending, before = _mending(request, choose, on_file)
    if request.stdin is not None:
        output = _mended_input(request.stdin, mending)
        report = check(replace(request, stdin=output), on_file)
        return Outcome(report, _told("Fixed", mending, choose), output)
    written, notices = write(mending)
    report = check(request, on_file) if written.files or request.write_baseline else before
    report = replace(report, notices=(*report.notices, *notices))
    return Outcome(report, _told("Fixed", written, choose))


def show(request: Request, choose: Choose, on_file: OnFile | None = None) -> Outcome:
    """The diff of every file that fixes would change."""
    mending, before = _mending(request, choose, on_file)
    output = "".join(_diff(file, request.stdin) for file in mending.files)
    told = _told("Would fix", mending, choose)
    return Outcome(before, told, output.encode("utf-8", "surrogateescape"))


def _mending(request: Request, choose: Choose, on_file: OnFile | None) -> tuple[Mending, Report]:
    """What fixes make of the files, and the report on them as they are.

    Only files that the report has something against are mended: where it has much to look at, the
    check is shared among processes, and this is not.
    """
    report = check(replace(request, write_baseline=None), on_file)
    among = {file.source.name for file in report.files if file.worst}
    return mend(request, choose, among, on_file), report


def _mended_input(stdin: bytes, mending: Mending) -> bytes:
    """Standard input as it is to be; as it is, where that is no text."""
    [*files] = mending.files
    read = decode(files[0].path, stdin) if files else None
    return read.bytes_of(files[0].after) if isinstance(read, SourceText) else stdin


def _diff(file: MendedFile, stdin: bytes | None) -> str:
    """The diff of a file, with its byte order mark, which is part of its first line there."""
    read = read_text(file.path) if stdin is None else decode(file.path, stdin)
    is_marked = isinstance(read, SourceText) and read.mark == codecs.BOM_UTF8
    mark = "\ufeff" if is_marked else ""
    return diff(names.name_of(file.path), mark + file.before, mark + file.after)


def _told(verb: str, mending: Mending, choose: Choose) -> str:
    """What was done, and what is left that has a fix."""
    return " ".join([_done(verb, mending, choose), *_left(mending, choose)])


def _done(verb: str, mending: Mending, choose: Choose) -> str:
    if mending.fixed:
        files = _plural(len(mending.files), "file")
        return f"{verb} {_plural(mending.fixed, 'finding')} in {files}."
    return "There was nothing to fix." if choose is UNSAFE else "There was no safe fix."


def _left(mending: Mending, choose: Choose) -> Iterator[str]:
    if mending.left:
        has = "has a fix" if mending.left == 1 else "have fixes"
        why = (
            "to be reviewed: see the report, an editor, or '--unsafe-fixes'."
            if choose is SAFE
            else "that would cause something else, or that concern other files."
        )
        yield f"{mending.left} more {has} {why}"
    if mending.broken:
        are = "file is" if mending.broken == 1 else "files are"
        yield f"{mending.broken} {are} left alone because of syntax errors."


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
