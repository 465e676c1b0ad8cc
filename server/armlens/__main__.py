"""Makes `python -m armlens` the same as `armlens`."""

import sys

from armlens.cli import main

sys.exit(main())
