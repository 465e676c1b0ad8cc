"""Every format: valid where somebody says what is, and for the samples as on record.

`UPDATE_DOCS=1` records the samples anew, in `snapshots/`.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from xmlschema import XMLSchema

from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.report.formats import FORMATS
from armlens.report.gitlab import gitlab_report
from armlens.report.junit import junit_report
from armlens.report.markdown import LIMIT, markdown_report
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span
from cli.running import FAIL, Cli
from report.building import at, checked, finding, fix, source

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
SCHEMAS = HERE.parent / "schemas"

WALL = source('{\n  "colour": "red"\n}', "my walls/a,b:c%.json", "my%20walls/a%2Cb%3Ac%25.json")
PAINT = finding(at(WALL, '"red"'), fixes=(fix(at(WALL, '"red"'), '"blue"'),))
UNREAD = Notice(NoticeCode.UNREADABLE, "b.json", "b.json", "'b.json' cannot be read: it is big.")
BROKEN = CheckedFile(
    source("[1,]", "c.json"),
    is_template=False,
    problems=(Problem("jsonc.missing-value", "A value is missing.", Span(3, 3)),),
)
ALL = Report((checked(WALL, PAINT), BROKEN, checked(source("{}", "d.json"))), (UNREAD,))


@cache
def junit_schema() -> XMLSchema:
    return XMLSchema(SCHEMAS / "junit.xsd")


@cache
def gitlab_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / "gitlab-code-quality.json").read_text()))


def valid_junit(report: Report) -> ET.Element:
    text = junit_report(report)
    junit_schema().validate(text)
    return ET.fromstring(text)  # noqa: S314 - our own


def valid_gitlab(report: Report) -> Any:
    issues = json.loads(gitlab_report(report))
    gitlab_schema().validate(issues)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    return issues


def reviewed(form: str, text: str) -> str:
    """What is kept on record: of SARIF without the version, and without the pages of rules."""
    if form != "sarif":
        return text
    log = json.loads(text)
    driver = log["runs"][0]["tool"]["driver"]
    for kind in ("rules", "notifications"):
        driver[kind] = [each["id"] for each in driver[kind]]
    driver["version"] = driver["semanticVersion"] = "of the package"
    return json.dumps(log, indent=2) + "\n"


@pytest.mark.parametrize("form", FORMATS)
def test_samples_are_told_as_recorded(cli: Cli, form: str) -> None:
    for path in (each for each in SAMPLES.rglob("*") if each.is_file()):
        cli.write(path.relative_to(SAMPLES).as_posix(), path.read_bytes())
    cli.write("broken.json", FAIL.replace('"aks",', '"aks"'))
    told = cli.run("check", ".", "missing.json", "--format", form)
    assert told.status == 2
    record = HERE / "snapshots" / f"{form}.txt"
    if os.environ.get("UPDATE_DOCS"):
        record.write_text(reviewed(form, told.out), encoding="utf-8")
    assert reviewed(form, told.out) == record.read_text(encoding="utf-8")
    assert "missing.json" in (told.err if form == "text" else told.out)


def github_report(report: Report) -> str:
    return FORMATS["github"].write(report, 0)


def azure_report(report: Report, status: int) -> str:
    return FORMATS["azure"].write(report, status)


def test_github_commands_are_escaped() -> None:
    first, second, third = github_report(ALL).splitlines()
    assert first == (
        "::warning file=my walls/a%2Cb%3Ac%25.json,line=2,endLine=2,col=13,endColumn=18,"
        "title=Azure.Paint.Colour::The wall is red.%0AFix: Paint it blue.%0A"
        "See https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/"
    )
    assert second == (
        "::error file=c.json,line=1,endLine=1,col=4,endColumn=4,title=jsonc.missing-value::"
        "A value is missing.%0AWrite the value, or remove the member or the comma."
    )
    assert third == (
        "::error file=b.json,title=file.unreadable::'b.json' cannot be read: it is big.%0A"
        "Look at the path, at the permissions and at the encoding."
    )


def test_azure_commands_are_escaped() -> None:
    first, second, third = azure_report(ALL, 2).splitlines()
    assert first == (
        "##vso[task.logissue type=warning;sourcepath=my walls/a,b:c%AZP25.json;linenumber=2;"
        "columnnumber=13;code=Azure.Paint.Colour;]Azure.Paint.Colour: The wall is red."
        " Fix: Paint it blue."
    )
    assert second.startswith(
        "##vso[task.logissue type=error;sourcepath=c.json;linenumber=1;columnnumber=4;"
        "code=jsonc.missing-value;]jsonc.missing-value: A value is missing."
    )
    assert third.startswith(
        "##vso[task.logissue type=error;sourcepath=b.json;code=file.unreadable;]file.unreadable:"
    )


def test_azure_task_succeeds_with_issues_only_where_there_are_some() -> None:
    done = "##vso[task.complete result=SucceededWithIssues;]Templates have issues."
    warned = Report((checked(WALL, PAINT),))
    assert azure_report(warned, 0).splitlines()[-1] == done
    assert "task.complete" not in azure_report(warned, 1)
    hint = Report((checked(WALL, finding(PAINT.location, severity=Severity.HINT)),))
    assert azure_report(hint, 0) == (
        "my walls/a,b:c%.json:2:13: hint Azure.Paint.Colour: The wall is red."
    )


def test_junit_has_a_suite_for_each_file() -> None:
    root = valid_junit(ALL)
    assert root.attrib == {"name": "armlens", "tests": "4", "failures": "1", "errors": "2"}
    told = [
        (suite.get("name"), case.get("name"), [(part.tag, part.get("message")) for part in case])
        for suite in root
        for case in suite
    ]
    assert told == [
        (
            "my walls/a,b:c%.json",
            "Azure.Paint.Colour at 2:13",
            [("failure", "The wall is red.")],
        ),
        ("c.json", "jsonc.missing-value at 1:4", [("error", "A value is missing.")]),
        ("d.json", "all rules", []),
        ("b.json", "file.unreadable", [("error", "'b.json' cannot be read: it is big.")]),
    ]


def test_junit_names_no_test_twice_since_gitlab_takes_the_first_only() -> None:
    root = valid_junit(Report((checked(WALL, PAINT, PAINT, PAINT),)))
    assert [case.get("name") for suite in root for case in suite] == [
        "Azure.Paint.Colour at 2:13",
        "Azure.Paint.Colour at 2:13 (2)",
        "Azure.Paint.Colour at 2:13 (3)",
    ]


def test_fixes_are_told_as_the_choice_that_they_are() -> None:
    ways = (fix(PAINT.location, "x"), fix(PAINT.location, "y", safe=False))
    report = Report((checked(WALL, finding(PAINT.location, fixes=ways)),))
    assert "%0AFix: Paint it blue.%0AOr: Paint it blue (to be reviewed).%0A" in github_report(
        report
    )


def aside() -> Report:
    suppressed = finding(
        PAINT.location,
        suppressions=(Suppression(SuppressionKind.IN_SOURCE, "it is red", Span(0, 1)),),
    )
    return Report((checked(WALL, finding(PAINT.location, kind=VerdictKind.PASS), suppressed),))


def test_what_is_right_or_put_aside_is_no_fault_in_any_format() -> None:
    [suite] = valid_junit(aside())
    assert [[part.tag for part in case] for case in suite] == [[], ["skipped"]]
    assert valid_gitlab(aside()) == []
    assert [line.split(" ")[0] for line in github_report(aside()).splitlines()] == ["::notice"] * 2
    assert "##vso" not in azure_report(aside(), 0)
    assert "| 2:13 | passed |" in markdown_report(aside())


def test_gitlab_paths_go_from_the_root_and_fingerprints_are_unique() -> None:
    twice = Report((checked(WALL, PAINT, PAINT), BROKEN), (UNREAD, UNREAD))
    issues = valid_gitlab(twice)
    assert [issue["location"] for issue in issues[:2]] == [
        {"path": "my walls/a,b:c%.json", "lines": {"begin": 2, "end": 2}}
    ] * 2
    assert [issue["severity"] for issue in issues] == ["major", "major", *["critical"] * 3]


def test_gitlab_fingerprint_stays_when_lines_move() -> None:
    moved = source("\n\n" + WALL.text, WALL.name, WALL.uri)
    before, after = (
        valid_gitlab(Report((checked(where, finding(at(where, '"red"'))),)))[0]
        for where in (WALL, moved)
    )
    assert before["location"] != after["location"]
    assert before["fingerprint"] == after["fingerprint"]


def test_markdown_counts_by_severity_and_groups_by_file() -> None:
    lines = markdown_report(ALL).splitlines()
    assert "| warning | 1 |" in lines
    assert "| not read | 2 |" in lines
    assert [line for line in lines if line.startswith("## ")] == [
        "## `my walls/a,b:c%.json`",
        "## `c.json`",
        "## `b.json`",
    ]
    assert markdown_report(Report((checked(WALL),))).endswith("Nothing to report.")


@pytest.mark.parametrize("message", ["The wall is red. " * 500, "壁は赤い。" * 500])
def test_markdown_is_cut_before_the_limit_of_a_job_summary(message: str) -> None:
    many = Report((checked(WALL, *[finding(PAINT.location, message)] * 3_000),))
    written = markdown_report(many)
    assert LIMIT - 10_000 < len(written.encode()) <= LIMIT
    left = int(re.findall(r"There is no room for (\d+) more", written)[0])
    assert left == 3_000 - written.count("| 2:13 |")


HOSTILE = (
    "a\n::error::forged\r\n##vso[task.setvariable variable=a]b ##[section]c\x1b[31m\x00",
    "];sourcepath=x]##vso[task.complete result=Failed;] %0A::set-output::",
    "]]></failure><testcase name='x'/><!-- & \ufffe\uffff\ud800",
    "| <img src=x onerror=alert(1)> [x](https://evil.example) ![y](z) @you ` ```",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_document_acts_in_a_format(form: str, text: str) -> None:
    where = source('{"a": 1}', f"{text}.json", "x.json")
    report = Report(
        (checked(where, finding(at(where, "1"), text, name=text)),),
        (Notice(NoticeCode.UNREADABLE, text, "y.json", text),),
    )
    written = FORMATS[form].write(report, 0)
    commands = re.findall(r"^\s*::.*", written, re.MULTILINE)
    assert len(commands) == (2 if form == "github" else 0)
    agent = re.findall(r"##vso\[[\w.]+", written)
    issues = [*["##vso[task.logissue"] * 2, "##vso[task.complete"] if form == "azure" else []
    assert agent == issues
    assert "##[" not in written
    assert "\x1b" not in written
    assert "\x00" not in written


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_documents_valid(text: str) -> None:
    where = source('{"a": 1}', f"{text}.json", "x.json")
    report = Report((checked(where, finding(at(where, "1"), text)),))
    [suite] = valid_junit(report)
    [case] = suite
    assert [part.tag for part in case] == ["failure"]
    assert len(valid_gitlab(report)) == 1
    rows = [line for line in markdown_report(report).splitlines() if line.startswith("| 1:7")]
    [row] = rows
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert not re.search(r"(?<!\\)<(?!br>|https)", re.sub(r"`+[^`]*`+", "", row))
    for before, after in pairwise(row.replace("\\[x\\]", "").split("](")[1:]):
        assert before.startswith("<https://azure"), after
