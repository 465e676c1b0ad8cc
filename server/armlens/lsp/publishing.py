"""Diagnostics on their way to the client: pushed to those that do not pull, pulled by the others.

Never both: a client that pulls and is pushed to shows everything twice.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from armlens.dataclass import dataclass
from armlens.lsp.configuration import is_rule_file, is_settings_file
from armlens.lsp.shown import NOTHING, Shown
from armlens.lsp.uris import path_of
from armlens.lsp.vocabulary import CHOOSE_PARAMETERS, SOURCE

if TYPE_CHECKING:
    from armlens.lsp.server import Server
    from armlens.lsp.worker import Related, Result


PARAMETER_FILES_CHANGED = "armlens/parameterFilesChanged"
"""A notification for our own extensions: other parameter files may be active."""


@dataclass(slots=True)
class Pending:
    """What is under way already and need not be started again."""

    publications: set[str] = field(default_factory=set)
    dependents: set[str] = field(default_factory=set)
    wants_refresh: bool = False
    is_refreshing: bool = False


def register_pull(server: Server) -> None:
    """Offers diagnostics on request, to a client that asks for them."""
    options = lsp.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier=SOURCE
    )
    server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)(pull)


def document_changed(ls: Server, uri: str) -> None:
    """Analyses a document, and publishes what is found to a client that does not pull.

    For a puller the work is done when it asks, which it does next. One waiting publication is
    enough: it takes the newest text when it gets there.
    """
    if uri not in ls.pending.publications:
        ls.pending.publications.add(uri)
        ls.tasks.start(_publish(ls, uri), f"publishing {uri}")


def dependents_changed(ls: Server, uri: str) -> None:
    """Looks again at the open documents that what is known of rests on another one's text.

    A client that pulls is asked to do so if something is different: it may pull by itself, as we
    say that documents depend on each other, but not all do.
    """
    for dependent in ls.schedule.dependents(uri):
        document_changed(ls, dependent)
        if ls.client.pulls_diagnostics and dependent not in ls.pending.dependents:
            ls.pending.dependents.add(dependent)
            ls.tasks.start(_offer(ls, dependent), f"offering {dependent}")


def document_closed(ls: Server, uri: str) -> None:
    """Clears the diagnostics of a document in a client that was pushed to."""
    shown = ls.reports.diagnostics(uri)
    ls.reports.forget(uri)
    if shown and not ls.client.pulls_diagnostics:
        _notify(ls, uri, NOTHING, None)


def settings_changed(ls: Server) -> None:
    """Other settings may be in force: every open document is looked at again."""
    drafts = tuple(
        each for each in ls.documents if is_settings_file(each.uri) or is_rule_file(each.uri)
    )
    ls.schedule.view = replace(ls.schedule.view, drafts=drafts)
    for document in ls.documents:
        document_changed(ls, document.uri)
    _ask_to_pull(ls)
    if CHOOSE_PARAMETERS in ls.client.commands:
        ls.protocol.notify(PARAMETER_FILES_CHANGED)


def settings_file_changed(ls: Server, uri: str) -> None:
    """Publishes what is wrong with a settings file on disk, even if no template is open."""
    if not ls.client.pulls_diagnostics:
        ls.tasks.start(_publish_settings_file(ls, uri), f"publishing {uri}")


async def pull(ls: Server, params: lsp.DocumentDiagnosticParams) -> dict[str, Any]:
    """The diagnostics of the newest text, or word that they are those the client has.

    The answer is JSON already: a `RelatedFullDocumentDiagnosticReport` or its counterpart.
    """
    uri = params.text_document.uri
    result = await ls.schedule.latest(uri)
    if result is None:
        return {"kind": "full", "items": []}
    report = ls.reports.update(uri, result.diagnostics)
    if report == params.previous_result_id:
        answer: dict[str, Any] = {"kind": "unchanged", "resultId": report}
    else:
        answer = {"kind": "full", "resultId": report, "items": result.diagnostics}
    if related := _related_reports(ls, result):
        answer["relatedDocuments"] = related
    return answer


def _related_reports(ls: Server, result: Result) -> dict[str, Any] | None:
    """The problems of the settings file behind a result, which nobody pulls while it is closed."""
    related = result.related
    if related is None or not ls.client.takes_related_documents or _is_open(ls, related):
        return None
    if not related.diagnostics and not ls.reports.diagnostics(related.uri):
        return None
    report = ls.reports.update(related.uri, related.diagnostics)
    return {related.uri: {"kind": "full", "resultId": report, "items": related.diagnostics}}


async def _publish(ls: Server, uri: str) -> None:
    try:
        result = await ls.schedule.latest(uri)
    finally:
        ls.pending.publications.discard(uri)
    if result is None or ls.client.pulls_diagnostics:
        return
    # A template without findings is worth a word, so that the client knows it was looked at.
    version = result.document.version
    _send(ls, uri, result.diagnostics, version, is_silent=not result.is_template)
    if result.related and not _is_open(ls, result.related):
        _send(ls, result.related.uri, result.related.diagnostics, None, is_silent=True)


async def _publish_settings_file(ls: Server, uri: str) -> None:
    path = path_of(uri)
    if path is None:
        return
    view = ls.schedule.view
    related = await ls.schedule.call(lambda worker: worker.settings_file(path, view))
    if view is ls.schedule.view and not _is_open(ls, related):
        _send(ls, uri, related.diagnostics, None, is_silent=True)


def _send(
    ls: Server,
    uri: str,
    diagnostics: Shown,
    version: int | None,
    *,
    is_silent: bool,
) -> None:
    """Publishes diagnostics unless the client has them; of `is_silent` documents no empty ones."""
    known = ls.reports.diagnostics(uri)
    if known == diagnostics or (is_silent and not known and not diagnostics):
        return
    ls.reports.update(uri, diagnostics)
    _notify(ls, uri, diagnostics, version)


def _notify(ls: Server, uri: str, diagnostics: Shown, version: int | None) -> None:
    params: dict[str, Any] = {"uri": uri, "diagnostics": diagnostics}
    if version is not None:
        params["version"] = version
    ls.protocol.notify_plainly(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)


async def _offer(ls: Server, uri: str) -> None:
    """Asks a puller to pull if it has not got what there is to show of a document."""
    try:
        result = await ls.schedule.latest(uri)
    finally:
        ls.pending.dependents.discard(uri)
    known = ls.reports.diagnostics(uri)
    if result is not None and known is not None and known != result.diagnostics:
        _ask_to_pull(ls)


def _ask_to_pull(ls: Server) -> None:
    if ls.client.pulls_diagnostics and ls.client.refreshes_diagnostics:
        ls.pending.wants_refresh = True
        if not ls.pending.is_refreshing:
            ls.tasks.start(_refresh(ls), "asking the client to pull")


async def _refresh(ls: Server) -> None:
    """Asks a puller to pull anew, once more if settings changed before it answered."""
    ls.pending.is_refreshing = True
    try:
        while ls.pending.wants_refresh:
            ls.pending.wants_refresh = False
            await ls.workspace_diagnostic_refresh_async(None)
    finally:
        ls.pending.is_refreshing = False


def _is_open(ls: Server, related: Related) -> bool:
    path = path_of(related.uri)
    return path is not None and ls.documents.at(path) is not None
