"""The formats of reports: the one place that lists them, for arguments, help and docs.

Each is loaded when it is written, since a run needs one of them, or a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass

if TYPE_CHECKING:
    from armlens.report.run import CheckedFile, Report

Write = Callable[["Report", int], str]
"""From a report, and the status that the process is about to exit with, to a text."""

TEXT = "text"
SARIF = "sarif"


@dataclass(frozen=True, slots=True)
class Lines:
    """A format with lines for each thing to be told, which can be written while a run goes on.

    `of_file` are those of one file, and `end` those after the last one.
    """

    of_file: Callable[[CheckedFile], Iterable[str]]
    end: Callable[[Report, int], Iterable[str]]

    def write(self, report: Report, status: int) -> str:
        """The whole report at once."""
        of_files = (line for file in report.files for line in self.of_file(file))
        return "\n".join([*of_files, *self.end(report, status)])


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is for, and how a report is written in it.

    `lines` are those of a format that can be written file by file. `text` can be as well, but
    depends on the console.
    """

    name: str
    about: str
    write: Write
    lines: Lines | None = None


def _text(report: Report, status: int) -> str:  # noqa: ARG001 - as all writers
    from armlens.report.text import WIDTH, text_report  # noqa: PLC0415 - see the module

    return text_report(report, WIDTH).plain.removesuffix("\n")


def _json(report: Report, status: int) -> str:  # noqa: ARG001
    from armlens.report.json_report import json_report  # noqa: PLC0415

    return json_report(report)


def _sarif(report: Report, status: int) -> str:
    from armlens.report.sarif import sarif_report  # noqa: PLC0415

    return sarif_report(report, status)


def _github_lines(file: CheckedFile) -> Iterable[str]:
    from armlens.report.github import github_lines  # noqa: PLC0415

    return github_lines(file)


def _github_end(report: Report, status: int) -> Iterable[str]:  # noqa: ARG001
    from armlens.report.github import github_end  # noqa: PLC0415

    return github_end(report)


def _junit(report: Report, status: int) -> str:  # noqa: ARG001
    from armlens.report.junit import junit_report  # noqa: PLC0415

    return junit_report(report)


def _gitlab(report: Report, status: int) -> str:  # noqa: ARG001
    from armlens.report.gitlab import gitlab_report  # noqa: PLC0415

    return gitlab_report(report)


def _azure_lines(file: CheckedFile) -> Iterable[str]:
    from armlens.report.azure import azure_lines  # noqa: PLC0415

    return azure_lines(file)


def _azure_end(report: Report, status: int) -> Iterable[str]:
    from armlens.report.azure import azure_end  # noqa: PLC0415

    return azure_end(report, status)


def _markdown(report: Report, status: int) -> str:  # noqa: ARG001
    from armlens.report.markdown import markdown_report  # noqa: PLC0415

    return markdown_report(report)


_GITHUB = Lines(_github_lines, _github_end)
_AZURE = Lines(_azure_lines, _azure_end)

FORMATS = {
    form.name: form
    for form in (
        Format(TEXT, "for people", _text),
        Format("json", "for programs; its version says what stays as it is", _json),
        Format(SARIF, "SARIF 2.1.0, for code scanning and viewers", _sarif),
        Format("github", "annotations of GitHub Actions", _GITHUB.write, _GITHUB),
        Format("junit", "test results as XML, for Jenkins and others", _junit),
        Format("gitlab", "Code Quality of GitLab", _gitlab),
        Format("azure", "issues of a run of Azure Pipelines", _AZURE.write, _AZURE),
        Format("markdown", "the summary of a job", _markdown),
    )
}
