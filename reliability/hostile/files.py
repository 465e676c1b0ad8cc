"""Paths that are no templates, texts that are no text, and links that lead elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from reliability.hostile.case import (
    FOUND,
    MAIN,
    Case,
    Writer,
    cluster,
    template,
    with_files,
    with_text,
)

_FOLDER = ("check", "--select", FOUND, ".")
_LINK = {
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "linked",
}
_ONE_CLUSTER = "1 template checked: 1 warning"


def _linking(path: str) -> str:
    properties = {"mode": "Incremental", "templateLink": {"relativePath": path}}
    return template(cluster(), {**_LINK, "properties": properties})


def _and(first: Writer, second: Writer) -> Writer:
    def write(folder: Path) -> None:
        first(folder)
        second(folder)

    return write


_TEMPLATE = with_text(template())


def _pipe(name: str) -> Writer:
    return lambda folder: os.mkfifo(folder / name)


def _link(name: str, to: str) -> Writer:
    return lambda folder: (folder / name).symlink_to(to)


def _folder(name: str) -> Writer:
    return lambda folder: (folder / name).mkdir()


def _circle(folder: Path) -> None:
    """Templates that link each other in a circle, and folders that do."""
    (folder / MAIN).write_text(_linking("other.json"), "utf-8")
    (folder / "other.json").write_text(_linking(MAIN), "utf-8")
    (folder / "again").symlink_to(folder, target_is_directory=True)


def _many(folder: Path) -> None:
    """A folder with very many files that are no templates."""
    (folder / MAIN).write_text(template(), "utf-8")
    for number in range(3_000):
        (folder / f"{number}.json").write_text('{"a": 1}', "utf-8")


FILES = (
    Case(
        "a folder by the name of a template",
        _folder(MAIN),
        ("No templates were found in 'main.json'",),
        2,
    ),
    Case(
        "a pipe",
        _pipe(MAIN),
        ("'main.json' cannot be read: it is not a regular file.",),
        2,
    ),
    Case(
        "a device",
        _link(MAIN, "/dev/zero"),
        ("'main.json' cannot be read: it is not a regular file.",),
        2,
    ),
    Case(
        "a link to itself",
        _link(MAIN, MAIN),
        ("'main.json' cannot be read: its symbolic links form a cycle.",),
        2,
    ),
    Case(
        "pipes as settings, parameters and ignored files",
        _and(
            _TEMPLATE,
            _and(_pipe("armlens.json"), _and(_pipe("main.parameters.json"), _pipe(".gitignore"))),
        ),
        (
            "'armlens.json' cannot be read: it is not a regular file.",
            "'main.parameters.json' cannot be read: it is not a regular file.",
            FOUND,
        ),
        2,
        _FOLDER,
    ),
    Case(
        "settings that are a link elsewhere",
        _and(_TEMPLATE, _link("armlens.json", "/proc/self/environ")),
        ("'armlens.json' cannot be read: it lies outside of 'case'", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "parameters that are a link elsewhere",
        _and(_TEMPLATE, _link("main.parameters.json", "/proc/self/environ")),
        ("'main.parameters.json' cannot be read: it lies outside of 'case'", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "a linked template that lies outside",
        with_text(_linking("../../../etc/passwd")),
        ("template.link-outside", "it lies outside of 'case', beyond which nothing is read", FOUND),
        1,
    ),
    Case(
        "templates and folders in circles",
        _circle,
        ("template.link-cycle", "The links from here lead in a circle", FOUND),
        1,
        _FOLDER,
    ),
    Case(
        "3,000 files that are none",
        _many,
        (_ONE_CLUSTER, FOUND),
        1,
        _FOLDER,
        cheap=False,
    ),
    Case(
        "bytes that are no UTF-8",
        with_text(b'{"resources": "\xff"}'),
        ("'main.json' cannot be read: it is not valid UTF-8 text (byte 16).",),
        2,
    ),
    Case(
        "UTF-16 with its mark",
        with_text(b"\xff\xfe" + template().encode("utf-16-le")),
        (FOUND,),
        1,
    ),
    Case(
        "UTF-16 with half a character",
        with_text(b"\xff\xfe{\x00\x00\xd8}\x00"),
        ("'main.json' cannot be read: it is not valid UTF-16 text (byte 5).",),
        2,
    ),
    Case(
        "halves of characters in escapes",
        with_text(template(cluster(tags={"\ud800": "\udfff"}))),
        (FOUND,),
        1,
    ),
    Case(
        "a binary file",
        with_text(b"\x7fELF" + bytes(1_000)),
        ("'main.json' cannot be read: it is a binary file, not text.",),
        2,
    ),
)
"""The cases of files."""


def _rule(*members: str) -> str:
    inside = ", ".join(('types: ["Microsoft.ContainerService/managedClusters"]', *members))
    return f'{{ rules: {{ "Contoso.Own": {{ title: "x", {inside} }} }} }}'


def _own(condition: str, resource: str | None = None) -> Writer:
    """A rule of one's own, with the settings that name its file."""
    return with_files(
        main_json=resource or template(),
        armlens_json='{ "ruleFiles": ["own.json5"] }',
        own_json5=_rule(f"condition: {condition}"),
    )


