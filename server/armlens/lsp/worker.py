"""The analysis of one document, off the event loop. Loads the catalogue of rules: import it late.

Everything here runs on one thread, one piece of work at a time. More threads would share the
interpreter's lock anyway, and would have to guard what analyses remember.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as lsp

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.files.settings import SettingsFile
from armlens.jsonc.tree import Tree
from armlens.lsp.client import Client
from armlens.lsp.configuration import View
from armlens.lsp.diagnostics import diagnostics_of, problem_diagnostics
from armlens.lsp.documents import Document
from armlens.lsp.settings import SettingsResolver
from armlens.lsp.uris import path_of
from armlens.lsp.vocabulary import SETTINGS_FILE
from armlens.rules.rule import Rule
from armlens.template.kinds import DocumentKind
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

log = logging.getLogger(__name__)

_SMALLEST = '{ "resources": [{ "type": "a/b", "apiVersion": "[c()]" }] }'


@dataclass(frozen=True, eq=False)
class Related:
    """What there is to show in the settings file that a document's settings come from."""

    uri: str
    diagnostics: list[lsp.Diagnostic]


@dataclass(frozen=True, eq=False)
class Result:
    """All that is known of one state of a document under one view of the settings."""

    document: Document
    view: View
    analysis: Analysis
    settings: Settings
    diagnostics: list[lsp.Diagnostic]
    related: Related | None = None

    @property
    def is_template(self) -> bool:
        """Whether the document is one that armlens has something to say about."""
        return self.analysis.kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT)


class Worker:
    """Analyses documents for one client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._resolver = SettingsResolver()
        self._told: set[tuple[str, type[Exception]]] = set()

    def warm_up(self) -> None:
        """Has the first analysis behind it, which compiles the patterns of the parser."""
        analyse(_SMALLEST, "", Settings(), on_crash=self._on_crash)

    def result(self, document: Document, view: View) -> Result:
        """The analysis of a document. Never raises: what breaks is logged and told as a problem."""
        try:
            return self._result(document, view)
        except Exception as error:  # noqa: BLE001 - one document must not stop the server
            self._tell(f"the analysis of {document.uri}", error)
            analysis = _crashed(document, error)
            shown = diagnostics_of(analysis, document, self._client)
            return Result(document, view, analysis, Settings(), shown)

    def analysis(self, text: str, result: Result) -> Analysis:
        """The analysis of another text in place of the result's, under the same settings."""
        return analyse(text, result.document.uri, result.settings, on_crash=self._on_crash)

    def settings_file(self, path: Path, view: View) -> Related:
        """What is wrong with a settings file; nothing if it is not there."""
        if not path.exists():
            return Related(path.as_uri(), [])
        return self._related(self._resolver.load(path, view))

    def _result(self, document: Document, view: View) -> Result:
        path = path_of(document.uri)
        if path is not None and path.name == SETTINGS_FILE:
            return self._settings_result(document, path, view)
        force = self._resolver.resolve(document, view)
        text = "" if force.is_excluded else document.text
        analysis = analyse(text, document.uri, force.settings, on_crash=self._on_crash)
        shown = diagnostics_of(analysis, document, self._client)
        related = self._related(force.file) if force.file else None
        return Result(document, view, analysis, force.settings, shown, related)

    def _settings_result(self, document: Document, path: Path, view: View) -> Result:
        """A settings file that is open, by its text and not by what is on disk."""
        problems = self._resolver.load(path, view).problems
        tree = Tree(document.text, None, document=document.uri)
        analysis = Analysis(tree, DocumentKind.OTHER, problems=problems)
        shown = diagnostics_of(analysis, document, self._client)
        return Result(document, view, analysis, Settings(), shown)

    def _related(self, file: SettingsFile) -> Related:
        shown = problem_diagnostics(file.problems, LineIndex(file.text), self._client)
        return Related(file.document, shown)

    def _on_crash(self, rule: Rule, error: Exception) -> None:
        self._tell(f"rule {rule.name}", error)

    def _tell(self, what: str, error: Exception) -> None:
        """Logs an error once, without its message, which may quote the document."""
        if (what, type(error)) not in self._told:
            self._told.add((what, type(error)))
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s broke: %s\n%s", what, type(error).__name__, frames)


def _crashed(document: Document, error: Exception) -> Analysis:
    message = (
        "The document could not be checked because of an error inside armlens"
        f" ({type(error).__name__})."
    )
    problem = Problem("analysis.crashed", message, Span(0, 0), Severity.HINT)
    tree = Tree(document.text, None, document=document.uri)
    return Analysis(tree, DocumentKind.OTHER, problems=(problem,))
