"""What the look at one file gives: plain values that can be sent from one process to another."""

from __future__ import annotations

from pathlib import Path

from armlens.dataclass import dataclass
from armlens.report.run import CheckedFile, Notice, Source
from armlens.text.problems import Problem
from armlens.text.spans import Span

Use = tuple[Path, Span]
"""A suppression of the settings that a finding has used: their file, and its place there."""


@dataclass(frozen=True, slots=True)
class JudgedParameters:
    """A parameter file as it is used for one template.

    `problems` are those that it has with the template, `syntax` those of its own, if one of them
    is an error. Its source has no text if it has neither.
    """

    source: Source
    path: Path
    problems: tuple[Problem, ...] = ()
    syntax: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that comes of one file: what there is to say of it, and what the whole run must know.

    `settings` are the settings files that were asked for on the way, in that order.
    """

    files: tuple[CheckedFile, ...] = ()
    notices: tuple[Notice, ...] = ()
    parameters: tuple[JudgedParameters, ...] = ()
    settings: tuple[Path, ...] = ()
    uses: tuple[Use, ...] = ()
