"""Opening the template of a case in a server of its own, as an editor does, and what that took."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from benchmarks.servers.client import Client, Reply, ServerError
from benchmarks.servers.processes import processor_time
from reliability.hostile.case import MAIN, Case, cluster, template

_LONGEST = 300.0
"""Seconds after which a server counts as hanging."""

_ROOM = 100
"""MiB that a server may take beyond what the command line may: it has all rules, and remembers."""

_CAPABILITIES = {"textDocument": {"diagnostic": {"relatedDocumentSupport": True}}}
_SEVERITIES = ("", "error", "warning", "info", "hint")
_MOST_AROUND = 10
"""Files beside the template that are opened too."""

_CHANGED = 2
"""`FileChangeType` of LSP."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the server has answered, as the command line writes it, and what that took.

    Times are in seconds, from `didOpen` to the diagnostics; `again` is from word that the files
    around have changed to the diagnostics after it; `around` is for all of these, once they are
    opened too. What is not known, or not there, is None.
    """

    told: tuple[str, ...]
    wall: float
    processor: float | None
    mib: float | None
    again: float | None = None
    around: float | None = None
    failed: str = ""
    log: str = ""

    def wrong(self, case: Case) -> str:
        """What is not as the case says, in a few words; nothing if all is."""
        if self.failed or self.log:
            return self.failed or f"logs {self.log.splitlines()[0]!r}"
        printed = "\n".join(self.told)
        if missing := [each for each in case.in_editor if each not in printed]:
            return f"does not say {missing[0]!r}"
        if (self.processor or self.wall) > case.seconds:
            return f"more than {case.seconds:g} s"
        most = case.mib + _ROOM
        return f"more than {most} MiB" if (self.mib or 0) > most else ""

    def codes(self) -> list[str]:
        """The codes of problems, each once, in their order. Findings of rules are left out."""
        found = (each.split()[2] for each in self.told)
        return [*dict.fromkeys(code for code in found if code[0].islower())]


def ask(case: Case) -> Answered | None:
    """Opens the template in an empty folder with the files of the case; None if it has no text."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as log:
        folder = Path(name) / "case"
        folder.mkdir()
        case.write(folder)
        text = _of_expression(case) or _text(folder / MAIN)
        if text is None:
            return None
        try:
            with _server(folder, log) as (client, pid):
                answered = _ask(client, pid, folder, text)
        except ServerError as error:
            return Answered((), 0, None, None, failed=str(error))
        log.seek(0)
        return replace(answered, log=log.read().decode(errors="replace"))


def _of_expression(case: Case) -> str:
    """Of a case of an expression, a template with a cluster that has it for its name."""
    is_one = case.command[0] == "eval"
    return template(cluster(name=f"[{case.command[1]}]")) if is_one else ""


def _text(path: Path) -> str | None:
    """What an editor would show of a file; None of what is no file, or empty."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    is_wide = data.startswith(b"\xff\xfe")
    return data.decode("utf-16" if is_wide else "utf-8", errors="replace") or None


def _ask(client: Client, pid: int, folder: Path, text: str) -> Answered:
    _begin(client, folder)
    uri = (folder / MAIN).as_uri()
    before = processor_time(pid)
    opened = _open(client, uri, text)
    first = _pull(client, uri)
    after = processor_time(pid)
    others = [each for each in folder.iterdir() if each.name != MAIN]
    again = _again(client, uri, others)
    files = [each for each in others if not each.is_symlink()][:_MOST_AROUND]
    around, told = _around(client, files)
    return Answered(
        (*_told(uri, first.result), *told),
        first.at - opened,
        None if before is None or after is None else after - before,
        _peak(pid),
        again,
        around,
    )


def _begin(client: Client, folder: Path) -> None:
    """A session that has shown a small template, so that the rules are loaded."""
    params = {"processId": None, "rootUri": folder.as_uri(), "capabilities": _CAPABILITIES}
    client.request("initialize", params)
    client.notify("initialized", {})
    _open(client, "untitled:first", template())
    _pull(client, "untitled:first")


def _open(client: Client, uri: str, text: str) -> float:
    item = {"uri": uri, "languageId": "json", "version": 1, "text": text}
    return client.notify("textDocument/didOpen", {"textDocument": item})


def _pull(client: Client, uri: str) -> Reply:
    return client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}}, _LONGEST)


def _again(client: Client, uri: str, others: Sequence[Path]) -> float | None:
    """Seconds to the diagnostics after word that all other files have changed, if there are any."""
    if not others:
        return None
    changes = [{"uri": path.as_uri(), "type": _CHANGED} for path in others]
    said = client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    return _pull(client, uri).at - said


def _around(client: Client, files: Sequence[Path]) -> tuple[float | None, list[str]]:
    """Opens files too; the seconds to all of their diagnostics, and these."""
    taken: list[float] = []
    told: list[str] = []
    for path in files:
        if (text := _text(path)) is not None:
            opened = _open(client, path.as_uri(), text)
            reply = _pull(client, path.as_uri())
            taken.append(reply.at - opened)
            told += _told(path.as_uri(), reply.result)
    return sum(taken) if taken else None, told


def _told(uri: str, report: Any) -> Iterator[str]:
    """Diagnostics of the template, and of the settings behind it, as the command line has them."""
    reports = {uri: report, **report.get("relatedDocuments", {})}
    for each, one in reports.items():
        for found in one.get("items", ()):
            start = found["range"]["start"]
            place = f"{each.rpartition('/')[2]}:{start['line'] + 1}:{start['character'] + 1}"
            severity = _SEVERITIES[found["severity"]]
            yield f"{place} {severity} {found['code']}\n  {found['message']}"


def _peak(pid: int) -> float | None:
    """The most memory that a process has had (`VmHWM` of proc(5)), where that can be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else None


@contextmanager
def _server(folder: Path, log: IO[bytes]) -> Iterator[tuple[Client, int]]:
    command: Sequence[str] = (sys.executable, "-m", "armlens", "server")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=folder
    ) as process:
        assert process.stdin
        assert process.stdout
        client = Client(process.stdout, process.stdin, _no_answer)
        try:
            yield client, process.pid
            client.close()
            process.wait(_LONGEST)
        finally:
            process.kill()


def _no_answer(method: str, _params: Any) -> None:
    raise LookupError(method)
