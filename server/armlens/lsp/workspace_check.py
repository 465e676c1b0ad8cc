"""Checks files that are not open: those of the workspace folders, or some that the client names.

Only files that a search of a workspace folder would find are read, so that nothing leads out of
the folders; of what lies above them, only `.gitignore` files are looked at. Each file is a piece
of work of its own on the analysis thread, between which the analyses of a person's typing go on.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.files.discovery import SKIPPED, SUFFIXES, find_templates
from armlens.files.ignoring import above, ignores, ignores_folder, inside
from armlens.files.reading import Unreadable, read_text
from armlens.lsp.configuration import View, is_settings_file
from armlens.lsp.diagnostics import problem_diagnostics
from armlens.lsp.documents import Document
from armlens.lsp.shown import NOTHING, Shown, shown
from armlens.lsp.uris import path_of
from armlens.problems.tool import FILE_UNREADABLE
from armlens.template.kinds import DocumentKind, may_be_parameters, may_be_template
from armlens.text.lines import LineIndex
from armlens.text.problems import Severity
from armlens.text.spans import Span

if TYPE_CHECKING:
    from armlens.lsp.server import Server

_AT_ONCE = 64
"""How many files are looked for before some are read: a search need not end to be useful."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to show of one file."""

    uri: str
    diagnostics: Shown = NOTHING
    is_template: bool = False


async def check_folders(ls: Server) -> AsyncIterator[Checked]:
    """Every file of the workspace folders that a search finds, in the order of their names."""
    folders = [path for uri in ls.schedule.view.folders if (path := path_of(uri))]
    # Which files the settings leave out is asked later, on the thread that knows the settings.
    search = find_templates(folders, lambda _path: False)
    while found := await asyncio.to_thread(lambda: list(itertools.islice(search, _AT_ONCE))):
        for each in found:
            if isinstance(each, Unreadable):
                yield _unreadable(ls, each.path.as_uri(), each)
            else:
                yield await _checked(ls, each.path.as_uri(), each.path)


async def check_files(ls: Server, uris: Iterable[str]) -> AsyncIterator[Checked]:
    """The files named; those that a search would not find, or that are gone, have nothing."""
    for uri in uris:
        path = await asyncio.to_thread(_path_if_found, uri, ls.schedule.view)
        yield await _checked(ls, uri, path) if path else Checked(uri)


async def _checked(ls: Server, uri: str, path: Path) -> Checked:
    """One file, by its text in the editor if it is open."""
    document = ls.documents.at(path)
    if document is None:
        read = await asyncio.to_thread(read_text, path)
        if isinstance(read, Unreadable):
            return _unreadable(ls, uri, read) if path.exists() else Checked(uri)
        document = Document(uri, 0, read.text)
    may_concern = may_be_template(document.text) or may_be_parameters(document.text)
    if not may_concern and not is_settings_file(uri):
        return Checked(uri)
    present, view = document, ls.schedule.view
    opened = tuple(ls.documents)
    result = await ls.schedule.call(lambda worker: worker.result(present, view, opened))
    if result.analysis.kind is DocumentKind.PARAMETERS:
        # What its values cause is told at the templates, which are checked as well.
        found = result.analysis.problems
        return Checked(uri, shown(problem_diagnostics(found, document.lines, ls.client)))
    return Checked(uri, result.diagnostics, result.is_template)


def _path_if_found(uri: str, view: View) -> Path | None:
    """The file's path if a search of the workspace folder around it comes to it."""
    path = path_of(uri)
    around = view.folder_of(path) if path else None
    folder = path_of(around) if around else None
    is_searched = path and folder and _is_searched(path, folder)
    return path if is_searched else None


def _is_searched(path: Path, folder: Path) -> bool:
    if path.suffix.lower() not in SUFFIXES or not _is_regular(path, folder):
        return False
    chain = inside(above(folder), folder)
    present = folder
    for name in path.relative_to(folder).parts[:-1]:
        present /= name
        if name in SKIPPED or ignores_folder(chain, present):
            return False
        chain = inside(chain, present)
    return not ignores(chain, path)


def _is_regular(path: Path, folder: Path) -> bool:
    """Whether a file is there, and no link on the way from the folder to it."""
    try:
        way = path.relative_to(folder)
        return path.is_file() and path.resolve() == folder.resolve() / way
    except (OSError, RuntimeError, ValueError):
        return False


def _unreadable(ls: Server, uri: str, unreadable: Unreadable) -> Checked:
    """A file that may be a template and cannot be read is told, never passed over."""
    message = f"The file cannot be read: {unreadable.reason}."
    problem = FILE_UNREADABLE.at(Span(0, 0), message, Severity.WARNING)
    return Checked(uri, shown(problem_diagnostics([problem], LineIndex(""), ls.client)))
