"""The texts that a run is about, and the analysis of each with what lies beside it on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from armlens.analysis.baseline import Baseline
from armlens.analysis.finding import Analysis
from armlens.analysis.first_look import FirstLook
from armlens.analysis.merging import merged
from armlens.analysis.settings import Settings
from armlens.dataclass import dataclass
from armlens.files import names
from armlens.files.bounds import Bounds
from armlens.files.discovery import Found, find_templates, is_folder
from armlens.files.given import GivenParameters
from armlens.files.globs import leaves_out
from armlens.files.linked import LinkedFiles, LinksOnDisk
from armlens.files.lookup import SettingsLookup
from armlens.files.parameters import ReadParameters
from armlens.files.reading import SourceText, Unreadable, decode, read_text
from armlens.files.request import Request
from armlens.files.selecting import in_shard
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.report.run import Notice, Source
from armlens.rules import catalogue
from armlens.template.parameter_file import ParameterFile

STDIN = Path("<stdin>")
"""What standard input is called where nobody says which file it is."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """What there is to say of a text: an analysis with each of its parameter files, or just one.

    `links` are the templates that it links; `notices` are about parameter files that it cannot
    be judged with.
    """

    path: Path
    tree: Tree
    analyses: tuple[Analysis, ...]
    parameters: tuple[ReadParameters, ...]
    links: LinksOnDisk
    notices: tuple[Notice, ...] = ()

    @property
    def analysis(self) -> Analysis:
        """The analyses told as one."""
        if not self.parameters:
            return self.analyses[0]
        files = (each.tree.document for each in self.parameters)
        return merged(list(zip(files, self.analyses, strict=True)))


class Analysing:
    """One run: the settings, parameter files and linked templates that it has read on the way.

    `root` is that of URIs.
    """

    def __init__(self, request: Request, root: Path) -> None:
        self._request = request
        self._root = root
        self.lookup = SettingsLookup(request.config, request.select, request.ignore, request.today)
        self.bounds = Bounds(path for path in request.paths if is_folder(path))
        self._given = GivenParameters(request.parameters, self.lookup, root, self.bounds)
        self._linked = LinkedFiles(self.bounds)
        self._looks: dict[int, FirstLook] = {}
        self._asked = leaves_out(Path(), list(request.exclude)) if request.exclude else None

    def _excludes(self, path: Path) -> bool:
        is_asked = self._asked is not None and self._asked(path)
        return is_asked or self.lookup.excludes(path)

    @property
    def notice(self) -> Notice | None:
        """What is wrong with the parameter file that was asked for."""
        return self._given.notice

    def found(self) -> Iterator[Found | Unreadable]:
        """Standard input, if it is to be read, and the files that were named or found."""
        request = self._request
        if request.stdin is not None:
            yield Found(request.stdin_name or STDIN, is_named=True, is_stdin=True)
        found = find_templates(request.paths, self._excludes, as_found=request.as_found)
        yield from in_shard(found, request.shard, self._root)

    def read(self, found: Found) -> SourceText | Unreadable:
        """The text of a file that was found."""
        if found.is_stdin:
            return decode(found.path, self._request.stdin or b"")
        return read_text(found.path)

    def parameters_of(self, tree: Tree, path: Path) -> list[ReadParameters | Notice]:
        """The parameter files that a template is analysed with, and what is wrong with others."""
        return self._given.of(tree, path)

    def analysed(self, source: Source, path: Path) -> Analysed:
        """The analysis of a text, a template or not."""
        tree = parse(source.text, source.name)
        given = self.parameters_of(tree, path)
        files = tuple(each for each in given if isinstance(each, ReadParameters))
        made = self._made(path, tree, files)
        return replace(made, notices=tuple(each for each in given if isinstance(each, Notice)))

    def again(self, before: Analysed, texts: Mapping[str, str]) -> Analysed:
        """The same with other texts of the template and of its parameter files, by document."""
        tree, files = before.tree, before.parameters
        if texts.get(tree.document, tree.text) != tree.text:
            tree = parse(texts[tree.document], tree.document)
        files = tuple(
            each.with_text(texts.get(each.tree.document, each.tree.text)) for each in files
        )
        return self._made(before.path, tree, files)

    def sources(self, made: Analysed) -> Mapping[str, Source]:
        """The further documents that findings may name: parameter files, linked templates."""
        given = {
            each.tree.document: parameters_source(each, self._root) for each in made.parameters
        }
        return given | dict(made.links.sources(self._root))

    def _made(self, path: Path, tree: Tree, files: tuple[ReadParameters, ...]) -> Analysed:
        links = self._linked.of(path, tree)
        settings = self.lookup.settings(path)
        given = [each.file for each in files] or [None]
        if (seen := self._first_look(settings).analysis(tree)) is not None:
            alike = tuple(replace(seen, parameters=each) for each in given)
            return Analysed(path, tree, alike, files, links)
        # Most runs, and all with what they need in a cache, do without the engine.
        from armlens.analysis.engine import analyse_tree  # noqa: PLC0415

        linked = links.templates(self._own_parameters) if path != STDIN else None
        analyses = [analyse_tree(tree, settings, parameters=each, linked=linked) for each in given]
        return Analysed(path, tree, tuple(analyses), files, links)

    def _first_look(self, settings: Settings) -> FirstLook:
        """What looks first at files under settings: one for all that differ by path only."""
        # What it has of the settings lives as long as it does, so that no other has its identity.
        key = id(settings.rules)
        if key not in self._looks:
            rules = (*catalogue.RULES, *settings.own_rules)
            self._looks[key] = FirstLook(settings, rules)
        return self._looks[key]

    def _own_parameters(self, tree: Tree, template: Path) -> list[ParameterFile]:
        """The parameter files that the own analyses of a linked template are made with."""
        given = self._given.of(tree, template)
        return [each.file for each in given if isinstance(each, ReadParameters) and each.file]


def source_of(read: SourceText, root: Path) -> Source:
    """A text that was read, as reports name it; `root` is that of URIs."""
    return Source(names.name_of(read.path), names.uri_of(read.path, root), read.text)


def parameters_source(read: ReadParameters, root: Path) -> Source:
    """The text of a parameter file, as reports name it; `root` is that of URIs."""
    return Source(read.tree.document, names.uri_of(read.path, root), read.tree.text)


def compared(analysis: Analysis, baseline: Baseline | None, source: Source) -> Analysis:
    """The analysis with its findings marked as new or known, if there is a baseline."""
    if baseline is None:
        return analysis
    return replace(analysis, findings=baseline.compared(analysis.findings, source.uri))
