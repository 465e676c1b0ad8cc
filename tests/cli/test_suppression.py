"""What `armlens check` makes of suppressions in templates and in the settings."""

from __future__ import annotations

import json
from typing import Any

from cli.running import FAIL, PASS, RULE, Cli, template
from report.sarif_schema import valid_run

COMMENT = f"// armlens: ignore {RULE} - private"
IGNORED = FAIL.replace('{ "type": "None" },', f'{{ "type": "None" }}, {COMMENT}')
METADATA = template(
    f'{{ "type": "None" }}, "metadata": {{ "armlens": {{ "ignore": {{ "{RULE}": "private" }} }} }}'
)


def settings(**members: str) -> str:
    return json.dumps({"suppress": [{"rule": RULE, "reason": "a test bed", **members}]})


def found(cli: Cli, *arguments: str) -> Any:
    return json.loads(cli.run("check", "--format", "json", *arguments).out)


def test_suppressed_finding_is_counted_but_not_told(cli: Cli) -> None:
    cli.write("a.json", IGNORED)
    cli.write("b.json", METADATA)
    assert cli.run("check") == (0, "2 templates checked: 2 suppressed.\n", "")
    report = found(cli)
    assert report["findings"] == report["problems"] == []
    assert report["summary"]["suppressed"] == 2


def test_suppressed_findings_are_shown_when_asked_for(cli: Cli) -> None:
    cli.write("a.json", IGNORED)
    cli.write("b.json", FAIL)
    cli.write("c.json", PASS)
    ran = cli.run("check", "--show", "suppressed")
    assert ran.status == 1
    assert ran.out.splitlines()[0] == f"a.json:9:29 suppressed {RULE}"
    assert "  suppressed: in the template: private" in ran.out.splitlines()
    assert "b.json" not in ran.out
    both = found(cli, "--show", "fail,suppressed")["findings"]
    assert [(each["file"], each["suppressions"]) for each in both] == [
        ("a.json", [{"kind": "inSource", "reason": "private"}]),
        ("b.json", []),
    ]


def test_sarif_has_all_findings_with_their_suppressions(cli: Cli) -> None:
    cli.write("armlens.json", settings(path="/b.json"))
    cli.write("a.json", IGNORED)
    cli.write("b.json", FAIL)
    cli.write("c.json", FAIL)
    ran = cli.run("check", "--format", "sarif")
    assert ran.status == 1
    results = valid_run(ran.out)["results"]
    assert [each["suppressions"] for each in results] == [
        [{"kind": "inSource", "justification": "private"}],
        [{"kind": "external", "justification": "a test bed"}],
        [],
    ]


def test_settings_suppress_by_path_and_resource(cli: Cli) -> None:
    cli.write("armlens.json", settings(path="dev/**", resource="AKS-dev*"))
    cli.write("dev/a.json", template(name="aks-dev1"))
    cli.write("dev/b.json", template(name="aks-test"))
    cli.write("prod/a.json", template(name="aks-dev1"))
    report = found(cli)
    assert [each["file"] for each in report["findings"]] == ["dev/b.json", "prod/a.json"]
    assert report["summary"]["suppressed"] == 1


def test_suppression_counts_until_it_expires(cli: Cli) -> None:
    cli.write("main.json", FAIL)
    cli.write("armlens.json", settings(expires="9999-12-31"))
    assert cli.run("check") == (0, "1 template checked: 1 suppressed.\n", "")
    cli.write("armlens.json", settings(expires="2020-02-29"))
    ran = cli.run("check")
    assert ran.status == 1
    assert f"warning {RULE}" in ran.out
    assert ran.out.endswith("1 template checked: 1 warning, 1 problem.\n")
    [problem] = found(cli)["problems"]
    assert (problem["code"], problem["severity"]) == ("suppression.expired", "warning")
    text = settings(expires="2020-02-29")
    assert problem["range"]["start"]["character"] == text.index('"2020')


def test_unused_suppression_is_a_word_and_no_failure(cli: Cli) -> None:
    text = PASS.replace('"SystemAssigned" },', f'"SystemAssigned" }}, {COMMENT}')
    cli.write("main.json", text)
    ran = cli.run("check", "--fail-on", "hint")
    assert ran.status == 0
    assert ran.out.splitlines()[:2] == [
        "main.json:9:68 information suppression.unused",
        f"  The line that this is for has no finding of '{RULE}' to suppress.",
    ]
    assert cli.run("check", "--ignore", RULE).out == "1 template checked: nothing to report.\n"


def test_suppression_without_reason_is_a_warning(cli: Cli) -> None:
    cli.write("main.json", IGNORED.replace(" - private", ""))
    ran = cli.run("check")
    assert ran.status == 0
    assert "warning suppression.no-reason" in ran.out
    assert ran.out.endswith("1 template checked: 1 suppressed, 1 problem.\n")


def test_rules_are_selected_by_severity(cli: Cli) -> None:
    cli.write("main.json", FAIL)
    assert len(found(cli, "--select", "important")["findings"]) == 1
    assert found(cli, "--select", "Critical")["findings"] == []
    assert found(cli, "--ignore", "Important")["findings"] == []


def unused(cli: Cli, *arguments: str) -> list[str]:
    return [each["code"] for each in found(cli, *arguments)["problems"]]


def test_unused_suppression_in_the_settings_is_told_at_its_rule(cli: Cli) -> None:
    cli.write("main.json", FAIL)
    text = settings(resource="another")
    cli.write("armlens.json", text)
    [problem] = found(cli)["problems"]
    assert (problem["code"], problem["severity"]) == ("suppression.unused", "information")
    assert problem["message"] == f"No finding of '{RULE}' is suppressed by this."
    assert problem["range"]["start"]["character"] == text.index(f'"{RULE}"')
    cli.write("armlens.json", settings(resource="aks"))
    assert unused(cli) == []


def test_suppression_is_called_unused_only_where_that_is_certain(cli: Cli) -> None:
    cli.write("a/main.json", FAIL)
    cli.write("b/main.json", PASS)
    cli.write("armlens.json", settings(path="b/"))
    assert unused(cli) == ["suppression.unused"]
    assert unused(cli, str(cli.folder)) == ["suppression.unused"]
    assert unused(cli, "--config", "armlens.json") == ["suppression.unused"]
    assert unused(cli, "b") == []
    assert unused(cli, "b/main.json") == []
    assert unused(cli, "--ignore", RULE) == []
    assert unused(cli, "--select", "Critical") == []
    cli.write("c.parameters.json", '{ "parameters": { "a": { "value": 1 } } }')
    assert "suppression.unused" not in unused(cli, "--parameters", "c.parameters.json")
    cli.write("b/broken.json", FAIL[:-3])
    assert "suppression.unused" not in unused(cli)


def test_each_settings_file_has_suppressions_of_its_own(cli: Cli) -> None:
    cli.write("a/main.json", FAIL)
    cli.write("a/armlens.json", settings())
    cli.write("b/main.json", PASS)
    cli.write("b/armlens.json", settings())
    report = found(cli)
    assert report["summary"]["suppressed"] == 1
    assert [(each["code"], each["file"]) for each in report["problems"]] == [
        ("suppression.unused", "b/armlens.json")
    ]
