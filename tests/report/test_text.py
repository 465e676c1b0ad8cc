from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from armlens.analysis.finding import BaselineState
from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.report.run import CheckedFile, Report
from armlens.report.text import text_report
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span
from report.building import RULE, at, checked, finding, fix, origin, source

TEMPLATE = """\
{
  "default": "red",
  "walls": [
    { "colour": "[parameters('paint')]" }
  ]
}
"""


def plain(report: Report) -> str:
    return text_report(report, 120).plain


def test_finding_has_frame_origin_fix_and_page() -> None:
    where = source(TEMPLATE, "walls/main.json")
    location = at(where, "\"[parameters('paint')]\"")
    default = at(where, '"red"')
    one = finding(
        location,
        "The wall is 'red'.",
        origins=(origin(default, "the default of parameter 'paint'"),),
        fixes=(fix(default, '"blue"'), fix(location, '"blue"', safe=False)),
    )
    assert plain(Report((checked(where, one),))) == (
        """\
walls/main.json:4:17 warning Azure.Paint.Colour
  The wall is 'red'.
  3 |   "walls": [
  4 |     { "colour": "[parameters('paint')]" }
    |                 ^^^^^^^^^^^^^^^^^^^^^^^
  5 |   ]
  note: the value comes from the default of parameter 'paint' (walls/main.json:2:14)
  fix: Paint it blue
  fix: Paint it blue (to be reviewed)
  see: https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/

1 template checked: 1 warning.
"""
    )


def test_suppressed_finding_says_so_and_is_counted_apart() -> None:
    where = source('{\n"a": 1}')
    why = (
        Suppression(SuppressionKind.IN_SOURCE, "private", Span(0, 1)),
        Suppression(SuppressionKind.EXTERNAL, "", Span(0, 1)),
    )
    one = finding(at(where, "1"), suppressions=why)
    assert plain(Report((checked(where, one, suppressed=1),))) == (
        """\
main.json:2:6 suppressed Azure.Paint.Colour
  The wall is red.
  1 | {
  2 | "a": 1}
    |      ^
  suppressed: in the template: private
  suppressed: in the settings, without a reason
  see: https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/

1 template checked: 1 suppressed.
"""
    )


def test_known_finding_says_so_and_is_counted_apart() -> None:
    where = source('{\n"a": 1}')
    one = replace(finding(at(where, "1")), state=BaselineState.UNCHANGED)
    text = plain(Report((replace(checked(where, one), known=(one.fingerprint,)),)))
    assert text.startswith("main.json:2:6 known Azure.Paint.Colour\n  The wall is red.\n")
    assert text.endswith("\n1 template checked: 1 in the baseline.\n")


def test_open_findings_and_passes_say_so() -> None:
    where = source('{\n"a": 1,\n\n"b": 2}')
    findings = (
        finding(at(where, "1"), kind=VerdictKind.OPEN, severity=Severity.INFORMATION),
        finding(at(where, "2"), "The wall is blue.", kind=VerdictKind.PASS),
    )
    assert plain(Report((checked(where, *findings),))) == (
        """\
main.json:2:6 information Azure.Paint.Colour (open)
  The wall is red.
  1 | {
  2 | "a": 1,
    |      ^
  help: Set `colour` to `blue`.
  see: https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/

main.json:4:6 pass Azure.Paint.Colour
  The wall is blue.
  4 | "b": 2}
    |      ^

1 template checked: 1 information, 1 passed.
"""
    )


def test_problems_stand_among_the_findings_in_the_order_of_the_text() -> None:
    where = source("[1,]\n[2]")
    problem = Problem("syntax.comma", "A value is missing.", Span(3, 4))
    file = CheckedFile(where, True, (finding(at(where, "2")), finding(at(where, "1"))), (problem,))
    headings = [line for line in plain(Report((file,))).splitlines() if line.startswith("main")]
    assert headings == [
        "main.json:1:2 warning Azure.Paint.Colour",
        "main.json:1:4 error syntax.comma",
        "main.json:2:2 warning Azure.Paint.Colour",
    ]


