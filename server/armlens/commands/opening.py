"""Opening the template that a command is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from armlens.evaluation.scope import Scope
from armlens.files import names
from armlens.files.linked import LinkedFiles, LinksOnDisk
from armlens.files.reading import Unreadable, read_text
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.report.run import Notice, NoticeCode, Source
from armlens.template.kinds import DocumentKind, kind_of
from armlens.template.scope import TemplateScope, root_scope
from armlens.text.problems import Severity


@dataclass(frozen=True, slots=True)
class Opened:
    """A template that was read; its tree and its source have the same name."""

    source: Source
    tree: Tree
    kind: DocumentKind
    links: LinksOnDisk

    @property
    def scope(self) -> Scope:
        """What names mean at the top level of the template."""
        return root_scope(self.tree, self.kind, follow=self.links.follow)

    def sources(self) -> Mapping[str, Source]:
        """The template's text and those of the templates that were followed, by document."""
        return {**self.links.sources(names.root_of(Path())), self.source.name: self.source}

    @property
    def notice(self) -> Notice | None:
        """A word about syntax errors, despite which the rest is understood."""
        errors = [each for each in self.tree.problems if each.severity is Severity.ERROR]
        if not errors:
            return None
        count = "a syntax error" if len(errors) == 1 else f"{len(errors)} syntax errors"
        line = self.source.lines.line_at(errors[0].span.start) + 1
        message = f"'{self.source.name}' has {count}, the first in line {line}."
        return Notice(NoticeCode.UNREADABLE, self.source.name, self.source.uri, message)


def open_template(path: Path) -> Opened | Notice:
    """The template at a path, or why there is none. Never raises."""
    name, uri = names.name_of(path), names.uri_of(path, names.root_of(Path()))
    read = read_text(path)
    if isinstance(read, Unreadable):
        message = f"'{name}' cannot be read: {read.reason}."
        return Notice(NoticeCode.UNREADABLE, name, uri, message)
    tree = parse(read.text, name)
    kind = kind_of(tree)
    if kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
        return Opened(Source(name, uri, read.text), tree, kind, LinkedFiles().of(path, tree))
    what = "a parameter file and not" if kind is DocumentKind.PARAMETERS else "not"
    return Notice(NoticeCode.NOT_TEMPLATE, name, uri, f"'{name}' is {what} a template.")


def empty_scope() -> Scope:
    """What names mean where there is no template: nothing is declared."""
    tree = parse("{}")
    assert isinstance(tree.root, Object)  # noqa: S101 - it is written one line above
    return TemplateScope(tree, tree.root)
