"""Rules that somebody else has written, and what settings may name."""

from __future__ import annotations

from pathlib import Path

from reliability.hostile.case import (
    FOLDER,
    FOUND,
    ONE_CLUSTER,
    Case,
    Writer,
    cluster,
    template,
    with_files,
)

ALL_OWN = ("check", "--select", "Contoso", ".")
"""Checks with the rules of one's own alone."""

LONG_NAME = template(cluster(name="a" * 60_000 + "!"))
"""A template with a name that some patterns would be tried on in all ways there are."""


def rule_file(*members: str) -> str:
    """The text of a file with one rule for clusters, which has some more members."""
    inside = ", ".join(('types: ["Microsoft.ContainerService/managedClusters"]', *members))
    return f'{{ rules: {{ "Contoso.Own": {{ title: "x", {inside} }} }} }}'


def _own(condition: str, resource: str | None = None) -> Writer:
    """A rule of one's own, with the settings that name its file."""
    return with_files(
        main_json=resource or template(),
        armlens_json='{ "ruleFiles": ["own.json5"] }',
        own_json5=rule_file(f"condition: {condition}"),
    )


_DEEP = "{ anyOf: [" * 5_000 + "]}" * 5_000
_IGNORED = ("a" * 200) + ".json"


def _long_names(folder: Path) -> None:
    """A pattern that `re` would try in all ways there are, and a name for it."""
    (folder / ".gitignore").write_text("*a*a*a*a*a*a*a*a*a*a*a*a*b\n", "utf-8")
    (folder / _IGNORED).write_text(template(), "utf-8")


RULES = (
    Case(
        "a pattern that goes back and forth",
        _own('{ field: "name", matches: "^(a+)+$" }', LONG_NAME),
        ("Contoso.Own", "and does not match '^(a+)+$'."),
        1,
        ALL_OWN,
    ),
    Case(
        "a pattern with a way back",
        _own(r'{ field: "name", matches: "^(a+)\\1$" }', LONG_NAME),
        ("error rules.invalid-pattern", "refers back, which is not supported"),
        2,
        FOLDER,
    ),
    Case(
        "a pattern with 10,000 groups in each other",
        _own(f'{{ field: "name", matches: "{"(" * 10_000}" }}'),
        ("error rules.invalid-pattern", "groups are nested more than 30 deep"),
        2,
        FOLDER,
    ),
    Case(
        "a pattern of a thousand million characters",
        _own('{ field: "name", matches: "((a{500}){500}){500}" }'),
        ("error rules.invalid-pattern", "it is too large"),
        2,
        FOLDER,
    ),
    Case(
        "conditions 5,000 deep",
        _own(_DEEP),
        ("own.json5:1:", "A condition must be nested at most 50 deep.", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "a pattern of paths that goes back and forth",
        _long_names,
        (ONE_CLUSTER, FOUND),
        1,
        FOLDER,
    ),
    Case(
        "a rule file that is a device",
        with_files(main_json=template(), armlens_json='{ "ruleFiles": ["/dev/zero"] }'),
        ("error settings.rule-file", "it lies outside of the folder of the settings file", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "settings that are no object",
        with_files(main_json=template(), armlens_json="[[[[[[[[1]]]]]]]]"),
        ("armlens.json:1:1 error", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "settings with 100,000 brackets",
        with_files(main_json=template(), armlens_json="[" * 100_000),
        ("armlens.json:1:", "error", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "settings that choose parameters elsewhere",
        with_files(
            main_json=template(), armlens_json='{ "parameters": { "main.json": "/etc/passwd" } }'
        ),
        ("'/etc/passwd' cannot be read: it lies outside of 'case'", FOUND),
        2,
        FOLDER,
        editor=("parameters.unusable", "cannot be read", FOUND),
    ),
)
"""The cases of rules and settings."""
