"""The page of figures in the documentation."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Environment, Figures, Measure
from benchmarks.report.comparison import process_table, server_tables
from benchmarks.report.plot import alternative_text, curves
from benchmarks.report.tables import paragraph
from benchmarks.report.targets import target_table

_INTRODUCTION = Path(__file__).with_name("introduction.md")

_CHECKOV = """\
Checkov knows many more rules than armlens; most of its time with one template is its start.
"""


def page(figures: Figures) -> str:
    """The page for the figures of a run that has ended."""
    if figures.environment is None:
        raise ValueError("a run that has ended has an environment")
    lines = curves(figures)
    parts = [
        _INTRODUCTION.read_text(encoding="utf-8"),
        _environment(figures.environment),
        _failures(figures),
        "## Servers\n",
        target_table(figures).markdown() + "\n",
    ]
    if lines:
        parts.append(f"![{alternative_text(lines)}](images/edit-time.svg)\n")
    parts += [table.markdown() + "\n" for table in server_tables(figures)]
    if figures.contenders(Measure.PROCESS):
        parts += ["## Command lines\n", process_table(figures).markdown() + "\n", _CHECKOV]
    return "\n".join(part for part in parts if part)


def _environment(environment: Environment) -> str:
    """When and where it was, with what, and how far to trust it."""
    run = f"**The run.** {environment.date}, on {environment.machine}.{_load(environment)}"
    versions = ", ".join(f"{name} {version}" for name, version in environment.versions.items())
    return f"{paragraph(run)}\n{paragraph(f'Versions: {versions}.')}\n"


def _load(environment: Environment) -> str:
    if environment.load_before is None:
        return ""
    doubt = " It was busy with other things: take no figure for granted." * environment.is_busy
    return (
        f" In the minute before, {environment.load_before:g} processes wanted to work at a time;"
        f" in the last one {environment.load_after:g}, those of the benchmark included.{doubt}"
    )


def _failures(figures: Figures) -> str:
    """Who is missing, and why."""
    told = [f"- {name} {reason}." for name, reason in figures.failures.items()]
    return "\n".join(["**Missing.**", "", *told, ""]) if told else ""
