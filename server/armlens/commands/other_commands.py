"""What may be written for the commands other than `check`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - the only name

Added = tuple[str, argparse.ArgumentParser]
"""A command's name, and what reads its arguments."""

SHELLS = ("bash", "zsh", "fish", "powershell")
"""The shells that `completion` makes a script for."""

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
_MERGE_EXIT = """\
exit status:
  0    the logs are merged, whatever findings they have
  2    wrong usage, or a log that cannot be read, is not one of armlens, or cannot be written
"""
_COMPLETION = """\
where it goes:
  bash        armlens completion bash > ~/.local/share/bash-completion/completions/armlens
  zsh         armlens completion zsh > _armlens, in a folder of $fpath
  fish        armlens completion fish > ~/.config/fish/completions/armlens.fish
  powershell  armlens completion powershell >> $PROFILE
"""


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
        type=path,
        help="the template whose parameters, variables and functions it may use",
    )
    add_parameters(evaluate, "the template")
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
    expand.add_argument("template", metavar="FILE", type=path, help="the template")
    add_parameters(expand, "it")
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


def _add_merge(commands: Commands) -> Added:
    merge = commands.add_parser(
        "merge",
        help="make one SARIF log of several",
        description="Makes one SARIF log of several that armlens has written, such as those of the"
        " shares of a check on several machines. What several of them tell is told once.",
        epilog=_MERGE_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    merge.add_argument("logs", metavar="FILE", nargs="+", type=path, help="the logs")
    merge.add_argument(
        "-o", "--output", metavar="FILE", type=path, help="where to write; default: standard output"
    )
    return "merge", merge


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


def _add_completion(commands: Commands) -> Added:
    completion = commands.add_parser(
        "completion",
        help="print a script that completes this command line in a shell",
        description="Prints the script with which a shell completes commands, options, files and"
        " the names of rules.",
        epilog=_COMPLETION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))
    return "completion", completion


def add_parameters(command: argparse.ArgumentParser, whose: str) -> None:
    """The option for a parameter file, of a command about `whose` values."""
    command.add_argument(
        "--parameters",
        metavar="FILE",
        type=path,
        help=f"parameter file to evaluate with; default: what belongs to {whose}, by its name or by"
        " its metadata.template",
    )


def path(text: str) -> Path:
    """What an argument names, which may not be nothing."""
    if not text:
        raise argparse.ArgumentTypeError("a path must not be empty")
    return Path(text)


def _address(text: str) -> tuple[str, int]:
    host, separator, port = text.rpartition(":")
    if not separator or not host or not port.isascii() or not port.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form HOST:PORT")
    if int(port) > 0xFFFF:
        raise argparse.ArgumentTypeError(f"the port {port} is larger than 65535")
    return host.removeprefix("[").removesuffix("]"), int(port)


OTHERS: tuple[Callable[[Commands], Added], ...] = (
    _add_eval,
    _add_expand,
    _add_explain,
    _add_rules,
    _add_merge,
    _add_server,
    _add_completion,
)
"""What adds each command, in the order of the help."""
