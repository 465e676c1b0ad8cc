"""From the arguments of `armlens check` to what it is asked for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from armlens.commands.arguments import KNOWN, SUPPRESSED
from armlens.commands.outputs import output_mistakes, outputs_of
from armlens.commands.selection import cache_folder, listed_paths
from armlens.files.request import Request
from armlens.report.formats import SARIF, TEXT
from armlens.rules.verdicts import VerdictKind


def request_of(arguments: argparse.Namespace) -> Request:
    """The request, without what standard input holds; `SystemExit` for arguments at odds."""
    for message in _mistakes(arguments):
        arguments.parser.error(message)
    try:
        paths = listed_paths(arguments.paths)
    except ValueError as error:
        arguments.parser.error(f"argument PATH: {error}")
    try:
        cache = cache_folder(arguments.cache, arguments.cache_dir)
    except ValueError as error:
        arguments.parser.error(f"--cache: {error}")
    has_sarif = any(output.form == SARIF for output in outputs_of(arguments))
    return Request(
        paths=tuple(Path(path) for path in paths if path != "-"),
        show=_kinds(arguments.show),
        # What reads SARIF knows what to do with those that are put aside.
        show_suppressed=has_sarif or SUPPRESSED in (arguments.show or ()),
        show_known=has_sarif or KNOWN in (arguments.show or ()),
        select=tuple(arguments.select or ()),
        ignore=tuple(arguments.ignore or ()),
        config=arguments.config,
        parameters=arguments.parameters,
        baseline=arguments.baseline,
        write_baseline=arguments.write_baseline,
        as_found=arguments.as_found,
        stdin_name=arguments.stdin_filename,
        exclude=tuple(arguments.exclude),
        shard=arguments.shard,
        changed=arguments.changed,
        cache=cache,
        jobs=arguments.jobs,
    )


def _mistakes(arguments: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the arguments together."""
    paths: list[str] = arguments.paths
    if "" in paths:
        yield "argument PATH: a path must not be empty"
    if arguments.stdin_filename and "-" not in paths:
        yield "--stdin-filename needs the path -"
    if "-" in paths and (arguments.shard or arguments.changed is not None):
        yield "the path - takes neither --shard nor --changed"
    if arguments.explain_config and arguments.format not in (None, TEXT, "json"):
        yield "--explain-config takes the formats text and json"
    if arguments.explain_config and (arguments.fix or arguments.diff):
        yield "--explain-config changes nothing, and takes neither --fix nor --diff"
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        yield "--unsafe-fixes needs --fix or --diff"
    if arguments.fix and "-" in paths and len(paths) > 1:
        yield "with --fix, the path - takes no other beside it"
    if arguments.diff and (arguments.format not in (None, TEXT) or arguments.output):
        yield "--diff takes neither --format nor --output"
    yield from output_mistakes(arguments)
    if arguments.diff and arguments.write_baseline:
        yield "--diff changes no file, and --write-baseline does"


def _kinds(words: frozenset[str] | None) -> frozenset[VerdictKind] | None:
    """The kinds of verdicts among the words of `--show`; None if it is not given."""
    return None if words is None else frozenset(map(VerdictKind, words - {SUPPRESSED, KNOWN}))
