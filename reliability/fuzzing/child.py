"""The process that fuzzes one target. libFuzzer ends its process, so that it has one of its own.

`python -m reliability.fuzzing.child TARGET fuzz [libFuzzer's arguments]` fuzzes, and
`python -m reliability.fuzzing.child TARGET cover FOLDER` prints, as JSON, how many lines of each
layer the inputs in a folder reach, and how many there are.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from reliability.paths import ROOT

_PACKAGE = ROOT / "server" / "armlens"


def main() -> None:
    """Does what the arguments say."""
    name, what, *rest = sys.argv[1:]
    if what == "fuzz":
        _fuzz(name, rest)
    else:
        sys.stdout.write(json.dumps(_covered(name, Path(rest[0]))))


def _fuzz(name: str, arguments: list[str]) -> None:
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["armlens"]):
        targets = import_module("reliability.fuzzing.targets")
        import_module("armlens.rules.catalogue")
    atheris.Setup(["armlens", *arguments], targets.TARGETS[name].run)
    atheris.Fuzz()


def _covered(name: str, folder: Path) -> dict[str, tuple[int, int]]:
    """Lines reached, and lines that there are, by layer."""
    coverage = import_module("coverage").Coverage(data_file=None, source=[str(_PACKAGE)])
    coverage.start()
    target = import_module("reliability.fuzzing.targets").TARGETS[name]
    for path in sorted(folder.iterdir()):
        target.run(path.read_bytes())
    coverage.stop()
    found = {}
    for layer in target.layers:
        lines = [coverage.analysis2(str(path)) for path in (_PACKAGE / layer).rglob("*.py")]
        all_of_them = sum(len(each[1]) for each in lines)
        found[layer] = all_of_them - sum(len(each[3]) for each in lines), all_of_them
    return found


if __name__ == "__main__":
    main()
