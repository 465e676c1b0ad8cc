"""All template functions, of all families."""

from __future__ import annotations

from collections.abc import Mapping
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

FAMILIES: Mapping[str, tuple[Family, ...]] = {
    "Arrays, objects and text alike": (sequences.FUNCTIONS, searching.FUNCTIONS),
    "Arrays": (arrays.FUNCTIONS,),
    "Objects": (objects.FUNCTIONS, merging.FUNCTIONS),
    "Lambdas": (lambda_signatures.FUNCTIONS,),
    "Logic and comparison": (logical.FUNCTIONS, comparison.FUNCTIONS),
    "Numbers": (numbers.FUNCTIONS,),
    "Text": (
        strings.FUNCTIONS,
        matching.FUNCTIONS,
        formatting.FUNCTIONS,
        encoding.FUNCTIONS,
        hashing.FUNCTIONS,
        uris.FUNCTIONS,
    ),
    "Dates": (dates.FUNCTIONS,),
    "Network addresses": (cidr.FUNCTIONS,),
    "Deployment and scope": (deployment.FUNCTIONS,),
    "Resources": (resources.FUNCTIONS,),
}
"""All functions by what they are about, as the documentation lists them."""

FUNCTIONS: Family = {
    name: function
    for families in FAMILIES.values()
    for family in families
    for name, function in family.items()
}
"""All functions by lower-case name."""


def find_function(name: str) -> Function | None:
    """The function of that name in any case; every name that starts with `list` is one."""
    wanted = name.lower()
    found = FUNCTIONS.get(wanted)
    if found is None and wanted.startswith("list"):
        return replace(FUNCTIONS["list*"], name=name)
    return found
