"""The command line: what its commands do. Only it and two modules of `commands` print.

Every command imports what it needs when it runs, so that the server starts without the reports
and `--version` without anything.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from armlens.commands.arguments import KNOWN, SUPPRESSED, Handler, parser
from armlens.commands.outputs import details_of, outputs_of
from armlens.commands.printing import complain, console, print_diff, print_notices, write_reports
from armlens.report.formats import TEXT
from armlens.text.problems import Severity

if TYPE_CHECKING:
    from armlens.commands.progress import Bar
    from armlens.commands.standard_output import Aside, Printed
    from armlens.files.request import Request
    from armlens.report.run import CheckedFile, Report
    from armlens.rules.rule import Rule

STATUS_ERROR = 2
STATUS_INTERRUPTED = 130
STATUS_BROKEN_PIPE = 141
_COLLECTED_AFTER = 10_000
"""How many objects come before Python looks for garbage. The usual 700 cost a tenth of a start."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns the exit status. Wrong usage raises `SystemExit`."""
    for stream in (sys.stdout, sys.stderr):
        # A path or a name may hold characters that the console's encoding does not have.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    # Loading modules makes much that stays and no garbage, which Python would look for 150 times.
    gc.set_threshold(_COLLECTED_AFTER)
    arguments = parser(_handlers()).parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        status = run(arguments)
        sys.stdout.flush()
    except OSError as error:
        return _output_failed(error)
    except KeyboardInterrupt:
        return STATUS_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - its traceback would show what is in documents
        from armlens.analysis.crashes import crash_words  # noqa: PLC0415 - see the module

        complain(f"This is an error inside armlens ({crash_words(error)}). Please report it.")
        return STATUS_ERROR
    return status


def _output_failed(error: OSError) -> int:
    """The status when nothing more can be written; input that fails never gets here.

    A reader that has enough, such as `head`, is no error; Windows calls it an invalid argument.
    """
    # Python flushes once more at its end, which must not fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
        return STATUS_BROKEN_PIPE
    complain(f"The output cannot be written: {error.strerror or type(error).__name__}.")
    return STATUS_ERROR


def _handlers() -> dict[str, Handler]:
    return {
        "check": _with_clock(_check),
        "eval": _with_clock(_evaluate),
        "expand": _with_clock(_expand),
        "explain": _explain,
        "merge": _merge,
        "rules": _with_clock(_list_rules),
        "server": _serve,
        "completion": _complete,
    }


def _with_clock(run: Handler) -> Handler:
    """The handler of a command that evaluates templates, some of which would take for ever."""

    def timed(arguments: argparse.Namespace) -> int:
        from armlens.evaluation.scope import CLOCK  # noqa: PLC0415 - see the module

        CLOCK.set(time.monotonic)
        return run(arguments)

    return timed


def _check(arguments: argparse.Namespace) -> int:
    from armlens.api import check  # noqa: PLC0415 - see the module
    from armlens.commands.progress import progress  # noqa: PLC0415
    from armlens.commands.request import request_of  # noqa: PLC0415

    request = request_of(arguments)
    if arguments.explain_config:
        return _explain_config(arguments, request)
    if "-" in arguments.paths:
        request = replace(request, stdin=sys.stdin.buffer.read())
    if arguments.fix or arguments.diff:
        return _mend(arguments, request)
    # What is loaded by now stays, so that nobody needs to look through it again.
    gc.freeze()
    with progress() as bar:
        printed = _printed(arguments, sys.stdout)
        report = check(request, bar.tell if bar else None, _telling(printed, bar))
    return _tell(report, arguments, printed)


def _printed(arguments: argparse.Namespace, stream: TextIO) -> Printed:
    """What writes the report to the stream that stands for standard output."""
    from armlens.commands.standard_output import Printed  # noqa: PLC0415 - see the module

    first, *files = outputs_of(arguments)
    is_patient = bool(files) or arguments.write_baseline is not None
    details, aside = details_of(arguments), _aside(arguments)
    return Printed(first.form, details, aside, stream, is_patient=is_patient)


