"""What applies to one file, and where each part of it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files import names
from armlens.files.analysing import Analysing
from armlens.files.ignoring import patterns
from armlens.files.parameters import ReadParameters
from armlens.files.reading import SourceText, Unreadable, read_text
from armlens.files.request import Request
from armlens.files.settings import SettingsFile, suppressions_for
from armlens.jsonc.nodes import Array, Node, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """A setting or a pattern, and where it is written: a file and a line from 1, 0 for all of it.

    What was given on the command line is in the "file" `command line`.
    """

    text: str
    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class SuppressionHere:
    """A suppression of the settings; whether it counts for the file, today."""

    rule: Written
    reason: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """What applies to a file. `excluded` is what leaves it out of a search.

    `problems` are those of the settings, which do not count if one is an error.
    """

    file: str
    settings: str | None
    rules: tuple[Written, ...] = ()
    options: tuple[Written, ...] = ()
    excluded: Written | None = None
    parameters: tuple[Written, ...] = ()
    suppressions: tuple[SuppressionHere, ...] = ()
    rule_files: tuple[Written, ...] = ()
    selected: tuple[Written, ...] = ()
    problems: tuple[Problem, ...] = ()


COMMAND_LINE = "command line"


def explained(request: Request, path: Path) -> Explained | Unreadable:
    """What applies to a file when a request asks for it."""
    read = read_text(path)
    if isinstance(read, Unreadable):
        return read
    analysing = Analysing(request, names.root_of(Path()))
    settings = analysing.lookup.settings_file(path)
    if isinstance(settings, Unreadable):
        return settings
    own = _Own(settings) if settings else None
    told = Explained(
        file=names.name_of(path),
        settings=own.name if own else None,
        excluded=_excluded(request, path, own),
        parameters=tuple(_parameters(request, analysing, read, own)),
        selected=tuple(_selected(request)),
    )
    return own.completed(told, path, request) if own else told


class _Own:
    """A settings file with its tree, to find the lines of what it says."""

    def __init__(self, settings: SettingsFile) -> None:
        self.settings = settings
        self.name = names.name_of(settings.path)
        self._tree: Tree = parse(settings.text)
        self._lines = LineIndex(settings.text)

    @property
    def folder(self) -> Path:
        return Path(os.path.abspath(self.settings.path)).parent  # noqa: PTH100 - links as named

    def completed(self, told: Explained, path: Path, request: Request) -> Explained:
        """The same with all that the settings say."""
        read = self.settings.settings
        entries = read.suppress if read else ()
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - as above
        counting = suppressions_for(absolute, self.folder, entries, request.today)
        return replace(
            told,
            rules=tuple(self._members("rules")) if read else (),
            options=tuple(self._members("options")) if read else (),
            suppressions=tuple(
                SuppressionHere(
                    Written(each.rule, self.name, self.line(each.span.start)),
                    each.reason,
                    each in counting,
                )
                for each in entries
            ),
            rule_files=tuple(self.elements("ruleFiles")) if read else (),
            problems=self.settings.problems,
        )

    def line(self, offset: int) -> int:
        return self._lines.line_at(offset) + 1

    def elements(self, name: str) -> Iterator[Written]:
        """The elements of a list in the settings."""
        node = self._root(name)
        for each in node.elements if isinstance(node, Array) else ():
            yield Written(self._text(each).strip("\"'"), self.name, self.line(each.start))

    def chosen(self, parameters: Path) -> Written:
        """The member that chooses a parameter file."""
        node = self._root("parameters")
        for member in node.members if isinstance(node, Object) else ():
            file = Path(os.path.normpath(self.folder / self._text(member.value).strip("\"'")))
            if file == parameters:
                line = self.line(member.start)
                return Written(names.name_of(parameters), self.name, line)
        return Written(names.name_of(parameters), self.name)

    def _members(self, name: str) -> Iterator[Written]:
        node = self._root(name)
        for member in node.members if isinstance(node, Object) else ():
            text = f"{member.key.value} = {self._text(member.value)}"
            yield Written(text, self.name, self.line(member.start))

    def _root(self, name: str) -> Node | None:
        root = self._tree.root
        return root.get(name) if isinstance(root, Object) else None

    def _text(self, node: Node) -> str:
        return node.span.text_of(self._tree.text)


def _selected(request: Request) -> Iterator[Written]:
    for option, words in (("--select", request.select), ("--ignore", request.ignore)):
        yield from (Written(f"{option} {word}", COMMAND_LINE) for word in words)


def _parameters(
    request: Request, analysing: Analysing, read: SourceText, own: _Own | None
) -> Iterator[Written]:
    """The parameter files that the file is judged with, and who says so."""
    tree = parse(read.text, names.name_of(read.path))
    chosen = analysing.lookup.parameters(read.path)
    for each in analysing.parameters_of(tree, read.path):
        if not isinstance(each, ReadParameters):
            continue
        name = names.name_of(each.path)
        if request.parameters:
            yield Written(name, COMMAND_LINE)
        elif chosen and own:
            yield own.chosen(chosen)
        elif each.named_template:
            yield Written(name, "its metadata.template")
        else:
            yield Written(name, "its name")


def _excluded(request: Request, path: Path, own: _Own | None) -> Written | None:
    """What leaves the file out of a search: options first, then settings, then git."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as named
    asked = [Written(each, COMMAND_LINE) for each in request.exclude]
    _, found = _decision(Path.cwd(), asked, absolute, is_folder=False)
    if not found and own and own.settings.settings:
        listed = list(own.elements("exclude"))
        _, found = _decision(own.folder, listed, absolute, is_folder=False)
    return found or _ignored(absolute)


def _ignored(path: Path) -> Written | None:
    """The pattern by which git ignores a file or a folder around it, the outermost first."""
    root = names.root_of(path.parent)
    if not os.path.lexists(root / ".git"):
        return None
    above = [each for each in reversed(path.parents) if each.is_relative_to(root)]
    for depth, place in enumerate([*above[1:], path], 1):
        for folder in reversed(above[:depth]):
            ignoring = folder / ".gitignore"
            read = None if ignoring.is_symlink() else read_text(ignoring)
            lines = read.text.splitlines() if isinstance(read, SourceText) else []
            name = names.name_of(ignoring)
            written = [Written(line, name, number) for number, line in enumerate(lines, 1)]
            decided, found = _decision(folder, written, place, is_folder=place != path)
            if found:
                return found
            if decided:
                break
    return None


def _decision(
    folder: Path, lines: Sequence[Written], path: Path, *, is_folder: bool
) -> tuple[bool, Written | None]:
    """Whether patterns decide about a path, and the one that leaves it out: the last counts."""
    for line in reversed(lines):
        pattern = patterns(folder, [line.text])
        decided = pattern.decides_folder(path) if is_folder else pattern.decides(path)
        if decided is not None:
            return True, line if decided else None
    return False, None
