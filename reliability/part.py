"""What a part is: something to try, the tables of its figures, and the defects it has shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from reliability.record import Row


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a table, and a sentence on what it means. Rows name it by its title."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Defect:
    """What was wrong, and the test that keeps it away, such as `tests/lsp/test_x.py::test_y`."""

    what: str
    test: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has shown. `failed` says that something did not hold."""

    rows: tuple[Row, ...]
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One command of `python -m reliability`, and its chapter on the page.

    `summary` is for its help; `introduction` opens the chapter.
    """

    name: str
    title: str
    summary: str
    introduction: str
    headings: tuple[Heading, ...]
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console], Outcome]
    defects: tuple[Defect, ...] = ()
