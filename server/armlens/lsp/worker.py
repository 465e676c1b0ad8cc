"""The analysis of one document, off the event loop. Loads the catalogue of rules: import it late.

Everything here runs on one thread, one piece of work at a time. More threads would share the
interpreter's lock anyway, and would have to guard what analyses remember.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from armlens.analysis.crashes import crash_frames, crash_words
from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.parameters import parameters_analysis
from armlens.analysis.settings import Settings
from armlens.dataclass import dataclass
from armlens.editing.settings_edits import SettingsHome
from armlens.evaluation.scope import CLOCK
from armlens.files.settings import SettingsFile
from armlens.jsonc.memo import Overtaken
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.lsp import collector
from armlens.lsp.analyses import Analysed, Analyses
from armlens.lsp.client import Client
from armlens.lsp.configuration import View
from armlens.lsp.diagnostics import problem_diagnostics
from armlens.lsp.documents import Document
from armlens.lsp.parameters import Active, Choice, Parameters
from armlens.lsp.rehearsal import rehearse
from armlens.lsp.settings import InForce, SettingsResolver
from armlens.lsp.showing import Showing
from armlens.lsp.shown import NOTHING, Shown, shown
from armlens.lsp.surroundings import Disk, Surroundings, Trees, always
from armlens.lsp.uris import path_of
from armlens.lsp.vocabulary import SETTINGS_FILE
from armlens.problems.tool import ANALYSIS_CRASHED
from armlens.rules.reading.rule_file import RuleFile
from armlens.rules.rule import Rule
from armlens.template.kinds import (
    DocumentKind,
    kind_of,
    may_be_parameters,
    may_be_template,
)
from armlens.template.parameter_file import ParameterFile, parameter_file
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem
from armlens.text.spans import Span

log = logging.getLogger(__name__)

_MOST_BEFORE_TRIMMING = 256
"""Analyses after which free memory goes back to the system."""

_SMALLEST = '{ "resources": [{ "type": "a/b", "apiVersion": "[c()]" }] }'


@dataclass(frozen=True, eq=False)
class Related:
    """What there is to show in the settings file that a document's settings come from."""

    uri: str
    diagnostics: Shown


@dataclass(frozen=True, eq=False)
class Result:
    """All that is known of one state of a document under one view of the settings.

    `others` are further documents that its findings and their fixes name, by URI. `used` are the
    paths that it rests on, each with the document that was open there. `again` analyses another
    text in place of the document's. `home` is the settings file for it, which is among the others.
    """

    document: Document
    view: View
    analysis: Analysis
    settings: Settings
    diagnostics: Shown
    related: Related | None = None
    others: Mapping[str, Document] = field(default_factory=dict)
    used: Mapping[Path, Document | None] = field(default_factory=dict)
    again: Callable[[str], Analysis] | None = None
    home: SettingsHome | None = None

    @property
    def is_template(self) -> bool:
        """Whether the document is one that armlens has something to say about."""
        return self.analysis.kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT)


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """An analysis, the further documents that it names, and how to make one of another text."""

    analysis: Analysis
    others: Mapping[str, Document] = field(default_factory=dict)
    again: Callable[[str], Analysis] | None = None


