"""The beginning of a session, and settings from the editor while it lasts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from armlens.lsp import features, publishing
from armlens.lsp.client import client_of
from armlens.lsp.configuration import section_in
from armlens.lsp.parent import end_of
from armlens.lsp.vocabulary import EXPLAIN_RULE, SOURCE

if TYPE_CHECKING:
    from armlens.lsp.server import Server

_WATCHED = ("**/*.json", "**/*.jsonc", "**/*.rules.json5")
"""Settings, rule files, parameter files, and templates, any of which another one may link."""

log = logging.getLogger(__name__)


def register(server: Server) -> None:
    """Registers the handlers of this module."""
    server.feature(lsp.INITIALIZE)(initialize)
    server.feature(lsp.INITIALIZED)(initialized)
    server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(configuration_changed)
    server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(folders_changed)


def initialize(ls: Server, params: lsp.InitializeParams) -> None:
    """Learns what the client can do. pygls has chosen the encoding: the client's first of ours."""
    client = client_of(
        params.capabilities, ls.workspace.position_encoding, params.initialization_options
    )
    ls.client = ls.schedule.client = client
    ls.documents.encoding = client.encoding
    folders = [folder.uri for folder in params.workspace_folders or ()]
    if not folders and params.root_uri:
        folders = [params.root_uri]
    ls.introduced = section_in(params.initialization_options)
    sections = {"": ls.introduced}
    ls.schedule.view = replace(ls.schedule.view, folders=tuple(folders), sections=sections)
    if params.process_id is not None and ls.leave is not None:
        ls.tasks.start(_leave_with(ls, params.process_id), "watching the client's process")
    if client.pulls_diagnostics:
        publishing.register_pull(ls)
    if client.shows_documents and EXPLAIN_RULE not in client.commands:
        features.register_open_page(ls)
    if client.shows_documents:
        features.register_write_reason(ls)


def initialized(ls: Server, _params: lsp.InitializedParams) -> None:
    """Loads the rules while the editor is still busy with itself, and asks for its settings."""
    ls.tasks.start(_load(ls), "loading the rules")
    ls.tasks.start(_register_watchers(ls), "registering for changes")
    if ls.client.has_configuration:
        _ask_for_configuration(ls)


async def _load(ls: Server) -> None:
    """Loads the rules, and lets them rehearse until there is a document."""

    def is_free() -> bool:
        return not any(ls.documents)

    await ls.schedule.call(lambda worker: worker.warm_up())
    if is_free():
        await ls.schedule.call(lambda worker: worker.rehearse(is_free))


def configuration_changed(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    """The editor's settings changed: asks for them, or takes those sent along."""
    if ls.client.has_configuration:
        _ask_for_configuration(ls)
    else:
        _take_sections(ls, {"": section_in(params.settings)})


def folders_changed(ls: Server, _params: lsp.DidChangeWorkspaceFoldersParams) -> None:
    """Folders came or went: other settings may be in force."""
    folders = tuple(folder.uri for folder in ls.workspace.folders.values())
    ls.schedule.view = replace(ls.schedule.view, folders=folders)
    publishing.settings_changed(ls)
    if ls.client.has_configuration:
        _ask_for_configuration(ls)


async def _leave_with(ls: Server, process: int) -> None:
    """Ends the server when the process that started it has ended."""
    await end_of(process)
    if ls.leave is not None:
        ls.leave()


async def _register_watchers(ls: Server) -> None:
    """Asks to be told of changes to files on disk that matter and of the editor's settings."""
    registrations = []
    if ls.client.registers_watchers:
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        registrations.append(_registration(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if ls.client.registers_configuration:
        section = lsp.DidChangeConfigurationRegistrationOptions(section=SOURCE)
        registrations.append(_registration(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if not registrations:
        return
    try:
        await ls.client_register_capability_async(lsp.RegistrationParams(registrations))
    except JsonRpcException as error:
        # Such a client is served as one that watches nothing: settings are read at open and save.
        log.warning("the client refused to watch settings files: %s", error)
        ls.client = replace(ls.client, registers_watchers=False)


def _registration(method: str, options: object) -> lsp.Registration:
    return lsp.Registration(id=f"armlens {method}", method=method, register_options=options)


def _ask_for_configuration(ls: Server) -> None:
    """Asks for the settings. The answer to an earlier question would be out of date."""
    ls.tasks.start_again(_fetch_configuration(ls), "asking for the settings")


async def _fetch_configuration(ls: Server) -> None:
    """Asks for the section `armlens` of each folder and of none.

    Where the client has nothing to say, what it said when it introduced itself stays in force.
    """
    scopes = (None, *ls.schedule.view.folders)
    items = [lsp.ConfigurationItem(scope_uri=scope, section=SOURCE) for scope in scopes]
    values = await ls.workspace_configuration_async(lsp.ConfigurationParams(items))
    sections = {
        scope or "": value
        for scope, value in zip(scopes, values, strict=False)
        if isinstance(value, Mapping)
    }
    _take_sections(ls, {"": ls.introduced, **sections})


def _take_sections(ls: Server, sections: Mapping[str, Mapping[str, object]]) -> None:
    if sections != ls.schedule.view.sections:
        ls.schedule.view = replace(ls.schedule.view, sections=sections)
        publishing.settings_changed(ls)
