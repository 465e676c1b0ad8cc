"""Paths that are no templates, texts that are no text, and links that lead elsewhere."""

from __future__ import annotations

from pathlib import Path

from reliability.hostile.case import (
    FOLDER,
    FOUND,
    MAIN,
    ONE_CLUSTER,
    Case,
    both,
    cluster,
    folder,
    link,
    pipe,
    template,
    with_text,
)

_LINK = {
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "linked",
}


def _linking(path: str) -> str:
    properties = {"mode": "Incremental", "templateLink": {"relativePath": path}}
    return template(cluster(), {**_LINK, "properties": properties})


_TEMPLATE = with_text(template())


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
        folder(MAIN),
        ("No templates were found in 'main.json'",),
        2,
    ),
    Case(
        "a pipe",
        pipe(MAIN),
        ("'main.json' cannot be read: it is not a regular file.",),
        2,
    ),
    Case(
        "a device",
        link(MAIN, "/dev/zero"),
        ("'main.json' cannot be read: it is not a regular file.",),
        2,
    ),
    Case(
        "a link to itself",
        link(MAIN, MAIN),
        ("'main.json' cannot be read: its symbolic links form a cycle.",),
        2,
    ),
    Case(
        "pipes as settings, parameters and ignored files",
        both(
            _TEMPLATE,
            both(pipe("armlens.json"), both(pipe("main.parameters.json"), pipe(".gitignore"))),
        ),
        (
            "'armlens.json' cannot be read: it is not a regular file.",
            "'main.parameters.json' cannot be read: it is not a regular file.",
            FOUND,
        ),
        2,
        FOLDER,
        editor=("settings.unreadable", "it is not a regular file.", FOUND),
    ),
    Case(
        "settings that are a link elsewhere",
        both(_TEMPLATE, link("armlens.json", "/proc/self/environ")),
        ("'armlens.json' cannot be read: it lies outside of 'case'", FOUND),
        2,
        FOLDER,
        editor=("settings.unreadable", "it lies outside of 'case'", FOUND),
    ),
    Case(
        "parameters that are a link elsewhere",
        both(_TEMPLATE, link("main.parameters.json", "/proc/self/environ")),
        ("'main.parameters.json' cannot be read: it lies outside of 'case'", FOUND),
        2,
        FOLDER,
        editor=(FOUND,),
    ),
    Case(
        "a linked template that lies outside",
        with_text(_linking("../../../etc/passwd")),
        ("template.link-outside", "it lies outside of 'case', beyond which nothing is read", FOUND),
        1,
        editor=("template.link-outside", FOUND),
    ),
    Case(
        "templates and folders in circles",
        _circle,
        ("template.link-cycle", "The links from here lead in a circle", FOUND),
        1,
        FOLDER,
    ),
    Case(
        "3,000 files that are none",
        _many,
        (ONE_CLUSTER, FOUND),
        1,
        FOLDER,
        cheap=False,
        editor=(FOUND,),
    ),
    Case(
        "bytes that are no UTF-8",
        with_text(b'{"resources": "\xff"}'),
        ("'main.json' cannot be read: it is not valid UTF-8 text (byte 16).",),
        2,
        editor=(),
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
        editor=(),
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
        editor=(),
    ),
)
"""The cases of files."""
