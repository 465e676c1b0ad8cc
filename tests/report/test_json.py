import json
from dataclasses import replace
from typing import Any

from armlens.analysis.finding import BaselineState
from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.report.json_report import json_report
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span
from report.building import at, checked, finding, fix, origin, source


def written(report: Report) -> Any:
    return json.loads(json_report(report))


def test_finding_has_the_shape_of_version_1() -> None:
    where = source('{"😋": "red",\r\n "colour": 1}', "my walls/main.json")
    default = at(where, '"red"')
    one = finding(
        at(where, "1"),
        "The wall is 'red'.",
        origins=(origin(default, "the default of parameter 'paint'"),),
        fixes=(fix(default, '"blue"'),),
    )
    default_range = {"start": {"line": 0, "character": 7}, "end": {"line": 0, "character": 12}}
    assert written(Report((checked(where, one),))) == {
        "version": 1,
        "findings": [
            {
                "rule": "Azure.Paint.Colour",
                "ref": "AZR-009999",
                "kind": "fail",
                "severity": "warning",
                "file": "my walls/main.json",
                "range": {
                    "start": {"line": 1, "character": 11},
                    "end": {"line": 1, "character": 12},
                },
                "resource": {"type": "Contoso.Paint/walls", "name": "wall"},
                "message": "The wall is 'red'.",
                "help": "https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/",
                "origins": [
                    {
                        "file": "my walls/main.json",
                        "range": default_range,
                        "label": "the default of parameter 'paint'",
                        "kind": "parameterDefault",
                    }
                ],
                "fixes": [
                    {
                        "title": "Paint it blue",
                        "safe": True,
                        "preferred": True,
                        "edits": [
                            {
                                "file": "my walls/main.json",
                                "range": default_range,
                                "newText": '"blue"',
                            }
                        ],
                    }
                ],
                "suppressions": [],
                "baseline": None,
            }
        ],
        "problems": [],
        "summary": {
            "files": 1,
            "kinds": {"fail": 1, "open": 0, "pass": 0},
            "severities": {"error": 0, "warning": 1, "information": 0, "hint": 0},
            "suppressed": 0,
            "known": 0,
            "problems": {"error": 0, "warning": 0, "information": 0, "hint": 0},
        },
    }


def test_problems_and_notices_are_problems() -> None:
    where = source("[1,]")
    problem = Problem("syntax.comma", "A value is missing.", Span(3, 3))
    notice = Notice(NoticeCode.UNREADABLE, "a b.json", "a%20b.json", "'a b.json' cannot be read.")
    report = written(Report((CheckedFile(where, True, (), (problem,)),), (notice,)))
    assert report["problems"] == [
        {
            "code": "syntax.comma",
            "severity": "error",
            "file": "main.json",
            "range": {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 3}},
            "message": "A value is missing.",
        },
        {
            "code": "file.unreadable",
            "severity": "error",
            "file": "a b.json",
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
            "message": "'a b.json' cannot be read.",
        },
    ]
    assert report["summary"]["problems"]["error"] == 2


def test_passes_count_by_kind_and_not_by_severity() -> None:
    where = source("[1]")
    summary = written(Report((checked(where, finding(at(where, "1"), kind=VerdictKind.PASS)),)))
    assert summary["summary"]["kinds"]["pass"] == 1
    assert not any(summary["summary"]["severities"].values())


def test_suppressed_findings_say_why_and_are_counted_apart() -> None:
    where = source("[1]")
    why = Suppression(SuppressionKind.EXTERNAL, "a test bed", Span(0, 1))
    one = finding(at(where, "1"), suppressions=(why,))
    report = written(Report((checked(where, one, suppressed=1),)))
    [told] = report["findings"]
    assert told["suppressions"] == [{"kind": "external", "reason": "a test bed"}]
    assert report["summary"]["suppressed"] == 1
    assert not any(report["summary"]["kinds"].values())
    assert not any(report["summary"]["severities"].values())


def test_findings_that_the_baseline_has_say_so_and_are_counted_apart() -> None:
    where = source("[1, 2]")
    known = replace(finding(at(where, "1")), state=BaselineState.UNCHANGED)
    new = replace(finding(at(where, "2")), state=BaselineState.NEW)
    file = replace(checked(where, known, new), known=(known.fingerprint,))
    report = written(Report((file,)))
    assert [each["baseline"] for each in report["findings"]] == ["unchanged", "new"]
    assert report["summary"]["known"] == 1
    assert report["summary"]["kinds"]["fail"] == 1
    assert report["summary"]["severities"]["warning"] == 1


def test_report_is_ascii_whatever_the_names_hold() -> None:
    where = source("[1]", "\udcff表.json")
    report = json_report(Report((checked(where, finding(at(where, "1"), "😋\x1b")),)))
    assert report.isascii()
    assert json.loads(report)["findings"][0]["message"] == "😋\x1b"


def test_severities_are_counted_by_their_names() -> None:
    where = source("[1]")
    report = Report((checked(where, finding(at(where, "1"), severity=Severity.HINT)),))
    assert written(report)["summary"]["severities"]["hint"] == 1
