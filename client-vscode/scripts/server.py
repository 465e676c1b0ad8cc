"""Puts the server with its libraries into `bundled/`, and their licences into `NOTICE`.

Everything is pure Python, so that one package serves each system and each Python from 3.11 on.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from email.parser import HeaderParser
from pathlib import Path

from lean import make_lean
from reach import unreached

CLIENT = Path(__file__).resolve().parent.parent
BUNDLED = CLIENT / "bundled"
LIBRARIES = BUNDLED / "libs"
REQUIREMENTS = CLIENT / "requirements.txt"
# Wheels for any system and the oldest Python: what is built does not depend on who builds it.
ANYWHERE = ("--platform=any", "--implementation=py", "--abi=none", "--python-version=3.11")
PINNED = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--no-compile")
QUIET = ("--disable-pip-version-check", "--quiet", "--no-warn-conflicts")
# What is no code of theirs, and converters to formats that no editor speaks.
NOT_NEEDED = ("*.dist-info", "__pycache__", "bin", "Scripts", "*.pyi", "cattr", "preconf")


def main() -> None:
    """Builds `bundled/` and `NOTICE` anew."""
    with tempfile.TemporaryDirectory() as scratch:
        pip = _pip(Path(scratch))
        target = ("--target", str(LIBRARIES), "--requirement", str(REQUIREMENTS))
        subprocess.run([*pip, "install", *PINNED, *ANYWHERE, *QUIET, *target], check=True)  # noqa: S603 - ours
    notice = CLIENT / "NOTICE"
    notice.write_text(_notice(), encoding="utf-8", newline="\n")
    for pattern in NOT_NEEDED:
        for path in list(LIBRARIES.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    without_caches = shutil.ignore_patterns("__pycache__")
    source = CLIENT.parent / "server" / "armlens"
    shutil.copytree(source, LIBRARIES / "armlens", ignore=without_caches)
    # What only the command line needs: an extension has none.
    package = LIBRARIES / "armlens"
    for path in unreached(package, package / "lsp" / "start.py"):
        path.unlink()
    shutil.copytree(CLIENT / "launcher", BUNDLED / "server", ignore=without_caches)
    make_lean(BUNDLED)


def _pip(scratch: Path) -> list[str]:
    """A pip to run: that of this Python, or of an environment where this Python has none."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    subprocess.run([sys.executable, "-m", "venv", str(scratch)], check=True)  # noqa: S603 - ours
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return [str(scratch / folder / "python"), "-m", "pip"]


def _notice() -> str:
    """The licence of each library, from its metadata."""
    parts = ["armlens contains these libraries, each under its own licence.\n"]
    for folder in sorted(LIBRARIES.glob("*.dist-info"), key=lambda path: path.name.lower()):
        metadata = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
        texts = sorted(path for path in folder.rglob("*") if _is_licence(path))
        if not texts:
            raise FileNotFoundError(f"{folder.name} has no licence text")
        title = f"{metadata['Name']} {metadata['Version']}"
        parts += [f"\n{title}\n{'=' * len(title)}\n"]
        parts += [f"\n{path.read_text(encoding='utf-8').strip()}\n" for path in texts]
    return "".join(parts)


def _is_licence(path: Path) -> bool:
    return path.is_file() and path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))


if __name__ == "__main__":
    main()
