"""What `armlens merge` does: several SARIF logs of ours become one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from armlens.files.reading import Unreadable, read_text, reason_of
from armlens.files.writing import write_whole
from armlens.report.sarif import SCHEMA
from armlens.report.sarif_merging import NoLog, merged_log, read_log


class MergeError(Exception):
    """Nothing was merged; the message says why."""


def merge(paths: Sequence[Path]) -> str:
    """The logs in some files as one; `MergeError` if one of them is none."""
    merged = merged_log([_run(path) for path in paths], SCHEMA)
    if isinstance(merged, NoLog):
        raise MergeError(f"Nothing is merged: {merged.reason}.")
    return merged


def write(path: Path, text: str) -> None:
    """Writes the log in one step; `MergeError` if that fails."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise MergeError(f"'{path}' cannot be written: {reason_of(error)}.") from error


def _run(path: Path) -> dict[str, Any]:
    read = read_text(path)
    if isinstance(read, Unreadable):
        raise MergeError(f"'{path}' cannot be read: {read.reason}.")
    run = read_log(read.text)
    if isinstance(run, NoLog):
        raise MergeError(f"'{path}' is not a SARIF log of armlens: {run.reason}.")
    return run
