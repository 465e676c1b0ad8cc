"""Starts the server of the extension with the libraries beside it.

Python runs this isolated (`-I`), which leaves even the script's own folder out of `sys.path`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "libs"))

from armlens.lsp.start import serve_stdio

sys.exit(serve_stdio())
