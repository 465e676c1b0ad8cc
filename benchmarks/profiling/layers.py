"""To which layer of armlens a running function belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import armlens

LIBRARIES = "pygls and its kin"
PYTHON = "Python itself"
_PACKAGE = str(Path(armlens.__file__).parent) + "/"
_LIBRARIES = ("/pygls/", "/lsprotocol/", "/cattrs/", "/attr/", "/attrs/")

_WAITING = {
    ("selectors.py", "select"),
    ("threading.py", "wait"),
    ("threading.py", "_wait_for_tstate_lock"),
    ("thread.py", "_worker"),
    ("thread.py", "run"),
}
"""Where threads are that have nothing to do: the event loop, and workers of a thread pool, which
run nothing but the reading of standard input directly."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its layer, its module and its name."""

    layer: str
    module: str
    name: str


def stack(frame: FrameType | None) -> Iterator[Function]:
    """The functions that a thread is in, the innermost first."""
    while frame is not None:
        code = frame.f_code
        layer, module = place(code.co_filename)
        yield Function(layer, module, code.co_qualname)
        frame = frame.f_back


def is_waiting(frame: FrameType) -> bool:
    """Whether a thread has nothing to do."""
    code = frame.f_code
    return (Path(code.co_filename).name, code.co_name) in _WAITING


def place(file_name: str) -> tuple[str, str]:
    """The layer of a source file and how it is called in the table."""
    path = file_name.replace("\\", "/")
    if path.startswith(_PACKAGE.replace("\\", "/")):
        module = path[len(_PACKAGE) :]
        return module.partition("/")[0].removesuffix(".py"), module
    short = "/".join(path.rsplit("/", 2)[-2:])
    return (LIBRARIES if any(part in path for part in _LIBRARIES) else PYTHON), short
