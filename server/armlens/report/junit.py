"""The report as test results: the XML that JUnit's tools have made common.

It is what the schema of Jenkins takes (junit-10.xsd of its xUnit plugin), and with it GitLab,
Azure Pipelines and others. A file is a suite; a rule that fails there at some place is a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from armlens.report.entries import Entry, State, entries
from armlens.report.run import Report
from armlens.report.visible import visible

_ELEMENTS = {State.FAULT: "failure", State.UNREAD: "error", State.ASIDE: "skipped"}


def junit_report(report: Report) -> str:
    """The document. A template with nothing to tell is a suite with one test that passes."""
    suites: dict[str, list[Entry]] = {
        file.source.name: []
        for file in report.files
        if file.is_template or file.findings or file.problems
    }
    for entry in entries(report):
        suites.setdefault(entry.name, []).append(entry)
    told = [entry for suite in suites.values() for entry in suite]
    tests = sum(max(len(suite), 1) for suite in suites.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites{_attributes({'name': 'armlens'} | _counts(told, tests))}>",
        *(line for name, suite in suites.items() for line in _suite(name, suite)),
        "</testsuites>",
    ]
    return "\n".join(lines)


def _suite(name: str, told: Sequence[Entry]) -> Iterator[str]:
    skipped = {"skipped": str(sum(entry.state is State.ASIDE for entry in told))}
    counts = _counts(told, max(len(told), 1)) | skipped
    yield f"  <testsuite{_attributes({'name': name} | counts)}>"
    if not told:
        yield f"    <testcase{_attributes({'name': 'all rules', 'classname': name})}/>"
    seen: Counter[str] = Counter()
    for entry in told:
        yield from _case(entry, _name(entry, seen))
    yield "  </testsuite>"


def _counts(told: Sequence[Entry], tests: int) -> dict[str, str]:
    states = Counter(entry.state for entry in told)
    return {
        "tests": str(tests),
        "failures": str(states[State.FAULT]),
        "errors": str(states[State.UNREAD]),
    }


def _name(entry: Entry, seen: Counter[str]) -> str:
    """The name of a test, numbered where there are several: GitLab ignores all but the first.

    https://docs.gitlab.com/ci/testing/unit_test_reports/#file-requirements
    """
    name = f"{entry.code} at {entry.place}" if entry.place else entry.code
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


def _case(entry: Entry, name: str) -> Iterator[str]:
    case = f"    <testcase{_attributes({'name': name, 'classname': entry.name})}"
    element = _ELEMENTS.get(entry.state)
    if element is None:
        yield f"{case}/>"
        return
    place = f"{entry.name}:{entry.place}" if entry.place else entry.name
    lines = (f"{place}: {entry.message}", *entry.advice, entry.help)
    kind = {"message": entry.message, "type": entry.severity.value}
    yield f"{case}>"
    yield f"      <{element}{_attributes(kind)}>{_text(lines)}</{element}>"
    yield "    </testcase>"


def _text(lines: Iterable[str]) -> str:
    return escape("\n".join(_writable(line) for line in lines if line))


def _writable(text: str) -> str:
    """Text that XML 1.0 can hold (production 2, Char), which has no escape for all others."""
    return visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_writable(value))}" for name, value in values.items())
