"""What a run was made on and with, without the names of the machine and of anything on it."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.command_line import CHECKOV
from benchmarks.figures import Environment
from benchmarks.paths import BUILD, PEERS
from benchmarks.servers.contenders import ARMLENS, BARE, RUFF, VSCODE_JSON, YAML_SERVER


def load() -> float | None:
    """How many processes wanted to run at a time in the last minute, if that can be told."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def of_run(load_before: float | None, *, is_full: bool) -> Environment:
    """Where and with what a run was made that has just ended, and how busy it was before."""
    return Environment(
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        machine=machine(),
        processors=os.cpu_count() or 1,
        load_before=load_before,
        load_after=load(),
        is_full=is_full,
        versions=_versions(),
    )


def machine() -> str:
    """The processor, the memory and the system, as far as they are known."""
    parts = [f"{os.cpu_count()} processors ({_processor()})"]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        parts.append(f"{size / 2**30:.0f} GB of memory")
    return ", ".join([*parts, _system()])


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"


def _versions() -> dict[str, str]:
    """The versions of all that is compared and of what it runs on, without what is missing."""
    peers = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    pins = (PEERS / "requirements-checkov.txt").read_text(encoding="utf-8")
    checkov = re.search(r"^checkov==(\S+)", pins, re.MULTILINE)
    found = {
        ARMLENS: version("armlens"),
        "Python": platform.python_version(),
        BARE: version("pygls"),
        RUFF: version("ruff"),
        "Node": _node(),
    }
    if (BUILD / "node_modules").exists():
        found[VSCODE_JSON] = peers["vscode-langservers-extracted"]
        found[YAML_SERVER] = peers["yaml-language-server"]
    if checkov and (BUILD / "checkov").exists():
        found[CHECKOV] = checkov[1]
    return {name: each for name, each in found.items() if each}


def _node() -> str:
    try:
        done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip().removeprefix("v")