_LONG_NAME = template(cluster(name="a" * 60_000 + "!"))
_ALL_OWN = ("check", "--select", "Contoso", ".")
_DEEP = "{ anyOf: [" * 5_000 + "]}" * 5_000
_IGNORED = ("a" * 200) + ".json"


def _long_names(folder: Path) -> None:
    """A pattern that `re` would try in all ways there are, and a name for it."""
    (folder / ".gitignore").write_text("*a*a*a*a*a*a*a*a*a*a*a*a*b\n", "utf-8")
    (folder / _IGNORED).write_text(template(), "utf-8")


RULES = (
    Case(
        "a pattern that goes back and forth",
        _own('{ field: "name", matches: "^(a+)+$" }', _LONG_NAME),
        ("Contoso.Own", "and does not match '^(a+)+$'."),
        1,
        _ALL_OWN,
    ),
    Case(
        "a pattern with a way back",
        _own(r'{ field: "name", matches: "^(a+)\\1$" }', _LONG_NAME),
        ("error rules.invalid-pattern", "refers back, which is not supported"),
        2,
        _FOLDER,
    ),
    Case(
        "a pattern with 10,000 groups in each other",
        _own(f'{{ field: "name", matches: "{"(" * 10_000}" }}'),
        ("error rules.invalid-pattern", "groups are nested more than 30 deep"),
        2,
        _FOLDER,
    ),
    Case(
        "a pattern of a thousand million characters",
        _own('{ field: "name", matches: "((a{500}){500}){500}" }'),
        ("error rules.invalid-pattern", "it is too large"),
        2,
        _FOLDER,
    ),
    Case(
        "conditions 5,000 deep",
        _own(_DEEP),
        ("own.json5:1:", "A condition must be nested at most 50 deep.", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "a pattern of paths that goes back and forth",
        _long_names,
        (_ONE_CLUSTER, FOUND),
        1,
        _FOLDER,
    ),
    Case(
        "a rule file that is a device",
        with_files(main_json=template(), armlens_json='{ "ruleFiles": ["/dev/zero"] }'),
        ("error settings.rule-file", "it lies outside of the folder of the settings file", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "settings that are no object",
        with_files(main_json=template(), armlens_json="[[[[[[[[1]]]]]]]]"),
        ("armlens.json:1:1 error", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "settings with 100,000 brackets",
        with_files(main_json=template(), armlens_json="[" * 100_000),
        ("armlens.json:1:", "error", FOUND),
        2,
        _FOLDER,
    ),
    Case(
        "settings that choose parameters elsewhere",
        with_files(
            main_json=template(), armlens_json='{ "parameters": { "main.json": "/etc/passwd" } }'
        ),
        ("'/etc/passwd' cannot be read: it lies outside of 'case'", FOUND),
        2,
        _FOLDER,
    ),
)
"""The cases of rules and settings."""
