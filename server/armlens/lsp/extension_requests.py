"""What an extension may ask beside LSP: rules and their pages, parameter files, whole checks.

| request | parameters | result |
| --- | --- | --- |
| `armlens/rules` | | a list of `name`, `ref`, `title` |
| `armlens/rulePage` | `rule`: name, ref or code | `name`, `ref`, `title`, `markdown`, or null |
| `armlens/parameterFiles` | `uri` of a template | `active`, `belonging`, `decidedBy`, or null |
| `armlens/checkWorkspace` | `uris`, `workDoneToken`, `partialResultToken` | `files`, `templates` |

A page may be that of a rule or of a kind of problem, whose `name` and `ref` are its code.

Of the parameter files that belong to a template, `active` is the one that it is judged with: the
only one, or the one that the settings choose; null if it is judged by its defaults. `decidedBy` is
the settings file of the project, if that chooses. All are URIs. The result is null for what is no
open template in a workspace folder. A client that has the command `armlens.chooseParameterFile` is
sent `armlens/parameterFilesChanged`, without parameters, when the answers may be others.

All parameters of the last request are optional. `files` is a list of `uri` and `diagnostics`.
Without `uris` it has the files of the workspace folders that have something to show; with them it
has each of those, so that what was shown before can be cleared. A client that gives a
`partialResultToken` gets the files as `$/progress` while the check goes on, and an empty list at
its end.
"""
# ruff: noqa: PLC0415 - the catalogue and the search are loaded when they are needed first

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from armlens.lsp.server import Server
    from armlens.lsp.workspace_check import Checked
    from armlens.rules.rule import Rule

RULES, RULE_PAGE, CHECK = "armlens/rules", "armlens/rulePage", "armlens/checkWorkspace"
PARAMETER_FILES = "armlens/parameterFiles"

_SECONDS_BETWEEN_REPORTS = 0.1


def register(server: Server) -> None:
    """Registers the handlers of this module."""
    server.feature(RULES)(rules)
    server.feature(RULE_PAGE)(rule_page)
    server.feature(PARAMETER_FILES)(parameter_files)
    server.feature(CHECK)(check_workspace)


async def rules(ls: Server, _params: object) -> list[dict[str, str]]:
    """All rules, in the order of the catalogue."""
    from armlens.rules.catalogue import RULES as ALL

    return await ls.schedule.call(lambda _worker: [_facts(rule) for rule in ALL])


async def rule_page(ls: Server, params: object) -> dict[str, str] | None:
    """The page of a rule or a problem as Markdown, or null if there is none of that name."""
    wanted = str(getattr(params, "rule", ""))
    return await ls.schedule.call(lambda _worker: _page(wanted))


async def parameter_files(ls: Server, params: object) -> dict[str, Any] | None:
    """The parameter files that belong to an open template, and the one that counts."""
    document = ls.documents.get(str(getattr(params, "uri", "")))
    if document is None:
        return None
    view, opened = ls.schedule.view, tuple(ls.documents)
    choice = await ls.schedule.call(lambda each: each.parameter_files(document, view, opened))
    if choice is None:
        return None
    return {
        "active": choice.active,
        "belonging": list(choice.belonging),
        "decidedBy": choice.decided_by,
    }


async def check_workspace(ls: Server, params: object) -> dict[str, Any]:
    """Checks files that need not be open. Cancelling it leaves what was sent so far."""
    from armlens.lsp.workspace_check import check_files, check_folders

    uris = getattr(params, "uris", None)
    named = [uri for uri in uris if isinstance(uri, str)] if isinstance(uris, list) else None
    telling = _Telling(ls, params, is_complete=named is not None)
    telling.begin()
    try:
        async for checked in check_folders(ls) if named is None else check_files(ls, named):
            telling.add(checked)
    finally:
        telling.end()
    return {"files": telling.rest(), "templates": telling.templates}


class _Telling:
    """What the client is told of a check, and when: not of each file, but in short intervals."""

    def __init__(self, ls: Server, params: object, *, is_complete: bool) -> None:
        self._ls = ls
        self._work_done = _token(params, "workDoneToken")
        self._partial = _token(params, "partialResultToken")
        self._is_complete = is_complete
        self._waiting: list[dict[str, Any]] = []
        self._last = time.monotonic()
        self._files = 0
        self.templates = 0

    def begin(self) -> None:
        begin = lsp.WorkDoneProgressBegin(title="Checking templates", cancellable=True)
        self._send(self._work_done, begin)

    def add(self, checked: Checked) -> None:
        self._files += 1
        self.templates += checked.is_template
        if checked.diagnostics or self._is_complete:
            shown = {"uri": checked.uri, "diagnostics": checked.diagnostics.plain}
            self._waiting.append(shown)
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_REPORTS:
            self._last = now
            message = f"{self._files} files, {self.templates} templates"
            self._send(self._work_done, lsp.WorkDoneProgressReport(message=message))
            self._send_waiting()

    def end(self) -> None:
        self._send_waiting()
        self._send(self._work_done, lsp.WorkDoneProgressEnd())

    def rest(self) -> list[dict[str, Any]]:
        """What has not been sent: everything, if the client takes no partial results."""
        return self._waiting

    def _send_waiting(self) -> None:
        if self._partial is not None and self._waiting:
            self._send(self._partial, self._waiting)
            self._waiting = []

    def _send(self, token: lsp.ProgressToken | None, value: object) -> None:
        if token is not None:
            self._ls.progress(lsp.ProgressParams(token=token, value=value))


def _token(params: object, name: str) -> lsp.ProgressToken | None:
    token = getattr(params, name, None)
    return token if isinstance(token, int | str) else None


def _page(wanted: str) -> dict[str, str] | None:
    from armlens.problems.catalogue import find_problem
    from armlens.problems.pages import page as problem_page
    from armlens.rules.catalogue import find_rule
    from armlens.rules.pages import page as rule_page

    if rule := find_rule(wanted):
        return {**_facts(rule), "markdown": rule_page(rule)}
    if kind := find_problem(wanted):
        facts = {"name": kind.code, "ref": kind.code, "title": kind.title}
        return {**facts, "markdown": problem_page(kind)}
    return None


def _facts(rule: Rule) -> dict[str, str]:
    return {"name": rule.name, "ref": rule.ref, "title": rule.title}
