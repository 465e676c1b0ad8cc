"""Checks files and standard input: from what the user asked for to a report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from armlens.analysis.baseline import Baseline, all_known
from armlens.analysis.crashes import crash_words
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.files import names
from armlens.files.analysing import Analysing, compared, parameters_source, source_of
from armlens.files.baselines import load_baseline, save_baseline, stale_entries
from armlens.files.discovery import Found, is_folder
from armlens.files.notices import notice, unreadable
from armlens.files.parameter_checks import ParameterChecks
from armlens.files.reading import SourceText, Unreadable
from armlens.files.request import Request
from armlens.files.settings import SettingsFile
from armlens.jsonc.nodes import Object, String
from armlens.report.collect import checked_file
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report, Source
from armlens.template.kinds import DocumentKind, may_be_template
from armlens.text.problems import Problem, Severity


def check(request: Request) -> Report:
    """Reads and analyses everything that was asked for. Never raises for what it finds.

    Without a baseline that was asked for nothing is checked: all that it knows would look new.
    """
    root = names.root_of(Path())
    baseline = load_baseline(request.baseline, root) if request.baseline else None
    if isinstance(baseline, Report):
        return baseline
    run = _Run(request, root, baseline)
    results = list(run.results())
    files = [result for result in results if isinstance(result, CheckedFile)]
    notices = [result for result in results if isinstance(result, Notice)]
    for settings_file in run.lookup.read:
        if isinstance(settings_file, Unreadable):
            notices.append(run.unreadable(settings_file))
            continue
        files += run.rule_files(settings_file)
        if problems := [*settings_file.problems, *run.unused(settings_file, files)]:
            files.append(run.settings_file(settings_file, problems))
    report = Report(tuple(files), tuple(notices))
    more = (run.nothing_found(report), run.baseline_notice(report))
    return replace(report, notices=(*notices, *filter(None, more)))


class _Run:
    """One run: the request, the settings read on the way, and the root of URIs."""

    def __init__(self, request: Request, root: Path, baseline: Baseline | None) -> None:
        self.request = request
        self.root = root
        self.baseline = baseline
        self.analysing = Analysing(request, root)
        self.lookup = self.analysing.lookup
        self.parameters = ParameterChecks()

    def results(self) -> Iterator[CheckedFile | Notice]:
        if wrong := self.analysing.notice:
            yield wrong
        for read, found in self.analysing.texts():
            yield from self._text(read, found)
        yield from self._parameter_files()

    def _parameter_files(self) -> Iterator[CheckedFile]:
        """The parameter files with problems, but for those that are told as files of their own."""
        named = {names.name_of(path) for path in self.request.paths}
        for read, found in self.parameters.problems():
            is_told = read.tree.document in named
            settings = self.lookup.settings(read.path)
            problems = settings.told(
                each for each in found if not is_told or each not in read.tree.problems
            )
            if problems:
                source = parameters_source(read, self.root)
                yield CheckedFile(source, is_template=False, problems=problems)

    def _text(self, read: SourceText | Unreadable, found: Found) -> Iterator[CheckedFile | Notice]:
        """What there is to say of one file: nothing if it is none of our business."""
        if isinstance(read, Unreadable):
            yield self.unreadable(read)
            return
        if not read.text.strip():
            if found.is_named:
                yield self._notice(NoticeCode.EMPTY, found.path, "is empty and not a template.")
            return
        try:
            yield from self._analysed(source_of(read, self.root), found)
        except Exception as error:  # noqa: BLE001 - the other files must still be checked
            message = (
                f"could not be analysed because of an error inside armlens ({crash_words(error)})."
            )
            yield self._notice(NoticeCode.CRASHED, found.path, message)

    def _analysed(self, source: Source, found: Found) -> Iterator[CheckedFile | Notice]:
        if not found.is_named and not may_be_template(source.text):
            return
        # A named file is parsed even if it cannot be a template, to say what it is instead.
        made = self.analysing.analysed(source, found.path)
        yield from made.notices
        for each in made.parameters:
            self.parameters.add(each, made.tree)
        analysis = made.analysis
        if analysis.kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
            self.lookup.note_use(found.path, analysis.findings)
            analysis = self._compared(analysis, source)
            file = checked_file(analysis, source, self.request.wants, self.analysing.sources(made))
            yield file if file.findings or file.problems else _without_text(file)
            return
        settings = self.lookup.settings(found.path)
        errors = settings.told(_errors_of_other(analysis, found))
        if errors:
            yield CheckedFile(source, is_template=False, problems=errors)
        elif found.is_named:
            yield self._not_template(analysis.kind, found.path)

    def _compared(self, analysis: Analysis, source: Source) -> Analysis:
        """The analysis with its findings marked as new or known, if that was asked for."""
        if self.request.write_baseline:
            return replace(analysis, findings=all_known(analysis.findings))
        return compared(analysis, self.baseline, source)

    def baseline_notice(self, report: Report) -> Notice | None:
        """Writes the baseline if that was asked for; what there is to say of it."""
        request = self.request
        if request.write_baseline:
            return save_baseline(request.write_baseline, self.root, report)
        if request.baseline and self.baseline:
            chosen = Settings(select=request.select, ignore=request.ignore)
            return stale_entries(request.baseline, self.root, self.baseline, report, chosen)
        return None

    def _not_template(self, kind: DocumentKind, path: Path) -> Notice:
        what = (
            "is a parameter file, which is checked together with its template."
            if kind is DocumentKind.PARAMETERS
            else "is not a template: it has neither the schema of one nor its resources."
        )
        return self._notice(NoticeCode.NOT_TEMPLATE, path, what, Severity.INFORMATION)

    def unused(self, file: SettingsFile, files: Sequence[CheckedFile]) -> list[Problem]:
        """The suppressions of a settings file that nothing needs, as far as that is certain.

        It is if its folder was searched, each template with its own parameter files, and
        everything could be read.
        """
        folder = Path(os.path.abspath(file.path)).parent  # noqa: PTH100 - links stay as named
        searched = (os.path.abspath(path) for path in self.request.paths if is_folder(path))  # noqa: PTH100
        is_whole = any(folder.is_relative_to(path) for path in searched)
        if not is_whole or self.request.parameters or Report(tuple(files)).has_errors:
            return []
        return self.lookup.unused(file)

    def rule_files(self, file: SettingsFile) -> Iterator[CheckedFile]:
        """The rule files of a settings file that something is wrong with."""
        for path, read in file.rule_files.files:
            if read.problems:
                source = Source(names.name_of(path), names.uri_of(path, self.root), read.tree.text)
                yield CheckedFile(
                    source, is_template=False, problems=read.problems, is_settings=True
                )

    def settings_file(self, file: SettingsFile, problems: list[Problem]) -> CheckedFile:
        """The problems of a settings file, as those of any other file."""
        told = sorted(problems, key=lambda problem: problem.span)
        source = Source(names.name_of(file.path), names.uri_of(file.path, self.root), file.text)
        return CheckedFile(source, is_template=False, problems=tuple(told), is_settings=True)

    def unreadable(self, read: Unreadable) -> Notice:
        """The notice of a path that cannot be read."""
        return unreadable(read, self.root)

    def nothing_found(self, report: Report) -> Notice | None:
        """The notice that a search found no template, which in CI is likely to be a mistake.

        Where something else went wrong, that is told already and may be the reason.
        """
        folders = [path for path in self.request.paths if is_folder(path)]
        if not folders or report.template_count or report.has_errors:
            return None
        named = ", ".join(f"'{names.name_of(path)}'" for path in folders)
        message = (
            f"No templates were found in {named}: of the *.json and *.jsonc files that"
            " are not ignored or excluded, none has the schema or the resources of one."
        )
        name, uri = names.name_of(folders[0]), names.uri_of(folders[0], self.root)
        return Notice(NoticeCode.NO_TEMPLATES, name, uri, message)

    def _notice(
        self, code: NoticeCode, path: Path, what: str, severity: Severity = Severity.ERROR
    ) -> Notice:
        return notice(code, path, what, self.root, severity)


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
