"""What `armlens check --explain-config` says, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from armlens.files.explaining import Explained, Written
from armlens.report.visible import visible


def text_explanation(told: Explained) -> str:
    """What applies to a file, a line for each thing, with where it is written."""
    return "\n".join(map(visible, _lines(told)))


def json_explanation(told: Explained) -> str:
    """The same as an object; lines are counted from 1, and 0 is the file as a whole."""
    problems = [
        {"code": each.code, "severity": each.severity.value, "message": each.message}
        for each in told.problems
    ]
    return json.dumps({"version": 1, **asdict(told), "problems": problems}, indent=2)


def _lines(told: Explained) -> Iterator[str]:
    yield told.file
    yield f"  settings: {told.settings or 'none, so that the defaults count'}"
    for problem in told.problems:
        yield f"    {problem.severity.value} {problem.code}: {problem.message}"
    if told.excluded:
        yield f"  left out of a search by {told.excluded.text}{_place(told.excluded)}"
    else:
        yield "  not left out of a search"
    yield from _listed("levels of rules and problems", told.rules)
    yield from _listed("options", told.options)
    yield from _listed("selected", told.selected)
    yield from _listed("parameter files", told.parameters)
    yield from _listed("rule files", told.rule_files)
    if told.suppressions:
        yield "  suppressions in the settings:"
    for each in told.suppressions:
        counts = "counts here" if each.counts else "does not count here, or has expired"
        yield f"    {each.rule.text}{_place(each.rule)}: {counts}: {each.reason}"


def _listed(title: str, several: Sequence[Written]) -> Iterator[str]:
    if several:
        yield f"  {title}:"
        yield from (f"    {each.text}{_place(each)}" for each in several)


def _place(written: Written) -> str:
    return f" ({written.file}:{written.line})" if written.line else f" ({written.file})"
