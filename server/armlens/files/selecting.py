"""Which of the files that were found are looked at: a share of them, or what has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files import names
from armlens.files.discovery import Found
from armlens.files.reading import Unreadable

Shard = tuple[int, int]
"""Which share of all files, from 1, and how many shares there are."""


def in_shard(
    found: Iterable[Found | Unreadable], shard: Shard | None, root: Path
) -> Iterator[Found | Unreadable]:
    """The files of a share. It goes by their URIs alone, so that every machine finds the same."""
    for each in found:
        if shard is None or _number(names.uri_of(each.path, root), shard[1]) == shard[0]:
            yield each


def _number(uri: str, shards: int) -> int:
    digest = hashlib.sha256(uri.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % shards + 1


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that have changed, by the paths that links lead to in the end."""

    paths: frozenset[str]

    def have(self, path: Path) -> bool:
        """Whether a file has changed, or a folder that counts as one, such as a submodule."""
        real = Path(os.path.realpath(path))
        return any(str(each) in self.paths for each in (real, *real.parents))

    def have_any(self, paths: Iterable[Path]) -> bool:
        """Whether one of the files has changed."""
        return any(self.have(path) for path in paths)

    def in_folder(self, folder: Path) -> Iterator[Path]:
        """The changed files in a folder, those that are gone as well."""
        real = os.path.realpath(folder)
        return (Path(each) for each in self.paths if os.path.dirname(each) == real)  # noqa: PTH120
