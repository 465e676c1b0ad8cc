"""The GitHub Action: what it is made of, and its steps, run as a runner does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.running import FAIL, OPEN, PASS, RULE, SERVER
from pipelines.installing import need_an_index

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")

needs_bash = pytest.mark.skipif(os.name == "nt", reason="its steps are run here by a POSIX shell")


def step(name: str) -> dict[str, Any]:
    [found] = [each for each in STEPS if each.get("id") == name]
    return found


@dataclass
class Runner:
    """What a runner gives to each step, and what steps have given so far."""

    folder: Path
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace, self.summary = self.folder / "workspace", self.folder / "summary"
        for name in ("workspace", "temporary"):
            (self.folder / name).mkdir()
        given = {f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()}
        self.outputs |= given | {f"inputs.{name}": each for name, each in self.inputs.items()}
        self.outputs["steps.python.outputs.python-path"] = sys.executable

    def write(self, name: str, text: str) -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def set(self, **inputs: str) -> None:
        self.outputs |= {f"inputs.{name.replace('_', '-')}": each for name, each in inputs.items()}

    def without_installing(self) -> None:
        """As if the step that installs had been there: it calls the armlens under test."""
        home = self.folder / "temporary" / "home"
        home.mkdir()
        python = home / "python"
        # -I would leave the sources out; what it keeps away is tested where armlens is installed.
        python.write_text(
            f'#!/bin/bash\n[ "$1" = -I ] && shift\nPYTHONPATH="{SERVER}" exec "{sys.executable}" "$@"\n'
        )
        python.chmod(0o755)
        self.outputs["steps.install.outputs.python"] = str(python)
        self.outputs["steps.install.outputs.home"] = str(home)

    def run(self, given: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """Runs a step and takes its outputs."""
        script, output = self.folder / "step.sh", self.folder / "output"
        script.write_text(given["run"])
        output.write_text("")
        self.summary.write_text("# From another step\n")
        ran = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env=os.environ
            | {name: self._filled(text) for name, text in given.get("env", {}).items()}
            | {
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "RUNNER_TEMP": str(self.folder / "temporary"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        told = [line.partition("=") for line in output.read_text().splitlines()]
        self.outputs |= {f"steps.{given.get('id')}.outputs.{name}": text for name, _, text in told}
        return ran

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda match: self.outputs.get(match[1], ""), text)

    @property
    def status(self) -> str:
        return self.outputs["steps.check.outputs.status"]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.without_installing()
    return made


def test_it_is_what_github_takes() -> None:
    validate = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
    ]
    ran = subprocess.run(
        [*validate, str(ROOT / "action.yml")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_no_expression_becomes_part_of_a_script() -> None:
    assert [each["run"] for each in STEPS if "${{" in each.get("run", "")] == []


def test_every_input_is_used_and_every_step_and_output_that_is_named_is_there() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"\binputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    written = {
        f"steps.{each['id']}.outputs.{name}"
        for each in STEPS
        for name in re.findall(r'echo "(\w+)=', each.get("run", ""))
    }
    asked = set(re.findall(r"\bsteps\.\w+\.outputs\.[\w-]+", text))
    assert asked - written == {"steps.python.outputs.python-path"}


def test_actions_of_others_are_pinned_by_commit() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert len(used) == 2
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used)


@needs_bash
def test_findings_are_told_and_written_for_code_scanning(runner: Runner) -> None:
    runner.write("main.json", FAIL)
    ran = runner.run(step("check"))
    assert ran.returncode == 0, ran.stderr
    place = "file=main.json,line=9,endLine=9,col=29,endColumn=35"
    assert f"::warning {place},title={RULE}::" in ran.stdout
    assert runner.status == "1"
    sarif = json.loads(Path(runner.outputs["steps.check.outputs.sarif"]).read_text("utf-8"))
    assert RULE in {result["ruleId"] for result in sarif["runs"][0]["results"]}


@needs_bash
def test_without_annotations_the_log_is_for_people(runner: Runner) -> None:
    runner.write("main.json", FAIL)
    runner.set(annotations="false")
    ran = runner.run(step("check"))
    assert f"main.json:9:29 warning {RULE}" in ran.stdout
    assert "::warning" not in ran.stdout


@needs_bash
@pytest.mark.parametrize("wanted", ["true", "false"])
def test_the_summary_of_the_run_tells_the_findings(runner: Runner, wanted: str) -> None:
    runner.write("main.json", FAIL)
    runner.set(summary=wanted)
    runner.run(step("check"))
    told = runner.summary.read_text("utf-8")
    # What others have written to it stays.
    assert told.startswith("# From another step\n")
    assert (RULE in told) is (wanted == "true")


@needs_bash
@pytest.mark.parametrize(("status", "failed"), [("0", 0), ("1", 1), ("2", 2)])
def test_the_job_ends_as_the_check_did(runner: Runner, status: str, failed: int) -> None:
    runner.outputs["steps.check.outputs.status"] = status
    assert runner.run(STEPS[-1]).returncode == failed


@needs_bash
def test_only_the_paths_that_are_named_are_checked(runner: Runner) -> None:
    runner.write("a folder/main.json", FAIL)
    runner.write("b/main.json", FAIL)
    runner.write("c/main.json", FAIL)
    runner.set(paths="  a folder\n\nb/main.json\n")
    out = runner.run(step("check")).stdout
    assert "file=a folder/main.json,line=9," in out
    assert "file=b/main.json,line=9," in out
    assert "c/main.json" not in out


@needs_bash
def test_further_arguments_are_handed_over_one_a_line(runner: Runner) -> None:
    runner.write("main.json", FAIL)
    runner.write("my settings.json", f'{{ "rules": {{ "{RULE}": "information" }} }}')
    runner.set(args="--config\nmy settings.json\n--select\n" + RULE)
    assert f"::notice file=main.json,line=9,endLine=9,col=29,endColumn=35,title={RULE}" in (
        runner.run(step("check")).stdout
    )
    assert runner.status == "0"


@needs_bash
def test_the_level_that_fails_is_chosen(runner: Runner) -> None:
    runner.write("main.json", OPEN)
    runner.set(args=f"--select={RULE}", fail_on="error")
    runner.run(step("check"))
    assert runner.status == "0"
    runner.set(fail_on="information")
    runner.run(step("check"))
    assert runner.status == "1"


@needs_bash
@pytest.mark.parametrize("name", ["paths", "args", "fail-on"])
def test_nothing_in_an_input_is_run(runner: Runner, name: str) -> None:
    runner.write("main.json", PASS)
    runner.outputs[f"inputs.{name}"] = '$(touch run)\n`touch run`; touch run #\n"; touch run; "'
    runner.run(step("check"))
    assert not (runner.workspace / "run").exists()
    assert runner.status == "2"


@needs_bash
def test_a_wrong_command_leaves_no_report_to_upload(runner: Runner) -> None:
    runner.set(args="--nonsense")
    ran = runner.run(step("check"))
    assert "unrecognized arguments: --nonsense" in ran.stderr
    assert runner.status == "2"
    assert "steps.check.outputs.sarif" not in runner.outputs


@needs_bash
@pytest.mark.parametrize(
    "version", ["1.0 --index-url=https://example.org", "../here", "$(touch run)"]
)
def test_a_version_is_nothing_but_a_version(runner: Runner, version: str) -> None:
    runner.set(version=version)
    ran = runner.run(step("install"))
    assert ran.returncode == 2
    assert "The input 'version' is not a version such as 1.2.3." in ran.stdout
    assert not (runner.workspace / "run").exists()


@needs_bash
def test_it_installs_itself_from_its_own_checkout(tmp_path: Path) -> None:
    need_an_index()
    runner = Runner(tmp_path)
    runner.write("main.json", FAIL)
    # A module of the workspace is not to be imported by what checks it.
    runner.write("rich.py", "raise SystemExit(77)")
    ran = runner.run(step("install"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ran = runner.run(step("check"))
    assert "::warning file=main.json,line=9," in ran.stdout
    assert runner.status == "1"
