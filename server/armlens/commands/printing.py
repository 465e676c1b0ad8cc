"""What `armlens check` prints and writes beside its report on standard output."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from armlens.commands.outputs import Output
from armlens.report.formats import FORMATS
from armlens.text.problems import Severity

if TYPE_CHECKING:
    from rich.console import Console

    from armlens.report.run import Report


def write_reports(reports: Iterable[tuple[Output, Report]], status: int) -> bool:
    """Writes each report to its file. False if one could not be, which is told; the others are."""
    written = [_write(output, report, status) for output, report in reports]
    return all(written)


def _write(output: Output, report: Report, status: int) -> bool:
    from armlens.files.reading import reason_of  # noqa: PLC0415 - only where there is a file
    from armlens.files.writing import write_whole  # noqa: PLC0415

    text = FORMATS[output.form].write(report, status) + "\n"
    try:
        write_whole(Path(output.file), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        complain(f"The report '{output.file}' is not written: {reason_of(error)}.")
        return False
    return True


def print_notices(report: Report) -> None:
    """What concerns whole files, on standard error."""
    for notice in report.notices:
        complain(notice.message, notice.severity)


def print_diff(diff: bytes) -> None:
    """The diff for a terminal, or else exactly as it is to be applied.

    What is not written to a file in a pipeline is most likely for its log. If there is a command
    in it, it is written as for a terminal.
    """
    from armlens.report.diff import shown_diff  # noqa: PLC0415 - see the module `cli`
    from armlens.report.visible import acts_in_log  # noqa: PLC0415

    text = diff.decode("utf-8", "replace")
    shown = console(sys.stdout)
    is_shown = shown.is_terminal or (_is_in_pipeline() and acts_in_log(text))
    if is_shown and not _is_file(sys.stdout):
        shown.print(shown_diff(text), soft_wrap=True, end="")
    else:
        sys.stdout.buffer.write(diff)
    sys.stdout.flush()


def _is_in_pipeline() -> bool:
    """Whether this runs in GitHub Actions or Azure Pipelines, by the variables that they set.

    https://docs.github.com/actions/reference/workflows-and-actions/variables
    https://learn.microsoft.com/azure/devops/pipelines/build/variables
    """
    return any(os.environ.get(name) for name in ("GITHUB_ACTIONS", "TF_BUILD"))


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def console(stream: TextIO) -> Console:
    """A console that leaves a closed pipe to `main`. Colours go by the terminal and `NO_COLOR`."""
    from rich.console import Console  # noqa: PLC0415 - see the module `cli`

    class QuietConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return QuietConsole(file=stream, highlight=False)


def complain(message: str, severity: Severity = Severity.ERROR) -> None:
    """A message on standard error, on one line and without anything a terminal would obey."""
    from armlens.report.visible import visible  # noqa: PLC0415 - see the module `cli`

    word = "error" if severity is Severity.ERROR else "note"
    print(f"armlens: {word}: {visible(message)}", file=sys.stderr)
