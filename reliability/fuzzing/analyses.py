"""What holds for the analysis of every document, whatever its text and however it came about."""

from __future__ import annotations

from armlens.analysis.engine import analyse, analyse_tree
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Memo
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.lsp.client import Client
from armlens.lsp.documents import Document
from armlens.lsp.showing import Showing
from armlens.lsp.shown import Shown
from armlens.rules.rule import Rule
from armlens.text.edits import apply
from reliability.fuzzing.edits import edits_of
from reliability.fuzzing.supply import Supply

_DOCUMENT = "file:///main.json"
_SETTINGS = Settings()
_CLIENT = Client(shows_related_information=True)


def any_document(data: bytes) -> None:
    """Target: a document is analysed with all rules, and everything about it is within its text."""
    text = Supply(data).rest()
    analysis = analyse(text, _DOCUMENT, _SETTINGS, on_crash=_raise)
    shown(analysis, Showing(_CLIENT))
    for problem in analysis.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        if problem.correction:
            apply(text, problem.correction.edits)
    for finding in analysis.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        for fix in finding.fixes():
            assert set(fix.edits) == {_DOCUMENT}
            assert apply(text, fix.edits[_DOCUMENT]) != text


def any_session(data: bytes) -> None:
    """Target: what is shown of an edited document is what is shown of its text by itself."""
    text, edits = edits_of(data)
    tree = parse(text, _DOCUMENT)
    tree.memo = Memo(lambda: None)
    analyse_tree(tree, _SETTINGS, on_crash=_raise)
    tree.memo.forget_unused()
    showing = Showing(_CLIENT)
    for edit in edits:
        text = apply(text, [edit])
        update(tree, edit.span, text)
        kept = analyse_tree(tree, _SETTINGS, on_crash=_raise)
        tree.memo.forget_unused()
        fresh = analyse_tree(parse(text, _DOCUMENT), _SETTINGS, on_crash=_raise)
        assert shown(kept, showing).plain == shown(fresh, Showing(_CLIENT)).plain


def shown(analysis: Analysis, showing: Showing) -> Shown:
    """What a client gets to see."""
    return showing.of(analysis, Document(_DOCUMENT, 1, analysis.tree.text))


def _raise(_rule: Rule, error: Exception) -> None:
    raise error
