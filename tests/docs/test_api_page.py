"""The page about the Python interface: its examples run, and it names what there is."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from armlens import api
from armlens.rules.rule import Rule

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_examples_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(
        r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL
    )
    assert len(examples) == 2
    for code, output in examples:
        exec(compile(code, "docs/api.md", "exec"), {})  # noqa: S102 - our own page
        printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
        assert printed + "\n" == output


def test_the_members_that_the_page_promises_exist() -> None:
    text = '{ "resources": [{ "type": "Microsoft.ContainerService/managedClusters",'
    report = api.check_text(text + ' "apiVersion": "2024-09-01", "name": "a" }]')
    finding = report.findings[0]
    fix = next(fix for each in report.findings for fix in each.fixes)
    known = {
        "Report": report,
        "CheckedFile": report.files[0],
        "ReportedFinding": finding,
        "its `rule`": finding.rule,
        "Location": finding.location,
        "Source": finding.location.source,
        "ReportedFix": fix,
        "Problem": report.files[0].problems[0],
        "Fingerprint": finding.fingerprint,
        "Notice": SimpleNamespace(**dict.fromkeys(api.Notice.__slots__)),
        "ReportedOrigin": SimpleNamespace(**dict.fromkeys(api.ReportedOrigin.__slots__)),
    }
    rows = re.findall(r"^\| (its `rule`|`(?!Options)[A-Z]\w+`) \| (.*) \|$", PAGE, re.MULTILINE)
    assert {name.strip("`") if name[0] == "`" else name for name, _ in rows} == set(known)
    for name, members in rows:
        value = known[name.strip("`") if name[0] == "`" else name]
        for member in re.findall(r"`(\w+)`", members):
            if member in ("line", "character", "new_text"):
                continue
            if name == "`ReportedFix`" and member == "location":
                continue
            assert hasattr(value, member), f"{name} has no {member}"
    assert finding.location.start.line == 0
    assert finding.location.end.character > finding.location.start.character
    assert fix.edits[0].new_text
    assert isinstance(finding.rule, Rule)


def test_all_that_the_module_lists_is_there() -> None:
    assert sorted(api.__all__) == api.__all__
    assert [name for name in api.__all__ if not hasattr(api, name)] == []