def test_problem_says_how_to_mend_it() -> None:
    problem = Problem("jsonc.missing-value", "A value is missing.", Span(3, 3))
    file = CheckedFile(source("[1,]"), is_template=True, problems=(problem,))
    assert plain(Report((file,))).startswith(
        """\
main.json:1:4 error jsonc.missing-value
  A value is missing.
  1 | [1,]
    |    ^
  help: Write the value, or remove the member or the comma.
"""
    )


def test_summary_counts_in_words() -> None:
    where = source("[1, 2, 3]")
    problem = Problem("x", "x", Span(0, 1), Severity.WARNING)
    findings = (
        finding(at(where, "1"), severity=Severity.ERROR),
        finding(at(where, "2"), severity=Severity.ERROR),
        finding(at(where, "3"), kind=VerdictKind.PASS),
    )
    file = CheckedFile(where, True, findings, (problem,))
    summary = plain(Report((file, checked(source("{}"))))).splitlines()[-1]
    assert summary == "2 templates checked: 2 errors, 1 passed, 1 problem."


def test_summary_names_no_rules_of_which_each_is_found_once() -> None:
    where = source("[1]")
    rules = (replace(RULE, name="Azure.A"), replace(RULE, name="Azure.B"))
    findings = [replace(finding(at(where, "1")), rule=rule) for rule in rules]
    summary = plain(Report((checked(where, *findings),))).splitlines()[-1]
    assert summary == "1 template checked: 2 warnings."


def test_summary_names_the_rules_most_often_found() -> None:
    where = source("[1]")
    by_rule = {"Azure.B": 2, "Azure.A": 2, "Azure.C": 3, **{f"Azure.Z{n}": 1 for n in range(4)}}
    findings = [
        replace(finding(at(where, "1")), rule=replace(RULE, name=name))
        for name, count in by_rule.items()
        for _ in range(count)
    ]
    passed = finding(at(where, "1"), kind=VerdictKind.PASS)
    lines = plain(Report((checked(where, *findings, passed),))).splitlines()
    assert lines[-2] == "1 template checked: 11 warnings, 1 passed."
    assert lines[-1] == (
        "Most often: Azure.C (3), Azure.A (2), Azure.B (2), Azure.Z0 (1), Azure.Z1 (1)"
        " and 2 other rules."
    )
    one = plain(Report((checked(where, findings[0], passed),))).splitlines()
    assert one[-1] == "1 template checked: 1 warning, 1 passed."


def test_nothing_to_say_is_said() -> None:
    assert plain(Report((checked(source("{}")),))) == "1 template checked: nothing to report.\n"


def test_columns_count_utf16_units_as_editors_do() -> None:
    where = source('{"😋": 1}')
    assert plain(Report((checked(where, finding(at(where, "1"))),))).startswith("main.json:1:8 ")


def test_hostile_names_cannot_reach_the_terminal() -> None:
    hostile = "\x1b[2J\u202e\r\n"
    where = source(f'{{"{hostile}": 1}}', f"dir{hostile}/main.json")
    location = at(where, "1")
    one = finding(
        location,
        f"'{hostile}' is wrong.",
        origins=(origin(location, f"parameter '{hostile}'"),),
        fixes=(fix(location, "x"),),
    )
    problem = Problem("x", hostile, Span(0, 1))
    report = plain(Report((CheckedFile(where, True, (one,), (problem,)),)))
    assert not set(report) & set("\x1b\u202e\r")
    assert r"dir\x1b[2J\u202e\x0d\x0a/main.json:2:4 warning" in report


def render(report: Report, *, terminal: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        legacy_windows=False,
        width=40,
        highlight=False,
        _environ={},
    )
    console.print(text_report(report, 120), soft_wrap=True, end="")
    return stream.getvalue()


def test_terminal_gets_colours_and_a_link_to_the_page() -> None:
    where = source("[1]")
    output = render(Report((checked(where, finding(at(where, "1"))),)), terminal=True)
    page = "https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.Paint.Colour/"
    assert "\x1b[1;33mwarning\x1b[0m" in output
    assert "\x1b]8;" in output
    assert f";{page}\x1b\\" in output


def test_pipe_gets_plain_lines_of_any_length() -> None:
    where = source("[1]")
    report = Report((checked(where, finding(at(where, "1"), "word " * 50)),))
    assert render(report, terminal=False) == plain(report)
