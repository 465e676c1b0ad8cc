from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from armlens import __version__
from armlens.analysis.finding import BaselineState
from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.report.run import CheckedFile, Notice, NoticeCode, Report, ReportedFinding
from armlens.report.sarif import sarif_report
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span
from report.building import RULE, at, checked, finding, fix, origin, rule_named, source
from report.sarif_schema import valid_run


def run_of(report: Report, exit_code: int = 1) -> Any:
    return valid_run(sarif_report(report, exit_code))


def results_of(*findings: ReportedFinding) -> Any:
    return run_of(Report((checked(findings[0].location.source, *findings),)))["results"]


def test_empty_report_is_valid() -> None:
    run = run_of(Report(), 0)
    assert run["results"] == []
    assert run["tool"]["driver"]["name"] == "armlens"
    assert run["tool"]["driver"]["version"] == __version__
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "exitCode": 0,
            "toolExecutionNotifications": [],
            "toolConfigurationNotifications": [],
        }
    ]


def test_result_has_the_shape_of_the_contract() -> None:
    where = source('{"default": "red",\n "colour": 1}')
    default, colour = at(where, '"red"'), at(where, "1")
    one = finding(
        colour,
        "The wall is 'red'.",
        origins=(origin(default, "the default of parameter 'paint'"),),
        fixes=(fix(default, '"blue"'),),
    )
    (result,) = results_of(one)
    fingerprint = result.pop("partialFingerprints")
    assert list(fingerprint) == ["armlens/v1"]
    assert result.pop("suppressions") == []
    file = {"uri": "main.json", "uriBaseId": "%SRCROOT%"}
    red = {"startLine": 1, "startColumn": 13, "endLine": 1, "endColumn": 18}
    assert result == {
        "ruleId": "Azure.Paint.Colour",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "warning",
        "message": {"text": "The wall is 'red'."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {
                        "startLine": 2,
                        "startColumn": 12,
                        "endLine": 2,
                        "endColumn": 13,
                        "snippet": {"text": "1"},
                    },
                    "contextRegion": {
                        "startLine": 1,
                        "startColumn": 1,
                        "endLine": 2,
                        "endColumn": 14,
                        "snippet": {"text": where.text},
                    },
                },
                "logicalLocations": [
                    {
                        "kind": "resource",
                        "name": "wall",
                        "fullyQualifiedName": "Contoso.Paint/walls/wall",
                    }
                ],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {"artifactLocation": file, "region": red},
                "message": {"text": "The value comes from the default of parameter 'paint'."},
            }
        ],
        "fixes": [
            {
                "description": {"text": "Paint it blue"},
                "artifactChanges": [
                    {
                        "artifactLocation": file,
                        "replacements": [
                            {"deletedRegion": red, "insertedContent": {"text": '"blue"'}}
                        ],
                    }
                ],
            }
        ],
    }


def test_rule_is_described_with_its_page_and_default_level() -> None:
    where = source("[1]")
    run = run_of(Report((checked(where, finding(at(where, "1"), severity=Severity.ERROR)),)))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == RULE.name
    assert rule["helpUri"] == RULE.help
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["properties"]["ref"] == "AZR-009999"
    assert rule["properties"]["tags"] == ["Security", "Paint"]
    assert "`" not in rule["help"]["text"]
    assert "https://example.org/colours" in rule["help"]["text"]
    assert rule["help"]["markdown"].startswith("# Paint the resource blue")
    assert run["results"][0]["level"] == "error"


def test_rules_are_described_once_and_in_order() -> None:
    where = source("[1, 2, 3]")
    findings = [
        replace(finding(at(where, "1")), rule=rule_named("Azure.B")),
        replace(finding(at(where, "2")), rule=rule_named("Azure.A")),
        replace(finding(at(where, "3")), rule=rule_named("Azure.B")),
    ]
    run = run_of(Report((checked(where, *findings),)))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["Azure.A", "Azure.B"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFORMATION, "note"),
        (Severity.HINT, "note"),
    ],
)
def test_severities_have_levels(severity: Severity, level: str) -> None:
    (result,) = results_of(finding(at(source("[1]"), "1"), severity=severity))
    assert result["level"] == level


@pytest.mark.parametrize("kind", [VerdictKind.OPEN, VerdictKind.PASS])
def test_what_is_no_failure_has_the_level_none(kind: VerdictKind) -> None:
    (result,) = results_of(finding(at(source("[1]"), "1"), kind=kind))
    assert (result["kind"], result["level"]) == (kind.value, "none")


