"""Checks files and standard input: from what the user asked for to a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from armlens.analysis.baseline import Baseline
from armlens.analysis.settings import Settings
from armlens.files import names
from armlens.files.baselines import load_baseline, save_baseline, stale_entries
from armlens.files.cache import CacheFolder
from armlens.files.checking import FileChecks
from armlens.files.discovery import Found, is_folder
from armlens.files.notices import notice, unreadable
from armlens.files.outcome import Outcome
from armlens.files.parameter_checks import ParameterChecks
from armlens.files.reading import Unreadable
from armlens.files.request import Request
from armlens.files.selecting import Changes
from armlens.files.settings import SettingsFile
from armlens.files.sharing import processes_for
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report, Source
from armlens.text.problems import Problem

OnFile = Callable[[int, int], None]
"""Is told how many files are done, and how many there are."""

OnChecked = Callable[[CheckedFile], None]
"""Is told each file of the report in its order, as soon as it and those before it are done."""


def check(
    request: Request, on_file: OnFile | None = None, on_checked: OnChecked | None = None
) -> Report:
    """Reads and analyses everything that was asked for. Never raises for what it finds.

    Without a baseline that was asked for nothing is checked: all that it knows would look new.
    Where what it tells raises, it ends at once, with all its processes.
    """
    root = names.root_of(Path())
    baseline = load_baseline(request.baseline, root) if request.baseline else None
    if isinstance(baseline, Report):
        return _told(baseline, on_checked)
    changes = _changes(request, root) if request.changed is not None else None
    if isinstance(changes, Report):
        return changes
    cache = CacheFolder(request.cache) if request.cache else None
    if cache:
        cache.prepare()
    run = _Run(request, root, baseline, changes)
    for file in run.checked(on_file):
        run.files.append(file)
        if on_checked:
            on_checked(file)
    if cache:
        cache.prune()
    report = Report(tuple(run.files), tuple(run.notices))
    more = (run.nothing_found(report), run.baseline_notice(report))
    return replace(report, notices=(*report.notices, *filter(None, more)))


def _told(report: Report, on_checked: OnChecked | None) -> Report:
    """A report that is known as a whole."""
    for file in report.files:
        if on_checked:
            on_checked(file)
    return report


def _changes(request: Request, root: Path) -> Changes | Report:
    """What has changed in the repositories of the paths, or a report that says why not."""
    from armlens.files.git import changes_since  # noqa: PLC0415 - only where it is asked for

    folders = (path if is_folder(path) else path.parent for path in request.paths)
    repositories = dict.fromkeys(map(names.root_of, folders))
    changes = changes_since(request.changed or "", iter(repositories))
    if isinstance(changes, Changes):
        return changes
    what = f"cannot be asked what has changed: {changes.reason}."
    return Report(notices=(notice(NoticeCode.CHANGES_UNKNOWN, changes.path, what, root),))


class _Run:
    """One run: the request, the settings read on the way, and the root of URIs.

    `files` and `notices` are what it has told so far.
    """

    def __init__(
        self, request: Request, root: Path, baseline: Baseline | None, changes: Changes | None
    ) -> None:
        self.request = request
        self.root = root
        self.baseline = baseline
        self.checks = FileChecks(request, root, baseline, changes)
        self.lookup = self.checks.lookup
        self.files: list[CheckedFile] = []
        self.notices = [*filter(None, [self.checks.analysing.notice])]

    def checked(self, on_file: OnFile | None) -> Iterator[CheckedFile]:
        """The files of the report in their order: those of each outcome, then what needs all."""
        found = list(self.checks.analysing.found())
        parameters = ParameterChecks()
        for outcome in self._outcomes(found, on_file):
            self.notices += outcome.notices
            self.lookup.note(outcome.settings, outcome.uses)
            for each in outcome.parameters:
                parameters.add(each)
            yield from outcome.files
        yield from self._parameter_files(parameters)
        for settings_file in self.lookup.read:
            if isinstance(settings_file, Unreadable):
                self.notices.append(unreadable(settings_file, self.root))
                continue
            yield from self._rule_files(settings_file)
            if problems := [*settings_file.problems, *self._unused(settings_file)]:
                yield self._settings_file(settings_file, problems)

    def _outcomes(
        self, found: Sequence[Found | Unreadable], on_file: OnFile | None
    ) -> Iterator[Outcome]:
        """What comes of each file, in their order, whoever has looked at it."""
        waiting: dict[int, Outcome] = {
            number: Outcome(notices=(unreadable(each, self.root),))
            for number, each in enumerate(found)
            if isinstance(each, Unreadable)
        }
        readable = [(number, each) for number, each in enumerate(found) if isinstance(each, Found)]
        done, told = len(waiting), 0
        with closing(self._made(readable)) as made:
            while told < len(found):
                if told in waiting:
                    yield waiting.pop(told)
                    told += 1
                    continue
                number, waiting[number] = next(made)
                done += 1
                if on_file:
                    on_file(done, len(found))

    def _made(
        self, readable: Sequence[tuple[int, Found]]
    ) -> Generator[tuple[int, Outcome], None, None]:
        """The outcomes of files as they come, from this process alone unless more than one pays."""
        others: list[tuple[int, Found]] = []
        for number, each in readable:
            if each.is_stdin:
                yield number, self.checks.outcome(each)
            elif known := self.checks.remembered(each):
                yield number, known
            else:
                others.append((number, each))
        processes = processes_for([each.path for _, each in others], self.request.jobs)
        if processes > 1:
            from armlens.files.workers import shared_outcomes  # noqa: PLC0415 - only if it is used

            yield from shared_outcomes(self.checks, others, processes)
            return
        for number, each in others:
            yield number, self.checks.outcome(each)

    def _parameter_files(self, checks: ParameterChecks) -> Iterator[CheckedFile]:
        """The parameter files with problems, but for those that are told as files of their own."""
        named = {names.name_of(path) for path in self.request.paths}
        for file, found in checks.problems():
            is_told = file.source.name in named
            settings = self.lookup.settings(file.path)
            problems = settings.told(
                each for each in found if not is_told or each not in file.syntax
            )
            if problems:
                yield CheckedFile(file.source, is_template=False, problems=problems)

    def baseline_notice(self, report: Report) -> Notice | None:
        """Writes the baseline if that was asked for; what there is to say of it."""
        request = self.request
        if request.write_baseline:
            return save_baseline(request.write_baseline, self.root, report)
        if request.baseline and self.baseline:
            chosen = Settings(select=request.select, ignore=request.ignore)
            return stale_entries(request.baseline, self.root, self.baseline, report, chosen)
        return None

    def _unused(self, file: SettingsFile) -> list[Problem]:
        """The suppressions of a settings file that nothing needs, as far as that is certain.

        It is if its folder was searched, each template with its own parameter files, and
        everything could be read.
        """
        folder = Path(os.path.abspath(file.path)).parent  # noqa: PTH100 - links stay as named
        searched = (os.path.abspath(path) for path in self.request.paths if is_folder(path))  # noqa: PTH100
        is_whole = any(folder.is_relative_to(path) for path in searched)
        asked = self.request
        if not is_whole or asked.is_partial or asked.parameters:
            return []
        if Report(tuple(self.files)).has_errors:
            return []
        return self.lookup.unused(file)

    def _rule_files(self, file: SettingsFile) -> Iterator[CheckedFile]:
        """The rule files of a settings file that something is wrong with."""
        for path, read in file.rule_files.files:
            if read.problems:
                source = Source(names.name_of(path), names.uri_of(path, self.root), read.tree.text)
                yield CheckedFile(
                    source, is_template=False, problems=read.problems, is_settings=True
                )

    def _settings_file(self, file: SettingsFile, problems: list[Problem]) -> CheckedFile:
        """The problems of a settings file, as those of any other file."""
        told = sorted(problems, key=lambda problem: problem.span)
        source = Source(names.name_of(file.path), names.uri_of(file.path, self.root), file.text)
        return CheckedFile(source, is_template=False, problems=tuple(told), is_settings=True)

    def nothing_found(self, report: Report) -> Notice | None:
        """The notice that a search found no template, which in CI is likely to be a mistake.

        Where something else went wrong, that is told already and may be the reason.
        """
        folders = [path for path in self.request.paths if is_folder(path)]
        if not folders or self.request.is_partial or report.template_count or report.has_errors:
            return None
        named = ", ".join(f"'{names.name_of(path)}'" for path in folders)
        message = (
            f"No templates were found in {named}: of the *.json and *.jsonc files that"
            " are not ignored or excluded, none has the schema or the resources of one."
        )
        name, uri = names.name_of(folders[0]), names.uri_of(folders[0], self.root)
        return Notice(NoticeCode.NO_TEMPLATES, name, uri, message)
