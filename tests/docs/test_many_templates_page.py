"""The page on many templates: its pipelines are what the platforms take, and their shares add up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from armlens import __version__
from docs.test_pipelines_page import (
    ROOT,
    Job,
    Snippet,
    needs_bash,
    scripts,
    test_each_file_is_what_its_platform_takes,
)

PAGE = (ROOT / "docs" / "many-templates.md").read_text("utf-8")
SNIPPETS = [
    Snippet("yaml", name, text)
    for name, text in re.findall(r"^```yaml (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]
SHARES = 4

check_file = test_each_file_is_what_its_platform_takes
del test_each_file_is_what_its_platform_takes


def names(snippet: Snippet) -> str:
    return snippet.name


@pytest.mark.parametrize("snippet", SNIPPETS, ids=names)
def test_each_pipeline_is_what_its_platform_takes(snippet: Snippet, tmp_path: Path) -> None:
    check_file(snippet, tmp_path)
    assert set(re.findall(r"armlens==(\S+)", snippet.text)) == {__version__}


@needs_bash
@pytest.mark.parametrize("snippet", SNIPPETS, ids=names)
def test_the_shares_of_each_pipeline_are_the_whole(snippet: Snippet, tmp_path: Path) -> None:
    job = Job(tmp_path)
    [*commands] = dict.fromkeys(
        line for line in scripts(yaml.safe_load(snippet.text)) if "armlens " in line
    )
    [check] = [each for each in commands if each.startswith("armlens check")]
    [merge] = [each for each in commands if each.startswith("armlens merge")]
    for share in range(1, SHARES + 1):
        variables = {
            "SHARE": share,
            "SYSTEM_JOBPOSITIONINPHASE": share,
            "SYSTEM_TOTALJOBSINPHASE": SHARES,
            "CI_NODE_INDEX": share,
            "CI_NODE_TOTAL": SHARES,
        }
        given = "".join(f"export {name}={value}\n" for name, value in variables.items())
        assert job.run(given + check).returncode in (0, 1)
    assert job.run("export PIPELINE_WORKSPACE=.\n" + merge).returncode == 0
    assert job.run("armlens check --format sarif > whole.sarif").returncode == 1
    merged, whole = (
        json.loads((job.workspace / name).read_text("utf-8"))["runs"][0]["results"]
        for name in ("all.sarif", "whole.sarif")
    )
    assert merged == whole
