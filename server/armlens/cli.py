"""The command line: what may be written in it, and the only place that prints.

Every command imports what it needs when it runs, so that the server starts without the reports
and `--version` without anything.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from armlens import __version__
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Severity

if TYPE_CHECKING:
    from rich.console import Console

    from armlens.report.run import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - the only name

STATUS_ERROR = 2
STATUS_INTERRUPTED = 130
STATUS_BROKEN_PIPE = 141

_EXIT = """\
exit status:
  0    no finding at or above the level of --fail-on
  1    there are such findings
  2    wrong usage, or a path, a settings file or a template that cannot be read or parsed
"""
_RULES = "name, reference, beginning of a name such as Azure.AKS, or pillar; several with commas"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns the exit status. Wrong usage raises `SystemExit`."""
    for stream in (sys.stdout, sys.stderr):
        # A path or a name may hold characters that the console's encoding does not have.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        status = run(arguments)
        sys.stdout.flush()
    except OSError as error:
        return _output_failed(error)
    except KeyboardInterrupt:
        return STATUS_INTERRUPTED
    return status


def _output_failed(error: OSError) -> int:
    """The status when nothing more can be written; input that fails never gets here.

    A reader that has enough, such as `head`, is no error; Windows calls it an invalid argument.
    """
    # Python flushes once more at its end, which must not fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
        return STATUS_BROKEN_PIPE
    _complain(f"The output cannot be written: {error.strerror or type(error).__name__}.")
    return STATUS_ERROR


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="armlens",
        description="Finds where Azure Resource Manager templates depart from the rules of the"
        " Azure Well-Architected Framework, and says how to mend it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"armlens {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_explain(commands)
    _add_rules(commands)
    _add_server(commands)
    return parser


def _add_check(commands: Commands) -> None:
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
        type=_kinds,
        metavar="KINDS",
        help="verdicts to report, of fail, open and pass, with commas; default: failures, and open"
        " findings that are known to fail for some parameter",
    )
    option("--select", type=_rules, action="extend", metavar="RULE", help=f"only these: {_RULES}")
    option("--ignore", type=_rules, action="extend", metavar="RULE", help="all but these")
    option("--config", metavar="FILE", type=_path, help="settings instead of a found armlens.json")
    option(
        "--parameters",
        metavar="FILE",
        type=_path,
        help="parameter file to evaluate with; default: those that belong to each template, by"
        " name or by their metadata.template",
    )
    option(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.WARNING.value,
        help="lowest severity that makes the exit status 1; default: warning",
    )
    option(
        "--stdin-filename",
        metavar="FILE",
        type=_path,
        help="what to call standard input; the settings found for this file hold",
    )
    check.set_defaults(run=_check, parser=check)


def _add_explain(commands: Commands) -> None:
    explain = commands.add_parser(
        "explain",
        help="print the page of a rule",
        description="Prints the page of a rule: what it wants, why, and what to do.",
        allow_abbrev=False,
    )
    explain.add_argument("rule", metavar="RULE", help="its name or reference, in any case")
    explain.set_defaults(run=_explain)


def _add_rules(commands: Commands) -> None:
    rules = commands.add_parser(
        "rules", help="list the rules", description="Lists all rules.", allow_abbrev=False
    )
    rules.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    rules.set_defaults(run=_list_rules)


def _add_server(commands: Commands) -> None:
    server = commands.add_parser(
        "server",
        help="serve an editor",
        description="Serves an editor by the Language Server Protocol on its standard streams.",
        allow_abbrev=False,
    )
    server.add_argument(
        "--tcp", metavar="HOST:PORT", type=_address, help="wait for one connection there instead"
    )
    server.set_defaults(run=_serve)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a path must not be empty")
    return Path(text)


def _kinds(text: str) -> frozenset[VerdictKind]:
    kinds = [VerdictKind.FAIL, VerdictKind.OPEN, VerdictKind.PASS]
    words = [word.strip() for word in text.split(",")]
    if unknown := [word for word in words if word not in kinds]:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is none of fail, open and pass")
    return frozenset(map(VerdictKind, words))


