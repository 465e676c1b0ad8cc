"""Answers to requests about the newest text, each prepared on the analysis thread.

What prepares them is loaded on first use: `initialize` must not wait for it.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcContentModified, JsonRpcInvalidParams

from armlens.lsp.vocabulary import FIX_ALL, OPEN_PAGE, WRITE_REASON

if TYPE_CHECKING:
    from armlens.lsp.server import Server


def register(server: Server) -> None:
    """Registers the handlers of this module."""
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(hover)
    options = lsp.CodeActionOptions(
        code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
    )
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options)(code_actions)
    server.feature(lsp.CODE_ACTION_RESOLVE)(resolve_code_action)


async def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """What there is to say at a position; nothing if the text changed meanwhile."""
    document = ls.documents.get(params.text_document.uri)
    result = await ls.schedule.result_of(document) if document else None
    if result is None:
        return None
    from armlens.lsp.hover import hover_at

    return await ls.schedule.call(lambda _: hover_at(result, params.position, ls.client))


async def code_actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    """What can be done about a range; nothing if the text changed meanwhile."""
    document = ls.documents.get(params.text_document.uri)
    result = await ls.schedule.result_of(document) if document else None
    if document is None or result is None:
        return None
    from armlens.lsp.code_actions import actions_for

    actions = await ls.schedule.call(
        lambda worker: actions_for(
            result, params, ls.client, lambda text: worker.analysis(text, result)
        )
    )
    return actions if ls.schedule.is_fresh(result) else None


def register_open_page(server: Server) -> None:
    """Offers a command that has the client open a rule's published page, if it can."""

    async def open_page(name: str) -> None:
        from armlens.rules.catalogue import find_rule

        rule = await server.schedule.call(lambda _worker: find_rule(name))
        if rule is not None:
            page = lsp.ShowDocumentParams(rule.help, external=True)
            server.tasks.start(server.window_show_document_async(page), "opening a page")

    server.command(OPEN_PAGE)(open_page)


def register_write_reason(server: Server) -> None:
    """Offers a command that has the client select what somebody is to write over."""

    def write_reason(place: lsp.Location) -> None:
        shown = lsp.ShowDocumentParams(place.uri, take_focus=True, selection=place.range)
        server.tasks.start(server.window_show_document_async(shown), "showing a reason")

    server.command(WRITE_REASON)(write_reason)


async def resolve_code_action(ls: Server, action: lsp.CodeAction) -> lsp.CodeAction:
    """The action with its edit, worked out anew for the newest text."""
    if action.command is not None and action.data is None:
        return action  # Some clients resolve whatever comes without an edit.
    data = action.data
    if not isinstance(data, dict) or not isinstance(data.get("uri"), str):
        raise JsonRpcInvalidParams("The code action carries no data of this server.")
    result = await ls.schedule.latest(data["uri"])
    if result is not None:
        from armlens.lsp.code_actions import edit_for

        action.edit = await ls.schedule.call(
            lambda worker: edit_for(
                result, data, ls.client, lambda text: worker.analysis(text, result)
            )
        )
    if action.edit is not None and result and ls.schedule.is_fresh(result):
        return action
    if not ls.client.disables_actions:
        raise JsonRpcContentModified("The document has changed since the fix was offered.")
    action.edit = None
    action.disabled = lsp.CodeActionDisabled("The document has changed; there is nothing to fix.")
    return action
