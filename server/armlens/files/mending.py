"""Mends what was asked for: which texts fixes would change, and writing them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from armlens.analysis.baseline import Baseline
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.dataclass import dataclass
from armlens.editing.fix_all import Choose, Mended, Texts, mended
from armlens.files import names
from armlens.files.analysing import Analysed, Analysing, compared, source_of
from armlens.files.baselines import load_baseline
from armlens.files.bounds import is_inside
from armlens.files.check import OnFile
from armlens.files.notices import notice
from armlens.files.reading import SourceText, Unreadable
from armlens.files.request import Request
from armlens.files.writing import rewrite
from armlens.jsonc.tree import Tree
from armlens.report.run import Notice, NoticeCode, Report, Source
from armlens.rules.mending.fixes import Fix
from armlens.template.kinds import may_be_template
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Severity


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file that fixes change: its text before and after them, and how many findings they end."""

    path: Path
    before: str
    after: str
    fixed: int


@dataclass(frozen=True, slots=True)
class Mending:
    """What fixes make of all that was asked for.

    `left` counts the findings that have a fix which was not chosen or would do harm, `broken` the
    templates with such findings that are left alone because of their syntax errors.
    """

    files: tuple[MendedFile, ...] = ()
    left: int = 0
    broken: int = 0

    @property
    def fixed(self) -> int:
        """How many findings they end."""
        return sum(file.fixed for file in self.files)


def mend(
    request: Request, choose: Choose, among: Collection[str], on_file: OnFile | None = None
) -> Mending:
    """What the fixes that are chosen make of the files, of which none is written yet.

    `among` are the names of those that findings are shown of; no other can have fixes. `on_file`
    is told how many of them are done.

    Never raises for what it finds, and says nothing of what cannot be read or is no template: a
    check does. Without a baseline that was asked for nothing is mended: what it knows is to stay.
    """
    root = names.root_of(Path())
    baseline = load_baseline(request.baseline, root) if request.baseline else None
    if isinstance(baseline, Report):
        return Mending()
    run = _Run(request, root, baseline, choose)
    done = 0
    for found in run.analysing.found():
        if isinstance(found, Unreadable) or names.name_of(found.path) not in among:
            continue
        done += 1
        if on_file:
            on_file(done, len(among))
        read = run.analysing.read(found)
        if isinstance(read, SourceText) and (found.is_named or may_be_template(read.text)):
            run.mend(read, found.path)
    return Mending(tuple(run.files.values()), run.left, run.broken)


def write(mending: Mending) -> tuple[Mending, tuple[Notice, ...]]:
    """Writes the files. What of it came about, and a notice for each that could not be written."""
    root = names.root_of(Path())
    written: list[MendedFile] = []
    notices: list[Notice] = []
    for file in mending.files:
        if failure := rewrite(file.path, file.before, file.after):
            what = f"is not written: {failure.reason}."
            notices.append(notice(NoticeCode.UNWRITTEN, file.path, what, root))
        else:
            written.append(file)
    return replace(mending, files=tuple(written)), tuple(notices)


class _Run:
    """One run: what it has mended so far, by the file that a path leads to."""

    def __init__(
        self, request: Request, root: Path, baseline: Baseline | None, choose: Choose
    ) -> None:
        # Every rule looks at what fixes make, since they must not give rise to any finding.
        self.analysing = Analysing(replace(request, select=(), ignore=()), root)
        self.files: dict[str, MendedFile] = {}
        self.left = 0
        self.broken = 0
        self._root = root
        self._baseline = baseline
        self._choose = choose
        self._selected = Settings(select=request.select, ignore=request.ignore)
        self._is_stdin = request.stdin is not None

    def mend(self, read: SourceText, path: Path) -> None:
        """Mends a template, and the parameter files that are for it alone."""
        source = source_of(read, self._root)
        try:
            made = self.analysing.analysed(source, path)
            if known := self._known(made):
                made = self.analysing.again(made, known)
            before = Mended(self._writable(made), self._analyses(made, source))
            after = mended(before, self._analyse(made, source), self._chosen)
            left = [key for key, finding in self._found(after) if finding.fixes()]
        except Exception:  # noqa: BLE001 - a check tells of it, and the others must be mended
            return
        fixed = len(dict(self._found(before)).keys() - dict(self._found(after)).keys())
        for name, file in _paths(made).items():
            if after.texts.get(name) != before.texts.get(name):
                # What two files were changed for counts with the first of them.
                self._note(MendedFile(file, before.texts[name], after.texts[name], fixed))
                fixed = 0
        if before.texts:
            self.left += len(left)
        else:
            self.broken += bool(left)

    def _chosen(self, finding: Finding) -> Fix | None:
        is_selected = self._selected.level(finding.rule) is not None
        return self._choose(finding) if is_selected else None

    def _found(self, state: Mended) -> Iterator[tuple[str, Finding]]:
        """The findings of the rules that are selected, once what several parameter files cause."""
        found = ((key.partition("|")[2], finding) for key, finding in state.findings())
        selected = ((key, each) for key, each in found if self._selected.level(each.rule))
        yield from dict(selected).items()

    def _note(self, file: MendedFile) -> None:
        """Remembers a change of a file, which may have been changed under another name."""
        key = os.path.realpath(file.path)
        if known := self.files.get(key):
            file = replace(file, before=known.before, fixed=known.fixed + file.fixed)
        self.files[key] = file

    def _known(self, made: Analysed) -> Texts:
        """The texts, by document, that have been mended under whatever name."""
        found = {
            name: self.files.get(os.path.realpath(path)) for name, path in _paths(made).items()
        }
        return {name: file.after for name, file in found.items() if file}

    def _writable(self, made: Analysed) -> Texts:
        """The texts that may be mended: none that is broken, of which edits cannot be trusted.

        A parameter file may if it is for this template, and lies where links may lead as well.
        """
        if _is_broken(made.tree):
            return {}
        files = [
            each.tree
            for each in made.parameters
            if not self._is_stdin
            and each.belongs_to(made.path)
            and is_inside(each.path, made.links.root)
            and not _is_broken(each.tree)
        ]
        return {tree.document: tree.text for tree in (made.tree, *files)}

    def _analyse(self, made: Analysed, source: Source) -> Callable[[Texts], tuple[Analysis, ...]]:
        return lambda texts: self._analyses(self.analysing.again(made, texts), source)

    def _analyses(self, made: Analysed, source: Source) -> tuple[Analysis, ...]:
        """The analyses of a template, each with the problems that its parameter file has."""
        given = [parameter_file_problems(each.tree, made.tree) for each in made.parameters] or [[]]
        return tuple(
            replace(
                compared(analysis, self._baseline, source),
                problems=(*analysis.problems, *problems),
            )
            for analysis, problems in zip(made.analyses, given, strict=True)
        )


def _paths(made: Analysed) -> Mapping[str, Path]:
    """Where a template and its parameter files are, by document."""
    given = {each.tree.document: each.path for each in made.parameters}
    return {made.tree.document: made.path} | given


def _is_broken(tree: Tree) -> bool:
    return any(problem.severity is Severity.ERROR for problem in tree.problems)
