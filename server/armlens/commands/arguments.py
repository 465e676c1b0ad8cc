"""What may be written on the command line: the commands, their options and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from armlens import __version__
from armlens.text.problems import Severity

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - the only name

Handler = Callable[[argparse.Namespace], int]
"""Runs a command and gives the exit status."""

Added = tuple[str, argparse.ArgumentParser]

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
       with --fix, written
"""
_EVAL_EXIT = """\
exit status:
  0    the value is known, or only the deployment knows it
  1    the evaluation fails, as it would in a deployment
  2    wrong usage, a syntax error, or a template that cannot be read
"""
_EXPAND_EXIT = """\
exit status:
  0    the template is expanded
  2    wrong usage, or a template that cannot be read or that Azure would refuse
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
    for add in (_add_check, _add_eval, _add_expand, _add_explain, _add_rules, _add_server):
        name, command = add(commands)
        command.set_defaults(run=handlers[name], parser=command)
    return whole


def _add_check(commands: Commands) -> Added:
    check = commands.add_parser(
        "check",
        help="check templates",
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
        help="file, folder, or - for standard input; default: the current folder",
    )
    option("--format", choices=("text", "json", "sarif"), default="text", help="default: text")
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
    option("--config", metavar="FILE", type=_path, help="settings instead of a found armlens.json")
    _add_parameters(check, "each template")
    _add_baseline(check)
    option(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.WARNING.value,
        help="lowest severity that makes the exit status 1; default: warning",
    )
    option(
        "--as-found",
        action="store_true",
        help="take the files named as a search would: pass over those that are no templates,"
        " excluded by the settings or ignored by git; for hooks that name every file",
    )
    option(
        "--jobs",
        metavar="N",
        type=_jobs,
        help="processes that share the work, 1 for a single one; default: as many as there are"
        " processors for, where there is enough to do",
    )
    option(
        "--stdin-filename",
        metavar="FILE",
        type=_path,
        help="what to call standard input; the settings found for this file hold",
    )
    _add_fixing(check)
    return "check", check


def _add_baseline(check: argparse.ArgumentParser) -> None:
    known = check.add_mutually_exclusive_group().add_argument
    known(
        "--baseline",
        metavar="FILE",
        type=_path,
        help="tell only what is not in this file, which --write-baseline has written",
    )
    known(
        "--write-baseline",
        metavar="FILE",
        type=_path,
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


def _add_parameters(command: argparse.ArgumentParser, whose: str) -> None:
    command.add_argument(
        "--parameters",
        metavar="FILE",
        type=_path,
        help=f"parameter file to evaluate with; default: what belongs to {whose}, by its name or by"
        " its metadata.template",
    )


def _add_eval(commands: Commands) -> Added:
    evaluate = commands.add_parser(
        "eval",
        help="evaluate an expression",
        description="Prints what an expression is worth. Without one it asks for expressions on a"
        " terminal, and reads them from the lines of standard input elsewhere.",
        epilog=_EVAL_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    evaluate.add_argument(
        "expression",
        metavar="EXPRESSION",
        nargs="?",
        help="such as \"toUpper('a')\", with or without brackets around it",
    )
    evaluate.add_argument(
        "--in",
        dest="template",
        metavar="FILE",
        type=_path,
        help="the template whose parameters, variables and functions it may use",
    )
    _add_parameters(evaluate, "the template")
    evaluate.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text"
    )
    return "eval", evaluate


def _add_expand(commands: Commands) -> Added:
    expand = commands.add_parser(
        "expand",
        help="print the resources of a template as evaluated",
        description="Prints every resource of a template with its expressions evaluated, as far as"
        " they are known before the deployment. Secrets are hidden.",
        epilog=_EXPAND_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    expand.add_argument("template", metavar="FILE", type=_path, help="the template")
    _add_parameters(expand, "it")
    expand.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return "expand", expand


def _add_explain(commands: Commands) -> Added:
    explain = commands.add_parser(
        "explain",
        help="print the page of a rule or a problem",
        description="Prints the page of a rule or of a problem: what it says, why, and what to do.",
        allow_abbrev=False,
    )
    explain.add_argument(
        "name",
        metavar="NAME",
        help="the name or reference of a rule, or the code of a problem, in any case",
    )
    return "explain", explain


def _add_rules(commands: Commands) -> Added:
    rules = commands.add_parser(
        "rules",
        help="list the rules, or test those of your own",
        description="Lists all rules, those of your own included, or tests rule files.",
        allow_abbrev=False,
    )
    rules.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    rules.add_argument(
        "--test",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="read rule files and run the examples in them; the exit status is 1 if any is wrong",
    )
    return "rules", rules


def _add_server(commands: Commands) -> Added:
    server = commands.add_parser(
        "server",
        help="serve an editor",
        description="Serves an editor by the Language Server Protocol on its standard streams.",
        allow_abbrev=False,
    )
    server.add_argument(
        "--tcp", metavar="HOST:PORT", type=_address, help="wait for one connection there instead"
    )
    server.add_argument(
        "--from-scratch",
        action="store_true",
        help="analyse every text anew, to find out whether what is remembered of the one before"
        " has to do with a wrong finding",
    )
    return "server", server


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a path must not be empty")
    return Path(text)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1")
    return int(text)


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


def _address(text: str) -> tuple[str, int]:
    host, separator, port = text.rpartition(":")
    if not separator or not host or not port.isascii() or not port.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form HOST:PORT")
    if int(port) > 0xFFFF:
        raise argparse.ArgumentTypeError(f"the port {port} is larger than 65535")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _selects_own(selector: str) -> bool:
    """Whether a word selects a rule of the rule files that the settings here name."""
    from armlens.commands.own_rules import own_rules  # noqa: PLC0415
    from armlens.files.settings import current_day  # noqa: PLC0415

    return any(rule.matches(selector) for rule in own_rules(Path(), current_day()))
