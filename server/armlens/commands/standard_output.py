"""The report on standard output, written while the check goes on where its format allows that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TextIO

from armlens.commands.outputs import Details
from armlens.commands.printing import console
from armlens.dataclass import dataclass
from armlens.report.formats import FORMATS, SARIF, TEXT, Lines
from armlens.report.run import file_without_aside, without_aside

if TYPE_CHECKING:
    from rich.text import Span, Text

    from armlens.report.run import CheckedFile, Report


@dataclass(frozen=True, slots=True)
class Aside:
    """Which findings are told that are suppressed, or in the baseline."""

    suppressed: bool
    known: bool

    def narrowed(self, report: Report, form: str) -> Report:
        """The report as a format has it: what reads SARIF knows what to do with all of them."""
        if form == SARIF:
            return report
        return without_aside(report, suppressed=self.suppressed, known=self.known)


class Printed:
    """The report on the stream that stands for standard output, in one of the formats.

    Where the stream takes no more, the `OSError` ends the check at once, unless there is
    something to be written when all is done: then it `is_patient`, and `failure` is kept.
    """

    def __init__(
        self, form: str, details: Details, aside: Aside, stream: TextIO, *, is_patient: bool
    ) -> None:
        self.failure: OSError | None = None
        self._form = form
        self._aside = aside
        self._is_patient = is_patient
        self._writer = _writer(form, details, stream)

    def tell(self, file: CheckedFile) -> None:
        """Writes what there is to say of the next file."""
        aside = self._aside
        told = file_without_aside(file, suppressed=aside.suppressed, known=aside.known)
        if told.findings or told.problems:
            self._try(lambda: self._writer.tell(told))

    def end(self, report: Report, status: int) -> None:
        """Writes what is left to say when all files are told."""
        self._try(lambda: self._writer.end(self._aside.narrowed(report, self._form), status))

    def _try(self, write: Callable[[], None]) -> None:
        if self.failure:
            return
        try:
            write()
        except OSError as error:
            if not self._is_patient:
                raise
            self.failure = error


class _Writer(Protocol):
    def tell(self, file: CheckedFile) -> None: ...

    def end(self, report: Report, status: int) -> None: ...


def _writer(form: str, details: Details, stream: TextIO) -> _Writer:
    if form == TEXT:
        return _TextWriter(details, stream)
    if lines := FORMATS[form].lines:
        return _LineWriter(lines, stream)
    return _WholeWriter(form, stream)


class _WholeWriter:
    """Writes a document, which is one thing and needs to be known as a whole."""

    def __init__(self, form: str, stream: TextIO) -> None:
        self._form = form
        self._stream = stream

    def tell(self, file: CheckedFile) -> None:
        pass

    def end(self, report: Report, status: int) -> None:
        print(FORMATS[self._form].write(report, status), file=self._stream, flush=True)


class _LineWriter:
    """Writes lines as they come; a report without any is an empty line."""

    def __init__(self, lines: Lines, stream: TextIO) -> None:
        self._lines = lines
        self._stream = stream
        self._is_empty = True

    def tell(self, file: CheckedFile) -> None:
        self._print([*self._lines.of_file(file)])

    def end(self, report: Report, status: int) -> None:
        self._print([*self._lines.end(report, status)] or [""] * self._is_empty)

    def _print(self, lines: list[str]) -> None:
        if lines:
            self._is_empty = False
            print("\n".join(lines), file=self._stream, flush=True)


class _TextWriter:
    """Writes for people, as wide as their terminal and in its colours."""

    def __init__(self, details: Details, stream: TextIO) -> None:
        from armlens.report.text import WIDTH  # noqa: PLC0415 - see the module `cli`

        self._details = details
        self._stream = stream
        self._console = console(stream)
        width = min(WIDTH, max(self._console.width - 12, 40)) if stream.isatty() else WIDTH
        self._width = width if details.has_source else 0

    def tell(self, file: CheckedFile) -> None:
        from armlens.report.text import (  # noqa: PLC0415 - see the module `cli`
            short_text_of_file,
            text_of_file,
        )

        is_quiet = self._details.is_quiet
        self._print(short_text_of_file(file) if is_quiet else text_of_file(file, self._width))

    def end(self, report: Report, status: int) -> None:  # noqa: ARG002 - as all writers
        from armlens.report.text import text_end  # noqa: PLC0415 - see the module `cli`

        if not self._details.is_quiet:
            self._print(text_end(report))
        if self._details.has_statistics:
            from armlens.report.statistics import statistics  # noqa: PLC0415 - only if asked for

            self._print(statistics(report))

    def _print(self, text: Text) -> None:
        if not self._stream.isatty():
            # Colours may be asked for where there is no terminal; its links would be in the way.
            text.spans = [_unlinked(span) for span in text.spans]
        self._console.print(text, soft_wrap=True, end="")
        self._stream.flush()


def _unlinked(span: Span) -> Span:
    if isinstance(span.style, str):
        return span
    return span._replace(style=span.style.update_link(None))
