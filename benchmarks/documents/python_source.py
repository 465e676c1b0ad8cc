"""Python files of a wanted size, for the linter of another language."""

from __future__ import annotations

import itertools

_HEAD = '''"""Counts what was deployed."""

import json
import os

'''

_FUNCTION = '''
def deployed_{0}(resources, region="westeurope"):
    """Names of what was deployed to a region in step {0}."""
    found = []
    unused = len(resources)
    for resource in resources:
        if resource.get("location") == region and not resource["name"].startswith("old"):
            found.append("{{}}-{0}".format(resource["name"]))
    return sorted(found, key=lambda name: (len(name), name)) or json.loads("[{0}]")

'''


def python_source(size: int) -> str:
    """A module of about `size` characters with the odd thing to complain about."""
    text = _HEAD
    functions = (_FUNCTION.format(number) for number in itertools.count())
    parts = [text]
    length = len(text)
    for function in functions:
        if length + len(function) > size:
            break
        parts.append(function)
        length += len(function)
    parts.append(f"# {'.' * max(size - length - 3, 0)}\n")
    return "".join(parts)
