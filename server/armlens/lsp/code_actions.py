"""Our fixes as the client's code actions, with their edits now or when one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lsprotocol import types as lsp

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.actions import (
    Action,
    actions_at,
    corrections_at,
    find_action,
)
from armlens.editing.fix_all import can_fix_all, fix_all
from armlens.editing.keys import finding_keys
from armlens.lsp.client import Client
from armlens.lsp.convert import span_of
from armlens.lsp.diagnostics import finding_diagnostic, problem_diagnostics
from armlens.lsp.plain import PlainDiagnostic, structured
from armlens.lsp.reasons import reason_to_write
from armlens.lsp.vocabulary import EXPLAIN_RULE, FIX_ALL, OPEN_PAGE, SOURCE, WRITE_REASON
from armlens.lsp.worker import Result
from armlens.lsp.workspace_edits import workspace_edit
from armlens.text.spans import Span

_FIX_ALL_TITLE = "Apply all safe fixes of armlens"

Analyse = Callable[[str], Analysis]
"""Analyses another text in place of a result's."""


def actions_for(
    result: Result, params: lsp.CodeActionParams, client: Client, analyse: Analyse
) -> list[lsp.CodeAction]:
    """The code actions for a range: the fixes of each finding there, and all fixes at once."""
    only = params.context.only
    actions: list[lsp.CodeAction] = []
    if _wants(only, lsp.CodeActionKind.QuickFix.value):
        span = span_of(params.range, result.document.lines, client.encoding)
        for action in actions_at(result.analysis, span, result.home):
            actions += _quick_fix(action, result, params.context.diagnostics, client)
        actions += _corrections(result, span, params.context.diagnostics, client)
        if EXPLAIN_RULE in client.commands:
            actions += _pages(result, span, params.context.diagnostics, client)
        elif client.shows_documents:
            actions += _published_pages(result, span, params.context.diagnostics, client)
    # Without lazy edits, fixing all at each move of the cursor would cost an analysis.
    if _wants(only, FIX_ALL) and (only or client.resolves_edits) and can_fix_all(result.analysis):
        actions += _fix_all(result, client, analyse)
    return actions


def edit_for(
    result: Result, data: Mapping[str, object], client: Client, analyse: Analyse
) -> lsp.WorkspaceEdit | None:
    """The edit of an action that was offered earlier, for the text as it is now, if still apt."""
    if data.get("fixAll"):
        edits = fix_all(result.analysis, analyse)
        return workspace_edit({result.document.uri: edits}, result, client) if edits else None
    action = find_action(
        result.analysis, str(data.get("finding")), str(data.get("title")), result.home
    )
    return workspace_edit(action.fix.edits, result, client) if action else None


def _quick_fix(
    action: Action, result: Result, known: Sequence[lsp.Diagnostic], client: Client
) -> list[lsp.CodeAction]:
    """One fix; none if its edits cannot be made."""
    edit = workspace_edit(action.fix.edits, result, client)
    if edit is None:
        return []
    data = {"uri": result.document.uri, "finding": action.key, "title": action.fix.title}
    return [
        lsp.CodeAction(
            title=action.fix.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[_matching(action.key, action.finding, result, known, client)],
            is_preferred=action.fix.preferred or None,
            edit=None if client.resolves_edits else edit,
            data=data if client.resolves_edits else None,
            command=_writing(action, result, client),
        )
    ]


def _writing(action: Action, result: Result, client: Client) -> lsp.Command | None:
    """What leads to the reason that suppressing a finding leaves to be written."""
    if not (action.suppresses and client.shows_documents):
        return None
    place = reason_to_write(action.fix, result, client.encoding)
    return lsp.Command("Write the reason", WRITE_REASON, arguments=[place]) if place else None


def _corrections(
    result: Result, span: Span, known: Sequence[lsp.Diagnostic], client: Client
) -> Iterator[lsp.CodeAction]:
    """What ends the problems there, which is at hand and need not be worked out later."""
    for problem, correction in corrections_at(result.analysis, span):
        edits = {result.document.uri: correction.edits}
        [ours] = problem_diagnostics([problem], result.document.lines, client)
        yield lsp.CodeAction(
            title=correction.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[_known(ours, known)],
            is_preferred=True,
            edit=workspace_edit(edits, result, client),
        )


def _pages(
    result: Result, span: Span, known: Sequence[lsp.Diagnostic], client: Client
) -> Iterator[lsp.CodeAction]:
    """For each rule with a finding there, and each kind of problem, a way to its page."""
    shown = problem_diagnostics(result.analysis.problems, result.document.lines, client)
    named = [
        (problem.code, _known(ours, known))
        for problem, ours in zip(result.analysis.problems, shown, strict=True)
        if problem.span.overlaps(span)
    ]
    named += [
        (finding.rule.name, _matching(key, finding, result, known, client))
        for key, finding in finding_keys(result.analysis)
        if finding.span.overlaps(span) and finding.rule.page is None
    ]
    for name, diagnostic in dict(reversed(named)).items():
        yield _command(f"Explain {name}", EXPLAIN_RULE, name, diagnostic)


def _published_pages(
    result: Result, span: Span, known: Sequence[lsp.Diagnostic], client: Client
) -> Iterator[lsp.CodeAction]:
    """The same for clients that have no page of their own to show: the pages of rules only."""
    named = {
        finding.rule.name: _matching(key, finding, result, known, client)
        for key, finding in finding_keys(result.analysis)
        if finding.span.overlaps(span) and finding.rule.page is None
    }
    for name, diagnostic in named.items():
        yield _command(f"Open the page of {name}", OPEN_PAGE, name, diagnostic)


def _command(title: str, command: str, name: str, diagnostic: lsp.Diagnostic) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        command=lsp.Command(title, command, arguments=[name]),
    )


def _fix_all(result: Result, client: Client, analyse: Analyse) -> list[lsp.CodeAction]:
    data = {"uri": result.document.uri, "fixAll": True}
    edit = None if client.resolves_edits else edit_for(result, data, client, analyse)
    if edit is None and not client.resolves_edits:
        return []
    lazy_data = data if client.resolves_edits else None
    return [lsp.CodeAction(title=_FIX_ALL_TITLE, kind=FIX_ALL, edit=edit, data=lazy_data)]


def _matching(
    key: str, finding: Finding, result: Result, known: Sequence[lsp.Diagnostic], client: Client
) -> lsp.Diagnostic:
    """The diagnostic of a finding."""
    ours = finding_diagnostic(key, finding, result.document, result.others, client)
    return _known(ours, known)


def _known(plain: PlainDiagnostic, known: Sequence[lsp.Diagnostic]) -> lsp.Diagnostic:
    """The client's own copy of a diagnostic if it sent one along."""
    ours = structured(plain)
    theirs = (
        each
        for each in known
        if each.source == SOURCE and each.code == ours.code and each.range == ours.range
    )
    return next(theirs, ours)


def _wants(only: Sequence[lsp.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether a kind is asked for: nothing is, or it or a parent is (`a` holds `a.b`)."""
    if not only:
        return True
    wanted = [each.value if isinstance(each, lsp.CodeActionKind) else each for each in only]
    return any(not each or f"{kind}.".startswith(f"{each}.") for each in wanted)
