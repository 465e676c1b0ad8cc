"""The processors that a run takes by default, on machines and in containers of all kinds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from armlens.files.processors import processors

CPU = "sys/fs/cgroup/cpu"


@pytest.fixture(autouse=True)
def _sixteen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)


def system(folder: Path, files: dict[str, str]) -> Path:
    """The root of a system with some files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, 16, id="no groups at all"),
        pytest.param({"sys/fs/cgroup/cpu.max": "200000 100000"}, 16, id="in no group"),
        pytest.param({"proc/self/cgroup": "0::/"}, 16, id="no limit written"),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "200000 100000"},
            2,
            id="a container of version 2",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "max 100000"},
            16,
            id="a container without a limit",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "150000 100000"},
            2,
            id="a part of a processor counts as one",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "1000 100000"},
            1,
            id="at least one",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "6400000 100000"},
            16,
            id="more than the machine has",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/jobs.slice/ours.scope",
                "sys/fs/cgroup/jobs.slice/cpu.max": "300000 100000",
                "sys/fs/cgroup/jobs.slice/ours.scope/cpu.max": "max 100000",
            },
            3,
            id="a group around sets the limit",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "12:memory:/docker/1\n4:cpu,cpuacct:/docker/1\n0::/system",
                f"{CPU},cpuacct/cpu.cfs_quota_us": "400000",
                f"{CPU},cpuacct/cpu.cfs_period_us": "100000",
            },
            4,
            id="a container of version 1, which has its name outside",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpuacct,cpu:/ours",
                f"{CPU}/ours/cpu.cfs_quota_us": "50000",
                f"{CPU}/ours/cpu.cfs_period_us": "25000",
            },
            2,
            id="a group of version 1 by its short name",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpu:/",
                f"{CPU}/cpu.cfs_quota_us": "-1",
                f"{CPU}/cpu.cfs_period_us": "100000",
            },
            16,
            id="version 1 without a limit",
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "½ 0 x"}, 16, id="nonsense"
        ),
        pytest.param(
            {"proc/self/cgroup": "0::/../..", "cpu.max": "100000 100000"}, 16, id="a way out"
        ),
    ],
)
def test_limits_of_groups_count(tmp_path: Path, files: dict[str, str], expected: int) -> None:
    assert processors(system(tmp_path, files)) == expected


def test_processors_that_the_process_is_bound_to_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    files = {"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "400000 100000"}
    assert processors(system(tmp_path, files)) == 1
