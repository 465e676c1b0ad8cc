"""armlens with a catalogue of one rule: for tests of all else, which new rules must not change.

As a program it is the command line with that catalogue.
"""

from __future__ import annotations

import sys

from armlens.rules import catalogue
from armlens.rules.catalogue.aks import managed_identity

RULES = (managed_identity.RULE,)

if __name__ == "__main__":
    catalogue.RULES = RULES
    from armlens.cli import main

    sys.exit(main())
