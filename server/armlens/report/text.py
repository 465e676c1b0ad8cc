"""The report for people: a code frame, an explanation and the way out for each finding.

Everything is a rich `Text`, so that whoever owns the console decides on colours and links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.style import Style
from rich.text import Text

from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.problems.catalogue import find_problem
from armlens.report.entries import Entry, entries_of
from armlens.report.frame import frame
from armlens.report.run import (
    CheckedFile,
    Location,
    Report,
    ReportedFinding,
)
from armlens.report.visible import visible, visible_line
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity

_COLORS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFORMATION: "bold blue",
    Severity.HINT: "bold cyan",
}
_PASS = "bold green"  # noqa: S105 - a colour
_QUIET = "dim"
_INDENT = "  "

_MOST_RULES = 5
"""How many rules the summary names; `--statistics` has all of them."""

WIDTH = 120
"""The most columns of a line of source where no terminal says how wide it is."""


def text_report(report: Report, width: int) -> Text:
    """The whole report; it ends with a summary by severity and rule, and a line break.

    Lines of source are cut to `width` columns, and left out if there are none; messages are left
    to the terminal to wrap.
    """
    return Text().join([*(text_of_file(file, width) for file in report.files), text_end(report)])


def text_of_file(file: CheckedFile, width: int) -> Text:
    """The part of the report that is about one file, with an empty line behind each finding."""
    return Text().join(block.append("\n") for block in _file(file, width))


def text_end(report: Report) -> Text:
    """The summary, which is the end of the report."""
    return _summary(report).append(_rules(report))


def short_text_of_file(file: CheckedFile) -> Text:
    """A line for each finding and problem of a file, and nothing else."""
    return Text().join(
        Text.assemble((f"{place(each.location)}:", "bold"), f" {_short(each)}\n")
        for each in entries_of(file)
        if each.location
    )


def _short(entry: Entry) -> str:
    word = entry.severity.value if entry.is_told else entry.state.value
    return visible(f"{word} {entry.code}: {entry.message}")


def _file(file: CheckedFile, width: int) -> Iterator[Text]:
    """Problems and findings in the order of the text, problems first where they meet."""
    blocks = [(problem.span, 0, _problem(file, problem, width)) for problem in file.problems]
    blocks += [(finding.location.span, 1, _finding(finding, width)) for finding in file.findings]
    for _, _, block in sorted(blocks, key=lambda block: block[:2]):
        yield block


def _problem(file: CheckedFile, problem: Problem, width: int) -> Text:
    location = Location(file.source, problem.span)
    heading = _heading(location, problem.severity.value, _COLORS[problem.severity])
    heading.append(f" {problem.code}", _QUIET)
    lines = [heading, _paragraph(problem.message)]
    lines += _frame(location, _COLORS[problem.severity], width)
    kind = find_problem(problem.code)
    if kind:
        lines.append(_note("help", kind.remedy))
    return _lines(lines)


def _finding(finding: ReportedFinding, width: int) -> Text:
    rule = finding.rule
    word, style = _word(finding)
    heading = _heading(finding.location, word, style)
    heading.append(" ").append(rule.name, Style(bold=True, link=rule.help or None))
    if finding.kind is VerdictKind.OPEN:
        heading.append(" (open)", _QUIET)
    lines = [heading, _paragraph(finding.message)]
    lines += _frame(finding.location, style, width)
    if finding.used_at:
        lines.append(_note("note", f"it takes effect in {place(finding.used_at)}"))
    lines += [
        _note("note", f"the value comes from {origin.label} ({place(origin.location)})")
        for origin in finding.origins
    ]
    lines += [_note("suppressed", _why(suppression)) for suppression in finding.suppressions]
    lines += [_note("fix", fix.described) for fix in finding.fixes]
    if not finding.fixes and finding.is_told and finding.kind is not VerdictKind.PASS:
        lines.append(_note("help", rule.recommendation))
    if finding.kind is not VerdictKind.PASS and rule.help:
        lines.append(_note("see", rule.help, Style(link=rule.help)))
    return _lines(lines)


def _word(finding: ReportedFinding) -> tuple[str, str]:
    """What a finding is, in a word with its colour."""
    if finding.kind is VerdictKind.PASS:
        return "pass", _PASS
    if not finding.is_told:
        return ("suppressed" if finding.suppressions else "known"), _QUIET
    return finding.severity.value, _COLORS[finding.severity]


def _why(suppression: Suppression) -> str:
    is_inside = suppression.kind is SuppressionKind.IN_SOURCE
    where = "in the template" if is_inside else "in the settings"
    return f"{where}: {suppression.reason}" if suppression.reason else f"{where}, without a reason"


def place(location: Location) -> str:
    """`file:line:column`, 1-based, in the UTF-16 columns of editors, which make it a link."""
    line, character = location.start
    name = visible(location.source.name)
    # At the beginning of a line, GitHub takes two colons for a command.
    shown = f"./{name}" if name.lstrip().startswith("::") else name
    return f"{shown}:{line + 1}:{character + 1}"


def _heading(location: Location, word: str, style: str) -> Text:
    return Text.assemble((place(location), "bold"), " ", (word, style))


def _paragraph(message: str) -> Text:
    return Text(_INDENT + visible_line(message))


def _note(word: str, text: str, style: Style | str = "") -> Text:
    return Text.assemble(_INDENT, (f"{word}: ", "bold"), (visible(text), style))


def _frame(location: Location, style: str, width: int) -> Iterator[Text]:
    """The lines of a code frame, its underline in the style."""
    lines = frame(location, width) if width else []
    gutter = max((len(line.number) for line in lines), default=0)
    for line in lines:
        bar = f"{_INDENT}{line.number:>{gutter}} | "
        yield Text.assemble((bar, _QUIET), (line.text, style if line.is_underline else ""))


def _lines(lines: Iterable[Text]) -> Text:
    block = Text("\n").join(lines)
    return block.append("\n")


def _summary(report: Report) -> Text:
    """What was checked and what was found, in one line."""
    counted = [
        (report.severities[severity], _plural(report.severities[severity], severity.value))
        for severity in Severity
    ]
    passed = report.kinds[VerdictKind.PASS]
    counted.append((passed, f"{passed} passed"))
    counted.append((report.suppressed, f"{report.suppressed} suppressed"))
    counted.append((report.known, f"{report.known} in the baseline"))
    problems = sum(report.problems.values())
    counted.append((problems, _plural(problems, "problem")))
    nothing = "no findings" if report.has_errors else "nothing to report"
    found = ", ".join(text for count, text in counted if count) or nothing
    checked = _plural(report.template_count, "template")
    return Text(f"{checked} checked: {found}.\n", "bold")


def _rules(report: Report) -> Text:
    """The rules that were found most often, in one line; nothing if none stands out."""
    counts = Counter(
        finding.rule.name
        for file in report.files
        for finding in file.findings
        if finding.is_told and finding.kind is not VerdictKind.PASS
    )
    if len(counts) < 2 or max(counts.values()) < 2:
        return Text()
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    shown = [f"{visible(rule)} ({count})" for rule, count in ranked[:_MOST_RULES]]
    others = len(ranked) - len(shown)
    more = f" and {_plural(others, 'other rule')}" if others else ""
    return Text(f"Most often: {', '.join(shown)}{more}.\n")


def _plural(count: int, word: str) -> str:
    plural = "information" if word == "information" else f"{word}s"
    return f"{count} {word if count == 1 else plural}"
