"""The folder of a cache: small JSON files by key, which anybody may delete at any time.

Several processes, also of several runs, may read and write it at once: a file appears whole, in
one step. What cannot be read counts as absent, and what cannot be written is not.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from armlens.files.bounds import is_inside
from armlens.files.reading import SourceText, read_text

TAG = "CACHEDIR.TAG"
_TAG_TEXT = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This is a cache of armlens. Programs that make backups may leave it out.\n"
)
_MOST_FILES = 50_000
"""The most files that stay after a run; beyond that, the oldest go."""

_MOST_CHARACTERS = 16_000_000
"""What is larger is not kept: reading it would take as long as finding out again."""

_NAME = re.compile(r"[0-9a-f]{62}\.json")


class CacheFolder:
    """A folder of values by key; a key is 64 hexadecimal digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Makes the folder, so that neither git nor backups take it for something of theirs."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, text in ((TAG, _TAG_TEXT), (".gitignore", "*\n")):
                with suppress(FileExistsError), (self._folder / name).open("x") as file:
                    file.write(text)

    def read(self, key: str) -> Any:
        """The value of a key, which may be anything that JSON can hold; None if there is none."""
        path = self._path(key)
        if not is_inside(path, self._folder):
            return None
        read = read_text(path)
        if not isinstance(read, SourceText) or len(read.text) > _MOST_CHARACTERS:
            return None
        try:
            return json.loads(read.text)
        except (ValueError, RecursionError):
            return None

    def write(self, key: str, value: object) -> None:
        """Keeps a value, in place of the one before."""
        text = json.dumps(value, separators=(",", ":"))
        path = self._path(key)
        if len(text) > _MOST_CHARACTERS or not is_inside(path.parent, self._folder):
            return
        fresh = path.with_name(f".{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            try:
                with fresh.open("x", encoding="ascii") as file:
                    file.write(text)
                # A link that somebody has put there is replaced, and not followed.
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)

    def prune(self) -> None:
        """Removes the oldest values if there are too many."""
        with suppress(OSError):
            files = list(self._files())
            if len(files) > _MOST_FILES:
                oldest = sorted(files, key=lambda each: each.stat(follow_symlinks=False).st_mtime)
                for each in oldest[: len(files) - _MOST_FILES * 3 // 4]:
                    Path(each.path).unlink()

    def _files(self) -> Iterator[os.DirEntry[str]]:
        with os.scandir(self._folder) as folders:
            for folder in folders:
                if len(folder.name) == 2 and folder.is_dir(follow_symlinks=False):
                    with os.scandir(folder.path) as files:
                        yield from (each for each in files if _NAME.fullmatch(each.name))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


def is_other_folder(folder: Path) -> bool:
    """Whether a folder has files of somebody else, so that no cache may be made of it."""
    try:
        return folder.exists() and not (folder / TAG).exists() and any(folder.iterdir())
    except OSError:
        return True
