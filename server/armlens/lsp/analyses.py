"""Analyses of documents, each kept for as long as all that it rests on stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis
from armlens.analysis.linked import LinkedTemplates
from armlens.analysis.running import OnCrash
from armlens.analysis.settings import Settings
from armlens.dataclass import dataclass
from armlens.lsp.documents import Document
from armlens.lsp.linked import LinkedDocuments, Lookout, ParametersOf
from armlens.lsp.surroundings import Surroundings, Trees
from armlens.template.parameter_file import ParameterFile


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis, the documents that it linked by URI, and how it came at them."""

    analysis: Analysis
    documents: Mapping[str, Document]
    linked: LinkedTemplates


class Analyses:
    """Analyses documents with the templates that they link."""

    def __init__(self, trees: Trees, on_crash: OnCrash) -> None:
        self._trees = trees
        self._on_crash = on_crash
        self._known: WeakKeyDictionary[Document, tuple[Settings, Analysis, LinkedDocuments]] = (
            WeakKeyDictionary()
        )

    def of(
        self,
        document: Document,
        settings: Settings,
        given: ParameterFile | None,
        around: Surroundings,
        parameters_of: ParametersOf,
    ) -> Analysed:
        """The analysis of a document; the last one if it was made with the same.

        `given` is its parameter file; `parameters_of` gives those of the templates that it links.
        """
        linked = LinkedDocuments(Lookout(document, around, self._trees, parameters_of))
        try:
            known = self._known.get(document)
            if known and known[0] is settings and known[1].parameters is given:
                _, analysis, earlier = known
                if linked.agrees(earlier):
                    return Analysed(analysis, linked.finish(), earlier.templates)
            analysis = self.made(document, settings, given, linked.templates)
            self._known[document] = settings, analysis, linked
            return Analysed(analysis, linked.finish(), linked.templates)
        finally:
            linked.finish()  # One that is overtaken may be held by what it has found.

    def made(
        self,
        document: Document,
        settings: Settings,
        given: ParameterFile | None,
        linked: LinkedTemplates,
    ) -> Analysis:
        """The analysis of a document with what is given, which nobody keeps."""
        tree = self._trees.tree(document)
        analysis = analyse_tree(
            tree, settings, on_crash=self._on_crash, parameters=given, linked=linked
        )
        if tree.memo:
            tree.memo.forget_unused()
        return analysis
