"""What the client can do, asked once when it introduces itself."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types as lsp
from pygls.capabilities import get_capability

from armlens.dataclass import dataclass
from armlens.text.lines import PositionEncoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client's abilities, as far as an answer depends on them (LSP 3.17, `initialize`).

    Properties that a client may ignore unharmed, such as `codeDescription` and `isPreferred`,
    are sent to all, because several clients use them without saying so.
    """

    encoding: PositionEncoding = PositionEncoding.UTF16
    pulls_diagnostics: bool = False
    takes_related_documents: bool = False
    refreshes_diagnostics: bool = False
    shows_related_information: bool = False
    shows_markdown: bool = False
    resolves_edits: bool = False
    disables_actions: bool = False
    versions_edits: bool = False
    creates_files: bool = False
    shows_documents: bool = False
    has_configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    commands: frozenset[str] = frozenset()


def client_of(
    capabilities: lsp.ClientCapabilities, encoding: str | None, options: object = None
) -> Client:
    """Reads the client's capabilities; `encoding` is the one already agreed on.

    `options` are its `initializationOptions`, where our own extensions list their `commands`,
    because no client can run a command that it does not have.
    """

    def can(name: str) -> bool:
        return bool(get_capability(capabilities, name))

    def lists(name: str, item: str) -> bool:
        return item in (get_capability(capabilities, name) or ())

    return Client(
        encoding=PositionEncoding(encoding or PositionEncoding.UTF16),
        # An empty `diagnostic: {}` announces pulling as well.
        pulls_diagnostics=get_capability(capabilities, "text_document.diagnostic") is not None,
        takes_related_documents=can("text_document.diagnostic.related_document_support"),
        refreshes_diagnostics=can("workspace.diagnostics.refresh_support"),
        shows_related_information=can("text_document.publish_diagnostics.related_information")
        or can("text_document.diagnostic.related_information"),
        shows_markdown=lists("text_document.hover.content_format", "markdown"),
        resolves_edits=lists("text_document.code_action.resolve_support.properties", "edit")
        and can("text_document.code_action.data_support"),
        disables_actions=can("text_document.code_action.disabled_support"),
        versions_edits=can("workspace.workspace_edit.document_changes"),
        creates_files=can("workspace.workspace_edit.document_changes")
        and lists("workspace.workspace_edit.resource_operations", lsp.ResourceOperationKind.Create),
        shows_documents=can("window.show_document.support"),
        has_configuration=can("workspace.configuration"),
        registers_configuration=can("workspace.did_change_configuration.dynamic_registration"),
        registers_watchers=can("workspace.did_change_watched_files.dynamic_registration"),
        commands=_commands(options),
    )


def _commands(options: object) -> frozenset[str]:
    listed = options.get("commands") if isinstance(options, Mapping) else None
    return frozenset(each for each in listed or () if isinstance(each, str))