def _rules(text: str) -> list[str]:
    from armlens.analysis.spelling import nearest_rule, selects_rules  # noqa: PLC0415
    from armlens.rules.catalogue import RULES  # noqa: PLC0415

    selectors = [word.strip() for word in text.split(",") if word.strip()]
    for selector in selectors:
        if not selects_rules(selector, RULES):
            near = nearest_rule(selector, RULES)
            raise argparse.ArgumentTypeError(f"'{selector}' matches no rule.{near}")
    return selectors


def _address(text: str) -> tuple[str, int]:
    host, separator, port = text.rpartition(":")
    if not separator or not host or not port.isascii() or not port.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form HOST:PORT")
    if int(port) > 0xFFFF:
        raise argparse.ArgumentTypeError(f"the port {port} is larger than 65535")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _check(arguments: argparse.Namespace) -> int:
    from armlens.files.check import Request, check  # noqa: PLC0415 - see the module
    from armlens.report.run import exit_status  # noqa: PLC0415

    paths: list[str] = arguments.paths
    if "" in paths:
        arguments.parser.error("argument PATH: a path must not be empty")
    if arguments.stdin_filename and "-" not in paths:
        arguments.parser.error("--stdin-filename needs the path -")
    request = Request(
        paths=tuple(Path(path) for path in paths if path != "-"),
        show=arguments.show,
        select=tuple(arguments.select or ()),
        ignore=tuple(arguments.ignore or ()),
        config=arguments.config,
        parameters=arguments.parameters,
        stdin=sys.stdin.buffer.read() if "-" in paths else None,
        stdin_name=arguments.stdin_filename,
    )
    report = check(request)
    status = exit_status(report, Severity(arguments.fail_on))
    _print_report(report, arguments.format, status)
    return status


def _print_report(report: Report, form: str, status: int) -> None:
    """The report on standard output; what concerns whole files on standard error."""
    if form == "json":
        from armlens.report.json_report import json_report  # noqa: PLC0415

        print(json_report(report))
    elif form == "sarif":
        from armlens.report.sarif import sarif_report  # noqa: PLC0415

        print(sarif_report(report, status))
    else:
        from armlens.report.text import WIDTH, text_report  # noqa: PLC0415

        console = _console()
        width = min(WIDTH, max(console.width - 12, 40)) if console.is_terminal else WIDTH
        console.print(text_report(report, width), soft_wrap=True, end="")
    sys.stdout.flush()
    for notice in report.notices:
        _complain(notice.message, notice.severity)


def _explain(arguments: argparse.Namespace) -> int:
    from armlens.analysis.spelling import nearest_rule  # noqa: PLC0415
    from armlens.rules.catalogue import RULES  # noqa: PLC0415
    from armlens.rules.pages import page  # noqa: PLC0415

    wanted = arguments.rule.lower()
    rule = next((rule for rule in RULES if wanted in (rule.name.lower(), rule.ref.lower())), None)
    if rule is None:
        near = nearest_rule(arguments.rule, RULES)
        _complain(f"There is no rule '{arguments.rule}'.{near} 'armlens rules' lists them all.")
        return STATUS_ERROR
    if not sys.stdout.isatty():
        print(page(rule), end="")
        return 0
    from rich.markdown import Markdown  # noqa: PLC0415

    _console().print(Markdown(page(rule)))
    return 0


def _list_rules(arguments: argparse.Namespace) -> int:
    from armlens.report.catalogue import rules_json, rules_table  # noqa: PLC0415
    from armlens.rules.catalogue import RULES  # noqa: PLC0415

    print(rules_json(RULES) if arguments.format == "json" else rules_table(RULES))
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from armlens.lsp.server import run_stdio, run_tcp  # noqa: PLC0415

    return run_tcp(*arguments.tcp) if arguments.tcp else run_stdio()


def _console() -> Console:
    """A console that leaves a closed pipe to `main`. Colours go by the terminal and `NO_COLOR`."""
    from rich.console import Console  # noqa: PLC0415

    class QuietConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return QuietConsole(highlight=False)


def _complain(message: str, severity: Severity = Severity.ERROR) -> None:
    """A message on standard error, on one line and without anything a terminal would obey."""
    from armlens.report.visible import visible  # noqa: PLC0415

    word = "error" if severity is Severity.ERROR else "note"
    print(f"armlens: {word}: {visible(message)}", file=sys.stderr)
