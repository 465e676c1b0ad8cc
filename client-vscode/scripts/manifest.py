"""Writes into package.json what is known elsewhere: the version and the settings.

Run by `npm run manifest`; needs nothing but Python. With `--check` it only says whether the file
is up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

CLIENT = Path(__file__).resolve().parent.parent
MANIFEST = CLIENT / "package.json"

sys.path.insert(0, str(CLIENT.parent / "server"))


def updated(manifest: str) -> str:
    """The text of the manifest with the present version and settings."""
    from armlens import __version__  # noqa: PLC0415 - found by the line above
    from armlens.lsp.client_settings import configuration  # noqa: PLC0415

    content = json.loads(manifest)
    content["version"] = __version__
    content["contributes"]["configuration"] = configuration()
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Writes or checks; the exit status is 1 if a check finds the file out of date."""
    present = MANIFEST.read_text(encoding="utf-8")
    new = updated(present)
    if "--check" in sys.argv[1:]:
        return int(new != present)
    if new != present:
        MANIFEST.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
