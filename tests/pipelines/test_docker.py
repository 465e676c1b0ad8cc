"""The image: what it is made of, and its build's commands, run in a folder instead of a container."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from pathspec import GitIgnoreSpec

from cli.running import FAIL, RULE
from pipelines.installing import need_an_index

ROOT = Path(__file__).parents[2]


class Instruction(NamedTuple):
    """A line of the Dockerfile, with those that continue it."""

    word: str
    rest: str


def stages() -> list[list[Instruction]]:
    """The instructions of each stage; `FROM` begins one."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: list[list[Instruction]] = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append(Instruction(word, " ".join(rest.split())))
    return found


BUILD, IMAGE = stages()


def of(stage: list[Instruction], word: str) -> list[str]:
    return [each.rest for each in stage if each.word == word]


def as_git_says(line: str) -> list[str]:
    """A line of `.dockerignore` as in `.gitignore`: it is about the root, and a folder's content."""
    mark = "!" if line.startswith("!") else ""
    path = line.removeprefix("!")
    return [f"{mark}/{path}", f"{mark}/{path}/**"]


def sent() -> set[str]:
    """What of the repository's files `.dockerignore` lets through to the builder."""
    ignored = GitIgnoreSpec.from_lines(
        pattern
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
        for pattern in as_git_says(line)
    )
    git = shutil.which("git") or "git"
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if not ignored.match_file(name)}


needs_clone = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="this is not a clone"
)


def test_both_stages_are_the_same_small_base_pinned_by_its_tag() -> None:
    [build] = of(BUILD, "FROM")
    [image] = of(IMAGE, "FROM")
    assert build == f"{image} AS build"
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", image)


def test_it_runs_as_nobody_and_begins_with_armlens() -> None:
    [user] = of(IMAGE, "USER")
    assert user.split(":") == ["65532", "65532"]
    assert [json.loads(each) for each in of(IMAGE, "ENTRYPOINT")] == [["armlens"]]
    assert [json.loads(each) for each in of(IMAGE, "CMD")] == [["check"]]
    assert of(IMAGE, "WORKDIR") == ["/work"]
    # Nothing is run with other rights after that.
    assert [each.word for each in IMAGE][-3:] == ["USER", "ENTRYPOINT", "CMD"]


def test_all_that_comes_from_an_index_comes_with_its_hash() -> None:
    [requirements, wheel] = of(BUILD, "RUN")
    installs = re.findall(r"pip install (.*?)(?: &&|$)", requirements)
    assert len(installs) == 2
    assert all("--require-hashes --requirement requirements-" in each for each in installs)
    assert "--no-deps --no-index" in wheel


@needs_clone
def test_the_builder_is_sent_what_it_copies_and_nothing_else() -> None:
    names = sent()
    copied = [source for each in of(BUILD, "COPY") for source in each.split()[:-1]]
    for source in copied:
        assert any(name == source or name.startswith(f"{source}/") for name in names), source
    strangers = [
        name
        for name in names
        if name not in copied and not any(name.startswith(f"{each}/") for each in copied)
    ]
    assert strangers == []


@needs_clone
@pytest.mark.skipif(os.name == "nt", reason="its commands are for Linux")
def test_what_it_builds_checks_templates(tmp_path: Path) -> None:
    need_an_index()
    for name in sent():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, path)
    places = {
        place: str(tmp_path / place.strip("/")) for place in ("/build", "/opt/armlens", "/wheels")
    }
    for command in of(BUILD, "RUN"):
        shell = re.sub("|".join(places), lambda match: places[match[0]], command)
        shell = re.sub(r"(?<=&& )python |^python ", f"{shlex.quote(sys.executable)} ", shell)
        subprocess.run(["/bin/sh", "-ec", shell], cwd=tmp_path / "source", check=True)
    (tmp_path / "main.json").write_text(FAIL)
    ran = subprocess.run(
        [tmp_path / "opt" / "armlens" / "bin" / "armlens", *json.loads(of(IMAGE, "CMD")[0])],
        cwd=tmp_path,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert f"main.json:9:29 warning {RULE}" in ran.stdout
    left = {path.name for path in (tmp_path / "opt" / "armlens" / "lib").glob("*/site-packages/*")}
    assert "pip" not in left
    assert "hatchling" not in left