@pytest.mark.parametrize(
    ("text", "needle", "region"),
    [
        ('{"😋": 1}', "1", (1, 8, 1, 9)),
        ('{"a": "😋"}', '"😋"', (1, 7, 1, 11)),
        ("{\r\n\t1}", "1", (2, 2, 2, 3)),
        ("{\r1}", "1", (2, 1, 2, 2)),
        ("{\u20281}", "1", (1, 3, 1, 4)),
        ("a 'b\nc'", "'b\nc'", (1, 3, 2, 3)),
    ],
)
def test_regions_are_1_based_in_utf16_units(
    text: str, needle: str, region: tuple[int, int, int, int]
) -> None:
    (result,) = results_of(finding(at(source(text), needle)))
    names = ("startLine", "startColumn", "endLine", "endColumn")
    found = result["locations"][0]["physicalLocation"]["region"]
    assert tuple(found[name] for name in names) == region


def test_file_elsewhere_has_an_absolute_uri_without_base() -> None:
    where = source("[1]", "/other/a b.json", "file:///other/a%20b.json")
    (result,) = results_of(finding(at(where, "1")))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///other/a%20b.json"}


def test_problems_and_notices_are_notifications() -> None:
    problem = Problem("jsonc.missing-value", "A value is missing.", Span(3, 3))
    wrong = Problem("settings.unknown-key", "Unknown.", Span(1, 2), Severity.WARNING)
    report = Report(
        (
            CheckedFile(source("[1,]"), True, (), (problem,)),
            CheckedFile(source("{a}", "armlens.json"), False, (), (wrong,), is_settings=True),
        ),
        (Notice(NoticeCode.UNREADABLE, "a b", "a%20b", "'a b' cannot be read."),),
    )
    run = run_of(report, 2)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    syntax, unreadable = invocation["toolExecutionNotifications"]
    assert syntax["level"] == "error"
    described = run["tool"]["driver"]["notifications"]
    assert [each["id"] for each in described] == [
        "file.unreadable",
        "jsonc.missing-value",
        "settings.unknown-key",
    ]
    assert described[1]["shortDescription"] == {"text": "A value is missing."}
    assert described[1]["defaultConfiguration"] == {"level": "error"}
    assert syntax["descriptor"] == {"id": "jsonc.missing-value", "index": 1}
    assert unreadable["descriptor"] == {"id": "file.unreadable", "index": 0}
    assert syntax["locations"][0]["physicalLocation"]["region"]["startColumn"] == 4
    assert unreadable["message"] == {"text": "'a b' cannot be read."}
    assert unreadable["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b", "uriBaseId": "%SRCROOT%"}
    }
    (settings,) = invocation["toolConfigurationNotifications"]
    assert settings["level"] == "warning"


def test_suppressed_result_says_by_what_and_why() -> None:
    where = source("[1]")
    one = finding(
        at(where, "1"),
        suppressions=(
            Suppression(SuppressionKind.IN_SOURCE, "private", Span(0, 1)),
            Suppression(SuppressionKind.EXTERNAL, "a test bed", Span(0, 1)),
        ),
    )
    (result,) = results_of(one)
    assert result["suppressions"] == [
        {"kind": "inSource", "justification": "private"},
        {"kind": "external", "justification": "a test bed"},
    ]


def fingerprints(*findings: ReportedFinding) -> list[str]:
    return [result["partialFingerprints"]["armlens/v1"] for result in results_of(*findings)]


def test_fingerprint_survives_moved_lines_and_another_value() -> None:
    before = finding(at(source('{"a": 1}'), "1"))
    after = finding(at(source('{\n\n  "b": 0,\n\t"a": 2}'), "2"), "The wall is green.")
    assert fingerprints(before) == fingerprints(after)


def test_fingerprints_of_different_things_differ() -> None:
    where, other = source("[1, 2]"), source("[1]", "other.json")
    one = finding(at(where, "1"))
    found = [
        *fingerprints(one, finding(at(where, "2"))),
        *fingerprints(finding(at(where, "1"), name="gate")),
        *fingerprints(finding(at(other, "1"))),
        *(fingerprints(changed(one, name))[0] for name in ("rule", "resource", "path")),
    ]
    assert len(set(found)) == 7


def changed(one: ReportedFinding, name: str) -> ReportedFinding:
    return replace(one, fingerprint=replace(one.fingerprint, **{name: "another"}))


def test_state_is_given_where_there_is_a_baseline() -> None:
    where = source("[1, 2]")
    states = BaselineState.UNCHANGED, BaselineState.NEW
    found = [replace(finding(at(where, str(n))), state=each) for n, each in enumerate(states, 1)]
    assert [each["baselineState"] for each in results_of(*found)] == ["unchanged", "new"]
    assert "baselineState" not in results_of(finding(at(where, "1")))[0]


def test_log_is_ascii_whatever_the_names_hold() -> None:
    where = source("[1]", "表.json", "%E8%A1%A8.json")
    log = sarif_report(Report((checked(where, finding(at(where, "1"), "😋\x1b\ud800")),)), 1)
    assert log.isascii()
    valid_run(log)