def _aside(arguments: argparse.Namespace) -> Aside:
    """What is put aside is for those who asked for it."""
    from armlens.commands.standard_output import Aside  # noqa: PLC0415 - see the module

    shown = arguments.show or frozenset()
    return Aside(suppressed=SUPPRESSED in shown, known=KNOWN in shown)


def _telling(printed: Printed, bar: Bar | None) -> Callable[[CheckedFile], None]:
    """What is told each file that is checked: on a terminal, it takes the place of the bar."""

    def tell(file: CheckedFile) -> None:
        if bar:
            bar.clear()
        printed.tell(file)

    return tell


def _tell(report: Report, arguments: argparse.Namespace, printed: Printed) -> int:
    """Writes what is left of all reports that are asked for, and gives the exit status.

    Raises what has kept standard output from being written when everything else is.
    """
    from armlens.report.run import exit_status  # noqa: PLC0415 - see the module

    status = exit_status(report, Severity(arguments.fail_on))
    printed.end(report, status)
    aside, (_, *files) = _aside(arguments), outputs_of(arguments)
    reports = [(each, aside.narrowed(report, each.form)) for each in files]
    is_written = write_reports(reports, status)
    print_notices(report)
    if printed.failure:
        raise printed.failure
    return status if is_written else STATUS_ERROR


def _explain_config(arguments: argparse.Namespace, request: Request) -> int:
    """Prints what applies to a file instead of checking anything."""
    from armlens.commands.config_explanation import (  # noqa: PLC0415 - see the module
        json_explanation,
        text_explanation,
    )
    from armlens.files.explaining import explained  # noqa: PLC0415
    from armlens.files.reading import Unreadable  # noqa: PLC0415

    told = explained(request, arguments.explain_config)
    if isinstance(told, Unreadable):
        complain(f"'{told.path}' cannot be read: {told.reason}.")
        return STATUS_ERROR
    print((json_explanation if arguments.format == "json" else text_explanation)(told))
    is_wrong = any(each.severity is Severity.ERROR for each in told.problems)
    return STATUS_ERROR if is_wrong else 0


def _mend(arguments: argparse.Namespace, request: Request) -> int:
    """Applies fixes, or shows what they would change."""
    from armlens.commands.mending import SAFE, UNSAFE, fix, show  # noqa: PLC0415 - see the module
    from armlens.commands.progress import progress  # noqa: PLC0415
    from armlens.report.run import exit_status  # noqa: PLC0415

    with progress() as bar:
        choose = UNSAFE if arguments.unsafe_fixes else SAFE
        outcome = (show if arguments.diff else fix)(request, choose, bar.tell if bar else None)
    if arguments.diff:
        status = exit_status(outcome.report, Severity(arguments.fail_on))
        print_diff(outcome.output)
        for message in outcome.errors():
            complain(message)
        print_notices(outcome.report)
        complain(outcome.told, Severity.INFORMATION)
        return status
    sys.stdout.buffer.write(outcome.output)
    stream = sys.stdout if request.stdin is None else sys.stderr
    printed = _printed(arguments, stream)
    for file in outcome.report.files:
        printed.tell(file)
    status = _tell(outcome.report, arguments, printed)
    if outputs_of(arguments)[0].form == TEXT:
        print(outcome.told, file=stream)
    else:
        complain(outcome.told, Severity.INFORMATION)
    return status


def _evaluate(arguments: argparse.Namespace) -> int:
    from armlens.commands.evaluation import json_answer, text_answer  # noqa: PLC0415
    from armlens.commands.opening import Opened, empty_scope, open_template  # noqa: PLC0415

    template, parameters = arguments.template, arguments.parameters
    if parameters and not template:
        arguments.parser.error("--parameters needs the template, with --in")
    opened = open_template(template, parameters) if template else None
    if opened is not None and not isinstance(opened, Opened):
        complain(opened.message)
        return STATUS_ERROR
    for message, severity in opened.complaints() if opened else ():
        complain(message, severity)
    scope = opened.scope if opened else empty_scope()
    evaluate = json_answer if arguments.format == "json" else text_answer
    status = 0
    for expression in _expressions(arguments.expression):
        answer = evaluate(expression, scope)
        print(answer.text, file=sys.stderr if answer.is_complaint else sys.stdout, flush=True)
        status = max(status, answer.status)
    is_prompt = arguments.expression is None and sys.stdin.isatty()
    return 0 if is_prompt else status


