"""Makes `python -m armlens` the same as `armlens`.

Python looks for modules in the current folder first if it is started so. That folder may be of
somebody who would like to have a module of theirs run, and is left out.
"""

import sys

if not sys.flags.safe_path and sys.path:
    del sys.path[0]

from armlens.cli import main

sys.exit(main())
