"""`python -m reliability`."""

from __future__ import annotations

import sys

from reliability.main import main

sys.exit(main())
