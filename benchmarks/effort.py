"""How much is measured: a full run takes about a quarter of an hour, a quick one two minutes."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.documents.document import LARGEST, SIZES, USUAL

KEY_INTERVAL = 0.03
"""Seconds between two keys of somebody who types fast."""

PAUSE = 0.01
"""Seconds of rest after a measured edit, in which a server may do what it has put off."""

SETTLING = 0.3
"""Seconds of rest before memory is read."""

WARMING = 0.1
"""Seconds of edits that do not count, at first: a server compiles what it runs often."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Limits of one run. Of a number and its seconds, whichever is reached first counts.

    A full run also takes real templates, where there are any, and a folder of templates for the
    command lines. Each of `rounds` starts every server once for every document. `edits` are made
    at each place within `seconds`; `bursts` of `keys` keys and some `questions` follow. The first
    session on one of `long_documents` ends with `long_edits` edits within `long_seconds`. The
    curve has sizes of its own, in characters. Each command line runs in `processes` processes.
    """

    is_full: bool
    rounds: int
    documents: tuple[str, ...]
    edits: int
    seconds: float
    bursts: int
    keys: int
    questions: int
    long_documents: tuple[str, ...]
    long_edits: int
    long_seconds: float
    curve_sizes: tuple[int, ...]
    curve_edits: int
    curve_seconds: float
    processes: int


FULL = Effort(
    is_full=True,
    rounds=3,
    documents=tuple(SIZES),
    edits=18,
    seconds=1.0,
    bursts=2,
    keys=12,
    questions=8,
    long_documents=(USUAL, LARGEST),
    long_edits=1000,
    long_seconds=8,
    curve_sizes=(10_000, 40_000, 150_000, 600_000, 2_000_000, 4_000_000),
    curve_edits=18,
    curve_seconds=1.0,
    processes=3,
)

QUICK = Effort(
    is_full=False,
    rounds=1,
    documents=(USUAL, LARGEST),
    edits=9,
    seconds=0.4,
    bursts=1,
    keys=12,
    questions=3,
    long_documents=(LARGEST,),
    long_edits=1000,
    long_seconds=2,
    curve_sizes=(),
    curve_edits=0,
    curve_seconds=0,
    processes=1,
)
