"""Documents that are too large, too long, or nested too deep."""

from __future__ import annotations

from reliability.hostile.case import (
    FOUND,
    MAIN,
    SCHEMA,
    Case,
    cluster,
    lazily,
    template,
    with_text,
)

_MB = 1024 * 1024
_ALL = ("check", MAIN)


def _inside(more: str) -> str:
    """A template with a cluster, and a member behind it."""
    return template()[:-1] + f', "metadata": {more}}}'


def _filled(size: int) -> str:
    """A template of so many bytes, most of them blanks."""
    start = template()[:-1]
    return start + " " * (size - len(start) - 1) + "}"


def _one_line(size: int) -> str:
    """A template of about that size on one line, with as many clusters as Azure takes."""
    each = len(template(cluster(tags={"a": ""}))) - len(template(cluster())) + 160
    text = "x" * (size // 800 - each)
    return template(*(cluster(name=f"aks{n}", tags={"a": text}) for n in range(800)))


SIZES = (
    Case(
        "100,000 brackets, closed",
        with_text(_inside("[" * 100_000 + "]" * 100_000)),
        ("error jsonc.nesting", "The brackets are nested more than 512 levels deep.", FOUND),
        2,
    ),
    Case(
        "100,000 brackets, open",
        with_text(f'{{"$schema": "{SCHEMA}", "resources": ' + "[" * 100_000),
        (f"{MAIN}:1:", "error jsonc.nesting"),
        2,
    ),
    Case(
        "100,000 objects, open",
        with_text(f'{{"$schema": "{SCHEMA}", "resources": ' + '{"a":' * 100_000),
        (f"{MAIN}:1:", "error jsonc.nesting"),
        2,
    ),
    Case(
        "a file of 100 MB",
        lazily(lambda: _filled(100 * _MB)),
        (FOUND,),
        1,
        cheap=False,
        mib=600,
    ),
    Case(
        "a file of more than 100 MB",
        lazily(lambda: _filled(100 * _MB + 1)),
        ("'main.json' cannot be read: it is larger than 100 MB.",),
        2,
        cheap=False,
        mib=300,
        editor=(FOUND,),
    ),
    Case(
        "4 MB on one line, 800 clusters, all rules",
        lazily(lambda: _one_line(4_000_000)),
        ("1 template checked", FOUND),
        1,
        _ALL,
        cheap=False,
        seconds=150,
        mib=500,
        editor=(FOUND,),
    ),
    Case(
        "a million members",
        lazily(lambda: template(cluster(tags={f"k{n}": n for n in range(1_000_000)}))),
        ("error jsonc.too-many-values", "The document has more than 250,000 values."),
        2,
    ),
    Case(
        "a million variables",
        lazily(lambda: template(variables={f"k{n}": n for n in range(1_000_000)})),
        ("error jsonc.too-many-values", "The document has more than 250,000 values."),
        2,
    ),
    Case(
        "a million comments",
        lazily(lambda: template() + "//\n" * 1_000_000),
        ("error jsonc.too-many-values",),
        2,
    ),
    Case(
        "250,000 members, just not too many",
        lazily(lambda: template(cluster(tags={f"k{n}": n for n in range(249_990)}))),
        ("error template.too-large", "The resource has more than 1 MB", FOUND),
        2,
        cheap=False,
        mib=300,
    ),
    Case(
        "250,000 variables, just not too many",
        lazily(lambda: template(variables={f"k{n}": n for n in range(249_990)})),
        ("The template has 249990 variables; a template may have 512.", FOUND),
        2,
        cheap=False,
        mib=300,
    ),
    Case(
        "a name of 4 MB",
        with_text(template(cluster(name="a" * 4_000_000))),
        ("error template.too-large", "A string may have 131,072 characters.", FOUND),
        2,
        mib=300,
    ),
    Case(
        "a text of 4 MB, every character escaped",
        with_text(template(cluster(name="é" * 700_000))),
        ("error template.too-large", "A string may have 131,072 characters.", FOUND),
        2,
        mib=300,
    ),
)
"""The cases of size."""
