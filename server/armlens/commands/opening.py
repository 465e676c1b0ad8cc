"""Opening the template that a command is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.evaluation.scope import Scope
from armlens.files import names
from armlens.files.bounds import Bounds
from armlens.files.given import GivenParameters
from armlens.files.linked import LinkedFiles, LinksOnDisk
from armlens.files.lookup import SettingsLookup
from armlens.files.notices import notice, unreadable
from armlens.files.parameters import ReadParameters
from armlens.files.reading import Unreadable, read_text
from armlens.files.settings import current_day
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.report.run import Location, Notice, NoticeCode, Source
from armlens.report.text import place
from armlens.template.kinds import DocumentKind, kind_of
from armlens.template.parameter_file import ParameterFile
from armlens.template.problems.parameters import parameter_file_problems
from armlens.template.root_scope import root_scope
from armlens.template.scope import TemplateScope
from armlens.text.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Opened:
    """A template that was read, and the parameter file that it is evaluated with, if any.

    Its tree and its source have the same name. `notices` are about its parameter files.
    """

    source: Source
    tree: Tree
    kind: DocumentKind
    links: LinksOnDisk
    given: ReadParameters | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def parameters(self) -> ParameterFile | None:
        """The values that the template is deployed with."""
        return self.given.file if self.given else None

    @property
    def scope(self) -> Scope:
        """What names mean at the top level of the template."""
        return root_scope(self.tree, self.kind, self.parameters, self.links.follow)

    def sources(self) -> Mapping[str, Source]:
        """The template's text and those of the templates that were followed, by document."""
        return {**self.links.sources(names.root_of(Path())), self.source.name: self.source}

    def complaints(self) -> Iterator[tuple[str, Severity]]:
        """What to say beside the answer of a command that does not list problems."""
        errors = [each for each in self.tree.problems if each.severity is Severity.ERROR]
        if errors:
            count = "a syntax error" if len(errors) == 1 else f"{len(errors)} syntax errors"
            line = self.source.lines.line_at(errors[0].span.start) + 1
            yield f"'{self.source.name}' has {count}, the first in line {line}.", Severity.ERROR
        yield from ((each.message, each.severity) for each in self.notices)
        for source, problem in self.given_problems():
            if problem.severity is Severity.ERROR:
                yield f"{place(Location(source, problem.span))}: {problem.message}", Severity.ERROR

    def given_problems(self) -> Iterator[tuple[Source, Problem]]:
        """What is wrong with the parameter file, each with its text."""
        if self.given is None:
            return
        tree = self.given.tree
        source = _source(self.given.path, tree.text)
        problems = [*tree.problems, *parameter_file_problems(tree, self.tree)]
        for problem in sorted(problems, key=lambda problem: problem.span):
            yield source, problem


def open_template(path: Path, parameters: Path | None) -> Opened | Notice:
    """The template at a path, or why there is none. Never raises.

    It is evaluated with the parameter file that is named, else with the one that `armlens check`
    would take; where several belong to it, with its defaults.
    """
    root = names.root_of(Path())
    read = read_text(path)
    if isinstance(read, Unreadable):
        return unreadable(read, root)
    source = _source(path, read.text)
    tree = parse(read.text, source.name)
    kind = kind_of(tree)
    if kind not in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
        what = "a parameter file and not" if kind is DocumentKind.PARAMETERS else "not"
        return notice(NoticeCode.NOT_TEMPLATE, path, f"is {what} a template.", root)
    lookup = SettingsLookup(None, (), (), current_day())
    bounds = Bounds()
    given = GivenParameters(parameters, lookup, root, bounds)
    if wrong := given.notice:
        return wrong
    found = given.of(tree, path)
    files = [each for each in found if isinstance(each, ReadParameters)]
    notices = [each for each in found if isinstance(each, Notice)]
    if len(files) > 1:
        notices.append(_undecided(path, files, root))
    links = LinkedFiles(bounds).of(path, tree)
    only = files[0] if len(files) == 1 else None
    return Opened(source, tree, kind, links, only, tuple(notices))


def _undecided(template: Path, files: list[ReadParameters], root: Path) -> Notice:
    """A word about parameter files of which none was chosen."""
    listed = ", ".join(f"'{each.tree.document}'" for each in files)
    what = f"is evaluated with its defaults: of {listed}, '--parameters' chooses one."
    return notice(NoticeCode.SEVERAL_PARAMETERS, template, what, root, Severity.INFORMATION)


def _source(path: Path, text: str) -> Source:
    return Source(names.name_of(path), names.uri_of(path, names.root_of(Path())), text)


def empty_scope() -> Scope:
    """What names mean where there is no template: nothing is declared."""
    tree = parse("{}")
    assert isinstance(tree.root, Object)  # noqa: S101 - it is written one line above
    return TemplateScope(tree, tree.root)
