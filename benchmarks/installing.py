"""Installs what armlens is compared with, in pinned versions, into the ignored build folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from benchmarks.paths import BUILD, PEERS

SERVERS = "servers"
CHECKOV = "checkov"


def install_servers() -> None:
    """The language servers from npm. Nothing that is installed runs a script."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(PEERS / name, BUILD / name)
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("there is no npm: install Node first")
    subprocess.run([npm, "ci"], cwd=BUILD, check=True)


def install_checkov() -> None:
    """Checkov from PyPI, about 300 MB, in an environment of its own."""
    folder = BUILD / "checkov"
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    pins = PEERS / "requirements-checkov.txt"
    subprocess.run([*pip, "--require-hashes", "-r", str(pins)], check=True)


INSTALLERS: dict[str, Callable[[], None]] = {SERVERS: install_servers, CHECKOV: install_checkov}
"""What can be installed, by its name on the command line."""