class Worker:
    """Analyses documents for one client, each from scratch unless it `remembers`."""

    def __init__(self, client: Client, *, remembers: bool = True) -> None:
        self._client = client
        self._resolver = SettingsResolver()
        self._disk = Disk()
        self._trees = Trees(remembers=remembers)
        self._parameters = Parameters(self._trees)
        self._analyses = Analyses(self._trees, self._on_crash)
        self._showing = Showing(client)
        self._told: set[tuple[str, type[Exception]]] = set()
        self._since_trimming = 0

    def warm_up(self) -> None:
        """Has the first analysis behind it, which compiles the patterns of the parser."""
        analyse(_SMALLEST, "", Settings(), on_crash=self._on_crash)
        collector.spare()

    def rehearse(self, is_free: Callable[[], bool]) -> None:
        """Has worked through a whole template, unless there is real work meanwhile."""
        rehearse(self._client, is_free)
        collector.spare()

    def result_while(
        self,
        is_wanted: Callable[[], bool],
        document: Document,
        view: View,
        opened: Sequence[Document],
    ) -> Result | None:
        """The analysis of a document; None as soon as it is no longer wanted."""
        self._trees.is_wanted = is_wanted
        CLOCK.set(self._clock)
        self._trim()
        try:
            return self.result(document, view, opened)
        except Overtaken:
            return None
        finally:
            self._trees.is_wanted = always

    def result(self, document: Document, view: View, opened: Sequence[Document] = ()) -> Result:
        """The analysis of a document. Never raises: what breaks is logged and told as a problem.

        `opened` are the documents that are open.
        """
        try:
            return self._result(document, view, opened)
        except Exception as error:  # noqa: BLE001 - one document must not stop the server
            self._tell(f"the analysis of {document.uri}", error)
            analysis = _crashed(document, error)
            return Result(
                document, view, analysis, Settings(), self._showing.of(analysis, document)
            )

    def tidy(self) -> None:
        """Gives up what is left of documents that are gone."""
        self._trees.tidy()

    def _trim(self) -> None:
        """Now and then gives back what earlier analyses have freed."""
        self._since_trimming += 1
        if self._since_trimming > _MOST_BEFORE_TRIMMING:
            self._since_trimming = 0
            collector.trim()

    def _clock(self) -> float:
        """The time, for an evaluation that takes long; ends one that is no longer wanted."""
        if not self._trees.is_wanted():
            raise Overtaken
        return time.monotonic()

    def analysis(self, text: str, result: Result) -> Analysis:
        """The analysis of another text in place of the result's, under the same settings."""
        if result.again:
            return result.again(text)
        return analyse(text, result.document.uri, result.settings, on_crash=self._on_crash)

    def settings_file(self, path: Path, view: View) -> Related:
        """What is wrong with a settings file; nothing if it is not there."""
        if not path.exists():
            return Related(path.as_uri(), NOTHING)
        return self._related(self._resolver.load(path, view))

    def parameter_files(
        self, document: Document, view: View, opened: Sequence[Document]
    ) -> Choice | None:
        """The parameter files for a template; None for what is none or in no workspace folder."""
        path = path_of(document.uri)
        kind = kind_of(self._trees.tree(document)) if may_be_template(document.text) else None
        if path is None or view.folder_of(path) is None or kind is not DocumentKind.TEMPLATE:
            return None
        force = self._resolver.resolve(document.uri, view)
        around = Surroundings(view, opened, self._disk)
        return self._parameters.choice(path, force, around)

    def _result(self, document: Document, view: View, opened: Sequence[Document]) -> Result:
        path = path_of(document.uri)
        if path is not None and path.name == SETTINGS_FILE:
            return self._settings_result(document, path, view)
        force = self._resolver.resolve(document.uri, view)
        if path is not None and (rules := _rule_file(path, force)) is not None:
            return self._problems_result(document, view, rules.problems)
        around = Surroundings(view, opened, self._disk)
        found = self._looked_at(document, path, force, around)
        shown = self._showing.of(found.analysis, document, found.others)
        related = self._related(force.file) if force.file else None
        home = force.home
        return Result(
            document,
            view,
            found.analysis,
            force.settings,
            shown,
            related,
            {**found.others, home[1].uri: home[1]} if home else found.others,
            around.used,
            found.again,
            home[0] if home else None,
        )

    def _looked_at(
        self, document: Document, path: Path | None, force: InForce, around: Surroundings
    ) -> _LookedAt:
        """The analysis of a document by what it is."""
        text = document.text
        if force.is_excluded or not (may_be_template(text) or may_be_parameters(text)):
            return _LookedAt(analyse("", document.uri, force.settings))
        kind = kind_of(self._trees.tree(document))
        if path is not None and kind is DocumentKind.PARAMETERS:
            return self._parameter_file(document, path, force, around)
        if path is not None and kind is DocumentKind.TEMPLATE:
            active = self._parameters.active(path, force.parameters, around)
            return self._template(document, active, force, around)
        return self._template(document, Active(), force, around)

    def _template(
        self, document: Document, active: Active, force: InForce, around: Surroundings
    ) -> _LookedAt:
        """A template, judged with the parameter file that is active for it."""
        settings = force.settings
        given = active.read.file if active.read else None
        analysed = self._analysed(document, settings, given, around)
        analysis = analysed.analysis
        if told := settings.told(active.problems):
            analysis = replace(analysis, problems=(*told, *analysis.problems))
        others = {active.document.uri: active.document} if active.document else {}

        def again(text: str) -> Analysis:
            return analyse(
                text,
                document.uri,
                settings,
                on_crash=self._on_crash,
                parameters=given,
                linked=analysed.linked,
            )

        return _LookedAt(analysis, {**analysed.documents, **others}, again)

    def _parameter_file(
        self, document: Document, path: Path, force: InForce, around: Surroundings
    ) -> _LookedAt:
        """A parameter file, by what its values do to the templates it is for."""
        settings = force.settings
        read = self._parameters.read(document, path)
        templates = self._parameters.templates(read, force.parameters, around)
        analysed = {each: self._analysed(each, settings, read.file, around) for each in templates}

        def again(text: str) -> Analysis:
            tree = parse(text, document.uri)
            given = parameter_file(tree)
            others = [
                self._analyses.made(each, settings, given, known.linked)
                for each, known in analysed.items()
            ]
            return parameters_analysis(tree, others, settings)

        others = {template.uri: template for template in templates}
        for known in analysed.values():
            others |= known.documents
        analyses = [known.analysis for known in analysed.values()]
        return _LookedAt(parameters_analysis(read.tree, analyses, settings), others, again)

    def _analysed(
        self,
        document: Document,
        settings: Settings,
        given: ParameterFile | None,
        around: Surroundings,
    ) -> Analysed:
        """A document with the templates that it links."""

        def parameters_of(template: Document) -> ParameterFile | None:
            path = path_of(template.uri)
            pairs = self._resolver.resolve(template.uri, around.view).parameters
            active = self._parameters.active(path, pairs, around) if path else Active()
            return active.read.file if active.read else None

        return self._analyses.of(document, settings, given, around, parameters_of)

    def _settings_result(self, document: Document, path: Path, view: View) -> Result:
        """A settings file that is open, by its text and not by what is on disk."""
        return self._problems_result(document, view, self._resolver.load(path, view).problems)

    def _problems_result(
        self, document: Document, view: View, problems: tuple[Problem, ...]
    ) -> Result:
        """A document of which nothing is told but its problems."""
        tree = Tree(document.text, None, document=document.uri)
        analysis = Analysis(tree, DocumentKind.OTHER, problems=problems)
        return Result(document, view, analysis, Settings(), self._showing.of(analysis, document))

    def _related(self, file: SettingsFile) -> Related:
        found = problem_diagnostics(file.problems, LineIndex(file.text), self._client)
        return Related(file.document, shown(found))

    def _on_crash(self, rule: Rule, error: Exception) -> None:
        self._tell(f"rule {rule.name}", error)

    def _tell(self, what: str, error: Exception) -> None:
        """Logs an error once, without its message, which may quote the document."""
        if (what, type(error)) not in self._told:
            self._told.add((what, type(error)))
            log.error("%s broke: %s", what, crash_frames(error))


def _rule_file(path: Path, force: InForce) -> RuleFile | None:
    """The rule file at a path, if the settings in force name it."""
    files = force.file.rule_files.files if force.file else ()
    return next((file for where, file in files if where == path), None)


def _crashed(document: Document, error: Exception) -> Analysis:
    message = (
        "The document could not be checked because of an error inside armlens"
        f" ({crash_words(error)})."
    )
    problem = ANALYSIS_CRASHED.at(Span(0, 0), message)
    tree = Tree(document.text, None, document=document.uri)
    return Analysis(tree, DocumentKind.OTHER, problems=(problem,))