def _expressions(given: str | None) -> Iterator[str]:
    """The expression given, or those that are typed, or the lines of standard input."""
    if given is not None:
        yield given
    elif sys.stdin.isatty():
        yield from _typed()
    else:
        for line in sys.stdin.buffer:
            if text := line.decode("utf-8-sig", "replace").strip():
                yield text


def _typed() -> Iterator[str]:
    """What is typed at a prompt, until the end of input; Ctrl+C only takes back the line."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - gives `input` a history and the arrow keys
    while True:
        try:
            text = input("armlens> ").strip()
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            continue
        if text:
            yield text


def _expand(arguments: argparse.Namespace) -> int:
    from armlens.commands.expansion import Report as Expansion  # noqa: PLC0415 - see the module
    from armlens.commands.opening import Opened, open_template  # noqa: PLC0415

    opened = open_template(arguments.template, arguments.parameters)
    if not isinstance(opened, Opened):
        complain(opened.message)
        return STATUS_ERROR
    report = Expansion(opened)
    if arguments.format == "json":
        print(report.json(), flush=True)
    else:
        if report.resources:
            print(report.text(), flush=True)
        for message, severity in report.complaints():
            complain(message, severity)
    for notice in opened.notices:
        complain(notice.message, notice.severity)
    return STATUS_ERROR if report.has_errors else 0


def _explain(arguments: argparse.Namespace) -> int:
    from armlens.commands.explanation import explanation, unknown  # noqa: PLC0415

    page = explanation(arguments.name, _own_rules())
    if page is None:
        complain(unknown(arguments.name))
        return STATUS_ERROR
    if not sys.stdout.isatty():
        print(page, end="")
        return 0
    from rich.markdown import Markdown  # noqa: PLC0415

    console(sys.stdout).print(Markdown(page))
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    from armlens.commands.merging import MergeError, merge, write  # noqa: PLC0415 - see the module

    try:
        merged = merge(arguments.logs)
        if arguments.output and str(arguments.output) != "-":
            write(arguments.output, merged + "\n")
        else:
            print(merged)
    except MergeError as error:
        complain(str(error))
        return STATUS_ERROR
    return 0


def _list_rules(arguments: argparse.Namespace) -> int:
    from armlens.report.catalogue import rules_json, rules_table  # noqa: PLC0415
    from armlens.rules.catalogue import RULES, UNCHECKED  # noqa: PLC0415

    if arguments.test:
        return _test_rules(arguments.test)
    listed = rules_json if arguments.format == "json" else rules_table
    print(listed((*RULES, *_own_rules()), UNCHECKED))
    return 0


def _test_rules(paths: list[Path]) -> int:
    from armlens.commands.own_rules import test_rule_files  # noqa: PLC0415

    tested = test_rule_files(paths)
    for line in tested.lines:
        print(line)
    for message in tested.unread:
        complain(message)
    if tested.unread:
        return STATUS_ERROR
    return 0 if tested.is_good else 1


def _own_rules() -> tuple[Rule, ...]:
    """The rules of the rule files that the settings here name."""
    from armlens.commands.own_rules import own_rules  # noqa: PLC0415
    from armlens.files.settings import current_day  # noqa: PLC0415

    return own_rules(Path(), current_day())


def _serve(arguments: argparse.Namespace) -> int:
    from armlens.lsp.start import serve_stdio, serve_tcp  # noqa: PLC0415

    remembers = not arguments.from_scratch
    if not arguments.tcp:
        return serve_stdio(remembers=remembers)
    host, port = arguments.tcp
    try:
        return serve_tcp(host, port, remembers=remembers)
    except OSError as error:
        complain(f"Nobody can connect to '{host}:{port}': {error.strerror}.")
        return STATUS_ERROR


def _complete(arguments: argparse.Namespace) -> int:
    from armlens.commands.completion.shells import SCRIPTS  # noqa: PLC0415
    from armlens.commands.completion.words import command_line  # noqa: PLC0415
    from armlens.rules.catalogue import RULES  # noqa: PLC0415

    print(SCRIPTS[arguments.shell](command_line(parser(_handlers()), RULES)), end="")
    return 0
