"""All template functions, of all families."""

from __future__ import annotations

from armlens.evaluation.functions import (
    arrays,
    comparison,
    deployment,
    logical,
    numbers,
    objects,
    resources,
)
from armlens.evaluation.functions.signature import Family, Function

FUNCTIONS: Family = {
    **arrays.FUNCTIONS,
    **comparison.FUNCTIONS,
    **deployment.FUNCTIONS,
    **logical.FUNCTIONS,
    **numbers.FUNCTIONS,
    **objects.FUNCTIONS,
    **resources.FUNCTIONS,
}
"""All functions by lower-case name."""


def find_function(name: str) -> Function | None:
    """The function of that name in any case; every name that starts with `list` is one."""
    wanted = name.lower()
    found = FUNCTIONS.get(wanted)
    return FUNCTIONS["list*"] if found is None and wanted.startswith("list") else found
