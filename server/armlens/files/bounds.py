"""Where files may be read: inside a folder, whatever a path or a symbolic link in it says."""

from __future__ import annotations

import os
from pathlib import Path


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path lies in the folder, and no link on the way leads out of it.

    A path that cannot be looked at counts as outside.
    """
    named = Path(os.path.abspath(path))  # noqa: PTH100 - without a look at links
    if not named.is_relative_to(os.path.abspath(folder)):  # noqa: PTH100 - as above
        return False
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
