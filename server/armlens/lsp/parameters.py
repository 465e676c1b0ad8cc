"""Which parameter file is active for a template in the editor, and which templates a file is for.

One file at a time is active: the one that the settings choose, else the only one that belongs to
the template. Where several belong and none is chosen, the template is judged by its defaults.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

from armlens.dataclass import dataclass
from armlens.files.parameters import (
    ReadParameters,
    chosen_parameters,
    is_parameter_file_name,
)
from armlens.lsp.documents import Document
from armlens.lsp.settings import InForce
from armlens.lsp.surroundings import Surroundings, Trees
from armlens.problems.parameters import UNUSABLE
from armlens.template.parameter_file import parameter_file
from armlens.text.problems import Problem
from armlens.text.spans import Span

Pairs = Sequence[tuple[Path, Path]]
"""What the settings choose: templates and their parameter files."""


@dataclass(frozen=True, slots=True)
class Active:
    """The parameter file that a template is judged with, if any, and what is wrong with that."""

    document: Document | None = None
    read: ReadParameters | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The parameter files that belong to a template, and the one that is active, by URI.

    `decided_by` is the settings file of the project, if that chooses one for the template.
    """

    active: str | None
    belonging: tuple[str, ...]
    decided_by: str | None


class Parameters:
    """Finds parameter files and their templates; reads each once, for as long as it is there."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._read: WeakKeyDictionary[Document, ReadParameters] = WeakKeyDictionary()

    def active(self, template: Path, pairs: Pairs, around: Surroundings) -> Active:
        """The parameter file that is active for a template."""
        chosen = next((file for key, file in pairs if _is_same(key, template)), None)
        if chosen is not None:
            return self._chosen(chosen, around)
        belonging = self.belonging(template, around)
        return Active(*belonging[0]) if len(belonging) == 1 else Active()

    def belonging(
        self, template: Path, around: Surroundings
    ) -> list[tuple[Document, ReadParameters]]:
        """The parameter files beside a template that belong to it, by name."""
        return [
            (document, read)
            for path in around.beside(template)
            if is_parameter_file_name(path.name) and (document := around.read(path))
            if (read := self.read(document, path)).belongs_to(template)
        ]

    def choice(self, template: Path, force: InForce, around: Surroundings) -> Choice:
        """Which parameter files there are for a template, and which one counts."""
        active = self.active(template, force.parameters, around).document
        belonging = tuple(each.uri for each, _ in self.belonging(template, around))
        file = force.file
        chosen = file.settings.parameters if file and file.settings else {}
        is_decided = file and chosen_parameters(chosen, file.path.parent, template)
        decided_by = file.document if file and is_decided else None
        return Choice(active.uri if active else None, belonging, decided_by)

    def templates(self, file: ReadParameters, pairs: Pairs, around: Surroundings) -> list[Document]:
        """The templates that a parameter file is for: by the settings, by itself, by its name."""
        paths = [template for template, chosen in pairs if _is_same(chosen, file.path)]
        if (named := file.named_template) is not None:
            paths.append(Path(os.path.normpath(named)))
        else:
            beside = (each for each in around.beside(file.path) if each != file.path)
            paths += [path for path in beside if file.belongs_to(path)]
            # Those that are not there yet are noted, to be found when they are opened.
            for path in _names_before(file.path):
                around.read(path)
        found = [around.read(path) for path in dict.fromkeys(paths)]
        return [document for document in found if document is not None]

    def read(self, document: Document, path: Path) -> ReadParameters:
        """A document as a parameter file, the same object for the same document."""
        known = self._read.get(document)
        if known is None:
            tree = self._trees.tree(document)
            known = self._read[document] = ReadParameters(path, tree, parameter_file(tree))
        return known

    def _chosen(self, path: Path, around: Surroundings) -> Active:
        document = around.read(path)
        if document is None:
            return Active(problems=(_unusable(path, "cannot be read"),))
        read = self.read(document, path)
        if read.file is None:
            return Active(problems=(_unusable(path, "is not a parameter file"),))
        return Active(document, read)


def _unusable(path: Path, what: str) -> Problem:
    message = f"'{path.name}', which the settings choose for this template, {what}."
    return UNUSABLE.at(Span(0, 0), message)


def _names_before(file: Path) -> list[Path]:
    """The templates that a parameter file may be named after."""
    before = file.name.lower().find(".parameters")
    stem = file.name[: max(before, 0)]
    stems = {stem, stem.rpartition(".")[0]} - {""}
    return [file.with_name(f"{each}{end}") for each in stems for end in (".json", ".jsonc")]


def _is_same(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)
