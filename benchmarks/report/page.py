"""The page of figures in the documentation."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Environment, Figures, Measure
from benchmarks.report.comparison import process_table, server_tables
from benchmarks.report.plot import alternative_text, curves
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
        parts += ["## Command line\n", process_table(figures).markdown() + "\n", _CHECKOV]
    return "\n".join(part for part in parts if part)


def _environment(environment: Environment) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in environment.versions.items())
    load = ""
    if environment.load_before is not None:
        load = (
            f" Before the run {environment.load_before:g} processes wanted to work at a time on"
            f" average; at its end {environment.load_after:g}, those of the benchmark included."
        )
    return (
        f"**The run.** {environment.date}, on {environment.machine}.{load}\nVersions: {versions}.\n"
    )


def _failures(figures: Figures) -> str:
    """Who is missing, and why."""
    told = [f"- {name} {reason}." for name, reason in figures.failures.items()]
    return "\n".join(["**Missing.**", "", *told, ""]) if told else ""
