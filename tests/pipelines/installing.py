"""Whether anything can be installed here: some of these tests need a package index."""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile

import pytest


@functools.cache
def _reaches_an_index() -> bool:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling"]
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run([*pip, "-d", folder], capture_output=True, check=False, timeout=120)
    return tried.returncode == 0


def need_an_index() -> None:
    """Skips the test where pip gets nothing from anywhere."""
    if not _reaches_an_index():
        pytest.skip("pip cannot install anything here: no package index is reached")
