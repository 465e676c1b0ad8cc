"""The check of one file after the other, each by itself: from a path to what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from armlens.analysis.baseline import Baseline, all_known
from armlens.analysis.crashes import crash_words
from armlens.analysis.finding import Analysis
from armlens.files.analysing import Analysed, Analysing, compared, parameters_source, source_of
from armlens.files.concerned import Concerned
from armlens.files.discovery import Found
from armlens.files.notices import notice, unreadable
from armlens.files.outcome import Outcome
from armlens.files.parameter_checks import judged
from armlens.files.reading import SourceText, Unreadable
from armlens.files.request import Request
from armlens.files.selecting import Changes
from armlens.jsonc.nodes import Object, String
from armlens.report.collect import checked_file
from armlens.report.run import CheckedFile, Notice, NoticeCode, Source
from armlens.template.kinds import DocumentKind, may_be_template
from armlens.text.problems import Problem, Severity

if TYPE_CHECKING:
    from armlens.files.remembering import Memory

_BICEP = (".bicep", ".bicepparam")
"""The names of what templates and parameter files are made of, in another language."""


class FileChecks:
    """Checks files as they are asked for; `root` is that of URIs.

    Another process makes its own from the same arguments.
    """

    def __init__(
        self,
        request: Request,
        root: Path,
        baseline: Baseline | None,
        changes: Changes | None = None,
    ) -> None:
        self._request = request
        self._root = root
        self._baseline = baseline
        self._changes = changes
        self.analysing = Analysing(request, root)
        self.lookup = self.analysing.lookup
        self._memory = _memory(request, root, baseline, self.analysing)
        self._concerned = Concerned(changes, self.lookup, request.parameters) if changes else None

    def __reduce__(self) -> tuple[Callable[..., FileChecks], tuple[object, ...]]:
        # Standard input is looked at where it was read.
        request = replace(self._request, stdin=None)
        return FileChecks, (request, self._root, self._baseline, self._changes)

    def remembered(self, found: Found) -> Outcome | None:
        """What came of a file in an earlier run, if that is kept and nothing has changed since.

        Whether one rests on what has changed in git is known without a look only of a file that
        has changed itself, or cannot.
        """
        if self._memory is None:
            return None
        read = self.analysing.read(found)
        if self._concerned and not self._concerned.may_rest_on_changes(read):
            return Outcome()
        if self._concerned and not self._concerned.has_changed(found.path):
            return None
        if not isinstance(read, SourceText) or not read.text.strip():
            return None
        if not found.is_named and not may_be_template(read.text):
            return Outcome()
        return self._memory.outcome(read, found)

    def outcome(self, found: Found) -> Outcome:
        """What comes of a file: nothing if it is none of our business. Never raises."""
        self.lookup.take_asked()
        made = self._outcome(found)
        return replace(made, settings=self.lookup.take_asked())

    def _outcome(self, found: Found) -> Outcome:
        read = self.analysing.read(found)
        if self._concerned and not self._concerned.may_rest_on_changes(read):
            return Outcome()
        if isinstance(read, Unreadable):
            return Outcome(notices=(unreadable(read, self._root),))
        if not read.text.strip():
            return self._told(NoticeCode.EMPTY, found, "is empty and not a template.")
        if found.path.suffix.lower() in _BICEP:
            what = "is Bicep and no JSON: write that with 'bicep build', and check it."
            return self._told(NoticeCode.NOT_TEMPLATE, found, what)
        # A named file is parsed even if it cannot be a template, to say what it is instead.
        if not found.is_named and not may_be_template(read.text):
            return Outcome()
        try:
            return self._analysed(source_of(read, self._root), found)
        except Exception as error:  # noqa: BLE001 - the other files must still be checked
            what = f"because of an error inside armlens ({crash_words(error)})"
            return Outcome(notices=(self.crashed(found.path, what),))

    def crashed(self, path: Path, why: str) -> Notice:
        """The notice of a file whose analysis did not come to its end."""
        return notice(NoticeCode.CRASHED, path, f"could not be analysed {why}.", self._root)

    def _told(
        self, code: NoticeCode, found: Found, what: str, severity: Severity = Severity.ERROR
    ) -> Outcome:
        """What somebody who has named this very file wants to know."""
        if not found.is_named:
            return Outcome()
        return Outcome(notices=(notice(code, found.path, what, self._root, severity),))

    def _analysed(self, source: Source, found: Found) -> Outcome:
        around = self._memory.around(found.path) if self._memory else ""
        made = self.analysing.analysed(source, found.path)
        if self._concerned and not self._concerned.rests_on_changes(made):
            return Outcome()
        parameters = tuple(
            judged(each, parameters_source(each, self._root), made.tree) for each in made.parameters
        )
        outcome = self._judged(made, source, found)
        notices = (*made.notices, *outcome.notices)
        outcome = replace(outcome, notices=notices, parameters=parameters)
        if self._memory:
            asked = self.lookup.asked
            self._memory.keep(found, made, replace(outcome, settings=asked), around)
        return outcome

    def _judged(self, made: Analysed, source: Source, found: Found) -> Outcome:
        analysis = made.analysis
        if analysis.kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
            uses = self.lookup.uses(found.path, analysis.findings)
            analysis = self._compared(analysis, source)
            sources = self.analysing.sources(made) if analysis.findings else {}
            file = checked_file(analysis, source, self._request.wants, sources)
            kept = file if file.findings or file.problems else _without_text(file)
            return Outcome(files=(kept,), uses=uses)
        settings = self.lookup.settings(found.path)
        if errors := settings.told(_errors_of_other(analysis, found)):
            return Outcome(files=(CheckedFile(source, is_template=False, problems=errors),))
        what = (
            "is a parameter file, which is checked together with its template."
            if analysis.kind is DocumentKind.PARAMETERS
            else "is not a template: it has neither the schema of one nor its resources."
        )
        return self._told(NoticeCode.NOT_TEMPLATE, found, what, Severity.INFORMATION)

    def _compared(self, analysis: Analysis, source: Source) -> Analysis:
        """The analysis with its findings marked as new or known, if that was asked for."""
        if self._request.write_baseline:
            return replace(analysis, findings=all_known(analysis.findings))
        return compared(analysis, self._baseline, source)


def _memory(
    request: Request, root: Path, baseline: Baseline | None, analysing: Analysing
) -> Memory | None:
    """The memory of earlier runs, if one was asked for."""
    if request.cache is None:
        return None
    from armlens.files.remembering import Memory  # noqa: PLC0415 - only where it is asked for

    return Memory(request, root, baseline, analysing)


def _without_text(file: CheckedFile) -> CheckedFile:
    """A file that there is nothing to say of, so that its text need not be kept."""
    return replace(file, source=Source(file.source.name, file.source.uri, ""))


def _errors_of_other(analysis: Analysis, found: Found) -> tuple[Problem, ...]:
    """The syntax errors of a document that is no template, as far as they concern us.

    All of a parameter file. Of a document whose kind cannot be told the first, because the rest
    may follow from reading another language as JSON: if it is named, or if it looks like a
    template that is broken near its root.
    """
    tree = analysis.tree
    errors = [problem for problem in tree.problems if problem.severity is Severity.ERROR]
    if analysis.kind is DocumentKind.PARAMETERS:
        return tuple(tree.problems) if errors else ()
    schema = tree.root.get("$schema") if isinstance(tree.root, Object) else None
    is_something_else = isinstance(schema, String) and not found.is_named
    return () if is_something_else else tuple(errors[:1])
