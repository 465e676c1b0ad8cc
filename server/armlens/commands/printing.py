"""What `armlens check` prints and writes: reports, diffs, and messages on standard error."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from armlens.commands.outputs import STDOUT, Details, Output
from armlens.report.formats import FORMATS, TEXT
from armlens.text.problems import Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Span

    from armlens.report.run import Report


def print_reports(
    reports: Iterable[tuple[Output, Report]], details: Details, status: int, stream: TextIO
) -> bool:
    """Writes each report to its file, or to the stream that stands for standard output.

    False if a file could not be written, which is told; the others are.
    """
    is_written = True
    for output, report in reports:
        if output.file != STDOUT:
            is_written &= _write(output, report, status)
        elif output.form == TEXT:
            _print_text(report, details, stream)
        else:
            print(FORMATS[output.form].write(report, status), file=stream, flush=True)
    return is_written


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


def _print_text(report: Report, details: Details, stream: TextIO) -> None:
    from armlens.report.text import (  # noqa: PLC0415 - see the module `cli`
        WIDTH,
        short_report,
        text_report,
    )

    shown = console(stream)
    width = min(WIDTH, max(shown.width - 12, 40)) if stream.isatty() else WIDTH
    whole = (
        short_report(report)
        if details.is_quiet
        else text_report(report, width if details.has_source else 0)
    )
    if details.has_statistics:
        from armlens.report.statistics import statistics  # noqa: PLC0415 - only if asked for

        whole.append(statistics(report))
    if not stream.isatty():
        # Colours may be asked for where there is no terminal; its links would only be in the way.
        whole.spans = [_unlinked(span) for span in whole.spans]
    shown.print(whole, soft_wrap=True, end="")
    stream.flush()


def _unlinked(span: Span) -> Span:
    if isinstance(span.style, str):
        return span
    return span._replace(style=span.style.update_link(None))


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
