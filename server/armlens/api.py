"""Checks templates from Python: the findings that the command line tells, as values.

    from armlens.api import check_paths

    report = check_paths(["templates"])
    for finding in report.findings:
        print(finding.location.source.name, finding.rule.name, finding.message)

What this module lists in `__all__`, with the members that `docs/api.md` names, changes only with
a new major version of armlens; members may be added, and so may kinds, codes and severities.
Every other module may change at any time. Nothing here prints, writes a file unless a request
asks for it, or uses the network, and nothing raises for what is found in files: what cannot be read
is among the notices of the report.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from armlens.analysis.finding import BaselineState
from armlens.analysis.fingerprints import Fingerprint
from armlens.evaluation.scope import CLOCK
from armlens.files import check as files_check
from armlens.files.check import OnChecked, OnFile
from armlens.files.request import Request
from armlens.report.run import (
    CheckedFile,
    Location,
    Notice,
    NoticeCode,
    Report,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedOrigin,
    Source,
    exit_status,
)
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

__all__ = [
    "BaselineState",
    "CheckedFile",
    "Fingerprint",
    "Location",
    "Notice",
    "NoticeCode",
    "OnChecked",
    "OnFile",
    "Options",
    "Problem",
    "Report",
    "ReportedEdit",
    "ReportedFinding",
    "ReportedFix",
    "ReportedOrigin",
    "Request",
    "Severity",
    "Source",
    "Span",
    "VerdictKind",
    "check",
    "check_paths",
    "check_text",
    "exit_status",
]

AnyPath = str | os.PathLike[str]


class Options(TypedDict, total=False):
    """What may be asked for by name; each member may be left out.

    `select` and `ignore` are what `--select` and `--ignore` take; `show` are the kinds of verdicts
    to report, by default failures and open findings that fail for some parameter. `settings` and
    `parameters` are files instead of those that are found.
    """

    select: Iterable[str]
    ignore: Iterable[str]
    show: Iterable[VerdictKind]
    settings: AnyPath
    parameters: AnyPath


def check_paths(paths: Iterable[AnyPath], *, jobs: int = 1, **options: Unpack[Options]) -> Report:
    """The report on files, and on the templates in folders, as `armlens check PATH…` makes it.

    More than one of `jobs` are processes: outside of Linux, and in programs with threads, what
    starts them must be guarded by `if __name__ == "__main__":`, as `multiprocessing` asks.
    """
    request = _request(options)
    return check(replace(request, paths=tuple(map(Path, paths)), jobs=jobs))


def check_text(text: str, name: AnyPath | None = None, **options: Unpack[Options]) -> Report:
    """The report on a text, as `armlens check -` makes it of standard input.

    `name` is the file that it would be saved as, which need not exist: the settings and parameter
    files that belong to it hold, and links are followed from there.
    """
    request = _request(options)
    data = text.encode("utf-8", "surrogatepass")
    return check(replace(request, stdin=data, stdin_name=None if name is None else Path(name)))


def check(
    request: Request, on_file: OnFile | None = None, on_checked: OnChecked | None = None
) -> Report:
    """The report on whatever a request asks for.

    `on_file` is told how many files are done, and `on_checked` each file of the report, in its
    order, as soon as it and those before it are done; what they raise ends the check. Evaluation
    of each template ends after some seconds, as on the command line.
    """
    token = CLOCK.set(time.monotonic)
    try:
        return files_check.check(request, on_file, on_checked)
    finally:
        CLOCK.reset(token)


def _request(options: Options) -> Request:
    return Request(
        paths=(),
        select=tuple(options.get("select", ())),
        ignore=tuple(options.get("ignore", ())),
        show=frozenset(options["show"]) if "show" in options else None,
        config=Path(options["settings"]) if "settings" in options else None,
        parameters=Path(options["parameters"]) if "parameters" in options else None,
        jobs=1,
    )
