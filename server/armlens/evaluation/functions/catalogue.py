"""All template functions, of all families."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.functions import (
    arrays,
    cidr,
    comparison,
    dates,
    deployment,
    encoding,
    formatting,
    hashing,
    lambda_signatures,
    logical,
    matching,
    merging,
    numbers,
    objects,
    resources,
    searching,
    sequences,
    strings,
    uris,
)
from armlens.evaluation.functions.signature import Family, Function

FUNCTIONS: Family = {
    **arrays.FUNCTIONS,
    **cidr.FUNCTIONS,
    **comparison.FUNCTIONS,
    **dates.FUNCTIONS,
    **deployment.FUNCTIONS,
    **encoding.FUNCTIONS,
    **formatting.FUNCTIONS,
    **hashing.FUNCTIONS,
    **lambda_signatures.FUNCTIONS,
    **logical.FUNCTIONS,
    **matching.FUNCTIONS,
    **merging.FUNCTIONS,
    **numbers.FUNCTIONS,
    **objects.FUNCTIONS,
    **resources.FUNCTIONS,
    **searching.FUNCTIONS,
    **sequences.FUNCTIONS,
    **strings.FUNCTIONS,
    **uris.FUNCTIONS,
}
"""All functions by lower-case name."""


def find_function(name: str) -> Function | None:
    """The function of that name in any case; every name that starts with `list` is one."""
    wanted = name.lower()
    found = FUNCTIONS.get(wanted)
    if found is None and wanted.startswith("list"):
        return replace(FUNCTIONS["list*"], name=name)
    return found
