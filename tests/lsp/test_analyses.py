"""Analyses that are kept: for how long, and that none keeps a document that nobody has."""

from __future__ import annotations

import contextlib
import gc
import itertools
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from armlens.analysis import engine
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Overtaken
from armlens.jsonc.tree import Tree
from armlens.lsp import analyses
from armlens.lsp.analyses import Analysed, Analyses
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document
from armlens.lsp.surroundings import Disk, Surroundings, Trees
from armlens.rules.rule import Rule
from expectations import template
from links import child, passing

FOLDER = Path("/") / "here"
SETTINGS = Settings()


def document(name: str, text: str) -> Document:
    return Document((FOLDER / name).as_uri(), 1, text)


def main(path: str = "child.json") -> Document:
    return document("main.json", template(f"[{passing(chr(34) + 'None' + chr(34), path)}]"))


class Making:
    """What makes analyses, and how often it did."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []

        def noting(tree: Tree, *rest: Any, **more: Any) -> Analysis:
            self.made.append(tree.document)
            return engine.analyse_tree(tree, *rest, **more)

        monkeypatch.setattr(analyses, "analyse_tree", noting)
        self.trees = Trees()
        self._analyses = Analyses(self.trees, _ignore)
        self._disk = Disk()
        self._view = View(folders=(FOLDER.as_uri(),))

    def analysed(self, one: Document, opened: Sequence[Document]) -> Analysed:
        around = Surroundings(self._view, opened, self._disk)
        return self._analyses.of(one, SETTINGS, None, around, lambda _document: None)


def _ignore(rule: Rule, error: Exception) -> None:
    raise AssertionError(rule) from error


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    return Making(monkeypatch)


def test_an_analysis_is_made_once_while_what_it_links_stays_the_same(making: Making) -> None:
    parent, linked = main(), document("child.json", child())
    first = making.analysed(parent, [parent, linked])
    assert len(first.analysis.findings) == 1
    assert list(first.documents) == [linked.uri]
    again = making.analysed(parent, [parent, linked])
    assert again.analysis is first.analysis
    assert list(again.documents) == [linked.uri]
    changed = document("child.json", child(identity='"UserAssigned"'))
    assert making.analysed(parent, [parent, changed]).analysis.findings == ()
    assert len(making.made) == 2


def test_it_is_made_anew_when_what_was_missing_is_there(making: Making) -> None:
    parent = main()
    (problem,) = making.analysed(parent, [parent]).analysis.problems
    assert problem.code == "template.link-unreadable"
    found = making.analysed(parent, [parent, document("child.json", child())])
    assert [each.code for each in found.analysis.problems] == []
    assert len(found.analysis.findings) == 1


def test_another_document_is_no_reason_to_look_again(making: Making) -> None:
    parent, linked = main(), document("child.json", child())
    making.analysed(parent, [parent, linked])
    making.analysed(parent, [parent, linked, document("other.json", child())])
    assert len(making.made) == 1


def test_documents_that_link_each_other_are_not_kept_by_their_analyses(making: Making) -> None:
    one, other = main(), document("child.json", main("main.json").text)
    kept = [making.analysed(each, [one, other]) for each in (one, other)]
    assert all(each.analysis.problems for each in kept)
    gone = [weakref.ref(each) for each in (one, other)]
    del one, other, kept
    gc.collect()
    assert [each() for each in gone] == [None, None]


@pytest.mark.parametrize("steps", range(0, 12, 2))
def test_an_analysis_that_is_overtaken_keeps_no_document(steps: int, making: Making) -> None:
    one, other = main(), document("child.json", child())
    asked = itertools.count()
    making.trees.is_wanted = lambda: next(asked) < steps
    with contextlib.suppress(Overtaken):
        making.analysed(one, [one, other])
    gone = weakref.ref(other)
    del other
    gc.collect()
    assert gone() is None
