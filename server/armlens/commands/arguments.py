"""What may be written on the command line: the commands, their options and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from armlens import __version__
from armlens.commands.other_commands import OTHERS, Added, add_parameters, path
from armlens.commands.outputs import add_outputs
from armlens.commands.selection import add_cache, add_explaining, add_selection
from armlens.text.problems import Severity

if TYPE_CHECKING:
    from armlens.commands.other_commands import Commands

Handler = Callable[[argparse.Namespace], int]
"""Runs a command and gives the exit status."""

SUPPRESSED = "suppressed"
"""The word that asks for findings that are suppressed."""

KNOWN = "known"
"""The word that asks for findings that the baseline has."""

SHOWN = ("fail", "open", "pass", SUPPRESSED, KNOWN)
"""What may be asked for with `--show`: kinds of verdicts, which are not worth loading for it."""

_EXIT = """\
exit status:
  0    no finding at or above the level of --fail-on
  1    there are such findings
  2    wrong usage, or a path, a settings file or a template that cannot be read, parsed or,
       with --fix, written, or a report that cannot be
  130  interrupted
  141  nobody reads the output any more
"""
_RULES = (
    "name, reference, beginning of a name such as Azure.AKS, pillar or severity, or problems by"
    " code or its beginning such as template; several with commas"
)


def parser(handlers: Mapping[str, Handler]) -> argparse.ArgumentParser:
    """The parser of all commands; `handlers` holds what runs each of them, by its name."""
    whole = argparse.ArgumentParser(
        prog="armlens",
        description="Finds where Azure Resource Manager templates depart from the rules of the"
        " Azure Well-Architected Framework, and says how to mend it.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"armlens {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_add_check, *OTHERS):
        name, command = add(commands)
        command.set_defaults(run=handlers[name], parser=command)
    return whole


def _add_check(commands: Commands) -> Added:
    check = commands.add_parser(
        "check",
        help="check templates",
        # All options by name, as argparse would list them, bury what is wrong below eleven lines.
        usage="%(prog)s [OPTIONS] [PATH ...]",
        description="Checks templates: the files named, and those found in the folders named.",
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    option = check.add_argument
    option(
        "paths",
        metavar="PATH",
        nargs="*",
        default=["."],
        help="file, folder, pattern such as 'infra/**/*.json', @LIST for the paths that a file"
        " lists, or - for standard input; default: the current folder",
    )
    _add_choice(check)
    option("--config", metavar="FILE", type=path, help="settings instead of a found armlens.json")
    add_parameters(check, "each template")
    _add_baseline(check)
    option(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.WARNING.value,
        help="lowest severity that makes the exit status 1; default: warning",
    )
    option(
        "--stdin-filename",
        metavar="FILE",
        type=path,
        help="what to call standard input; the settings found for this file hold",
    )
    add_outputs(check)
    add_selection(check)
    add_cache(check)
    add_explaining(check)
    _add_fixing(check)
    return "check", check


def _add_choice(check: argparse.ArgumentParser) -> None:
    """The options that say what is looked for and told."""
    option = check.add_argument
    option(
        "--show",
        type=_shown,
        metavar="KINDS",
        help="verdicts to report, of fail, open and pass, and suppressed or known for those that"
        " are put aside, with commas; default: failures, and open findings that fail for some"
        " parameter",
    )
    option("--select", type=_rules, action="extend", metavar="RULE", help=f"only these: {_RULES}")
    option("--ignore", type=_rules, action="extend", metavar="RULE", help="all but these")


def _add_baseline(check: argparse.ArgumentParser) -> None:
    known = check.add_mutually_exclusive_group().add_argument
    known(
        "--baseline",
        metavar="FILE",
        type=path,
        help="tell only what is not in this file, which --write-baseline has written",
    )
    known(
        "--write-baseline",
        metavar="FILE",
        type=path,
        help="write all findings that would be told to this file, and tell none of them",
    )


def _add_fixing(check: argparse.ArgumentParser) -> None:
    fixing = check.add_argument_group("fixing").add_mutually_exclusive_group().add_argument
    fixing(
        "--fix",
        action="store_true",
        help="apply all safe fixes, then tell what is left; what - reads is written to standard"
        " output, and the report to standard error",
    )
    fixing(
        "--diff",
        action="store_true",
        help="show what --fix would change as a unified diff, and change nothing",
    )
    check.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff, also the fixes that are to be reviewed: of each finding the"
        " preferred one",
    )


def _shown(text: str) -> frozenset[str]:
    words = [word.strip() for word in text.split(",")]
    if unknown := [word for word in words if word not in SHOWN]:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is none of {', '.join(SHOWN)}")
    return frozenset(words)


def _rules(text: str) -> list[str]:
    from armlens.analysis.spelling import (  # noqa: PLC0415 - only when it is asked for
        nearest_name,
        question,
        selects_anything,
    )
    from armlens.rules.catalogue import RULES  # noqa: PLC0415

    selectors = [word.strip() for word in text.split(",") if word.strip()]
    for selector in selectors:
        if not selects_anything(selector, RULES) and not _selects_own(selector):
            near = question(nearest_name(selector, RULES))
            raise argparse.ArgumentTypeError(f"'{selector}' matches no rule or problem.{near}")
    return selectors


def _selects_own(selector: str) -> bool:
    """Whether a word selects a rule of the rule files that the settings here name."""
    from armlens.commands.own_rules import own_rules  # noqa: PLC0415
    from armlens.files.settings import current_day  # noqa: PLC0415

    return any(rule.matches(selector) for rule in own_rules(Path(), current_day()))
