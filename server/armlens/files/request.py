"""What the user of `armlens check` asked for."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from pathlib import Path

from armlens.analysis.finding import BaselineState, Finding
from armlens.dataclass import dataclass
from armlens.files.selecting import Shard
from armlens.files.settings import current_day
from armlens.rules.verdicts import VerdictKind


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for.

    `show` holds the kinds to report; None stands for failures and open findings with a witness.
    Suppressed findings of any kind are reported only with `show_suppressed`, those that the
    baseline has only with `show_known`.
    `parameters` is the parameter file for all templates; without it those that belong to each
    are used. `baseline` holds the findings that are known, `write_baseline` is where to write those
    of this run. `today` is the day that expiry dates are compared with. With `as_found`, files that
    are named count as if a search had found them. `stdin` is what standard input gave, if it is to
    be checked too, and `stdin_name` its file.
    Of what is found, `exclude` leaves out what its patterns match, relative to the current folder;
    `shard` takes a share of it; `changed` names a commit, and only what differs from it in git is
    looked at, with the templates that depend on what differs.
    `cache` is a folder in which outcomes are kept for the next run, which finds them again if
    nothing has changed that they rest on.
    `jobs` is the number of processes that share the work, 1 for this one alone; None for as many
    as there are processors for, where that pays.
    """

    paths: tuple[Path, ...]
    show: frozenset[VerdictKind] | None = None
    show_suppressed: bool = False
    show_known: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Path | None = None
    parameters: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    today: date = field(default_factory=current_day)
    as_found: bool = False
    stdin: bytes | None = None
    stdin_name: Path | None = None
    exclude: tuple[str, ...] = ()
    shard: Shard | None = None
    changed: str | None = None
    cache: Path | None = None
    jobs: int | None = None

    @property
    def is_partial(self) -> bool:
        """Whether it may leave out templates that others would look at."""
        return bool(self.exclude) or self.shard is not None or self.changed is not None

    def wants(self, finding: Finding) -> bool:
        """Whether the finding is to be reported."""
        if finding.suppressions:
            return self.show_suppressed
        if finding.state is BaselineState.UNCHANGED:
            return self.show_known
        return finding.is_shown if self.show is None else finding.kind in self.show
