"""Baseline files: read before a check, compared after it, and written."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from armlens.analysis.baseline import Baseline, read_baseline, written
from armlens.analysis.fingerprints import Fingerprint
from armlens.analysis.settings import Settings
from armlens.files import names
from armlens.files.reading import Unreadable, read_text, reason_of
from armlens.files.writing import write_whole
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report, Source
from armlens.rules.catalogue import find_rule
from armlens.text.problems import Severity

_MOST_NAMED = 3
"""How many entries that are gone a message names; it counts the rest."""


def load_baseline(path: Path, root: Path) -> Baseline | Report:
    """The baseline in a file, or a report that says why it is none and holds nothing else."""
    name, uri = names.name_of(path), names.uri_of(path, root)
    source = read_text(path)
    if isinstance(source, Unreadable):
        message = f"'{name}' cannot be read: {source.reason}."
        return Report(notices=(Notice(NoticeCode.UNREADABLE, name, uri, message),))
    found = read_baseline(source.text)
    if isinstance(found, Baseline):
        return found
    text = Source(name, uri, source.text)
    file = CheckedFile(text, is_template=False, problems=(found,), is_settings=True)
    return Report(files=(file,))


def save_baseline(path: Path, root: Path, report: Report) -> Notice | None:
    """Writes the baseline that knows what the report knows; the notice of a failure."""
    text = written(each for file in report.files for each in file.known)
    try:
        write_whole(path, text.encode())
    except OSError as error:
        name, uri = names.name_of(path), names.uri_of(path, root)
        message = f"The baseline '{name}' cannot be written: {reason_of(error)}."
        return Notice(NoticeCode.BASELINE_UNWRITABLE, name, uri, message)
    return None


def stale_entries(
    path: Path, root: Path, baseline: Baseline, report: Report, chosen: Settings
) -> Notice | None:
    """The notice of entries that match nothing any more, as far as this check can tell.

    It cannot of files that it has not looked at, unless they are gone, nor of rules that were not
    selected.
    """
    checked = {file.source.uri for file in report.files}
    missing = [
        entry
        for entry in baseline.missing(each for file in report.files for each in file.known)
        if (entry.file in checked or _is_gone(entry.file, root)) and _is_selected(entry, chosen)
    ]
    if not missing:
        return None
    name, uri = names.name_of(path), names.uri_of(path, root)
    named = [f"{entry.rule} in '{entry.file}'" for entry in missing[:_MOST_NAMED]]
    if more := len(missing) - len(named):
        named.append(f"{more} more")
    what = "an entry that matches" if len(missing) == 1 else f"{len(missing)} entries that match"
    message = f"The baseline '{name}' has {what} nothing any more: {', '.join(named)}."
    return Notice(NoticeCode.BASELINE_STALE, name, uri, message, Severity.INFORMATION)


def _is_gone(uri: str, root: Path) -> bool:
    parts = urlsplit(uri)
    return not os.path.lexists(root / unquote(parts.path))


def _is_selected(entry: Fingerprint, chosen: Settings) -> bool:
    """Whether the rule would have been checked.

    One that is not in the catalogue is the user's own, or is gone and finds nothing.
    """
    rule = find_rule(entry.rule)
    if rule is None:
        return not chosen.select and not chosen.ignore
    return chosen.level(rule) is not None
