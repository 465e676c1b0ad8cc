"""The manual page, made of the parser that reads the command line when a wheel is built."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

_FILES = {
    "armlens.json": "Settings, in the folder of the templates or above: levels and options of"
    " rules, suppressions, exclusions, parameter files, and rule files.",
    "*.rules.json5": "Rules of your own, where the settings name them.",
}
_ENVIRONMENT = {
    "NO_COLOR": "If it is set and not empty, nothing is coloured.",
    "FORCE_COLOR": "If it is set and not empty, everything is, also without a terminal.",
}
_EXAMPLES = {
    "armlens check": "Checks all templates below the current folder.",
    "armlens check --format sarif infra > armlens.sarif": "Writes a report for code scanning.",
    "armlens check --fix main.json": "Applies all safe fixes, then tells what is left.",
    "armlens explain Azure.AKS.ManagedIdentity": "Prints the page of a rule.",
}


def manual(parser: argparse.ArgumentParser) -> str:
    """The page in roff, in the macros of man(7)."""
    return "\n".join([*_lines(parser), ""])


def _lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    commands = _commands(parser)
    yield '.TH ARMLENS 1 "" "armlens" "User Commands"'
    yield from (
        ".SH NAME",
        "armlens \\- check Azure Resource Manager templates as they are written",
    )
    yield ".SH SYNOPSIS"
    yield "\n.br\n".join(_usage(each) for each in commands.values())
    yield from (".SH DESCRIPTION", *_text(parser.description or ""))
    yield from _options(parser)
    for name, command in commands.items():
        yield f".SH {_plain(f'armlens {name}').upper()}"
        yield from _text(command.description or "")
        yield from _options(command)
        if command.epilog:
            yield from _kept(command.epilog)
    yield from (".SH FILES", *_pairs(_FILES), ".SH ENVIRONMENT", *_pairs(_ENVIRONMENT))
    yield from (".SH EXAMPLES", *_pairs(_EXAMPLES))


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    [commands] = [
        each
        for each in _actions(parser)
        if isinstance(each, argparse._SubParsersAction)  # noqa: SLF001 - as above
    ]
    return dict(commands.choices)


def _usage(parser: argparse.ArgumentParser) -> str:
    arguments = [
        f"[{_value(action)}]" if action.nargs in ("?", "*") else _value(action)
        for action in _actions(parser)
        if not action.option_strings
    ]
    return " ".join([f"\\fB{_plain(parser.prog)}\\fR", "[\\fIOPTIONS\\fR]", *arguments])


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in _actions(parser):
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            yield from (".TP", _invocation(action), *_text((action.help or "") % vars(action)))


def _invocation(action: argparse.Action) -> str:
    """How the action is written: its names in bold, its value in italics."""
    names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in action.option_strings)
    return " ".join(filter(None, [names, "" if action.nargs == 0 else _value(action)]))


def _value(action: argparse.Action) -> str:
    choices = ",".join(action.choices) if action.choices else ""
    told = _plain(str(action.metavar or (f"{{{choices}}}" if choices else action.dest)))
    return f"\\fI{told}\\fR" + ("..." if action.nargs in ("*", "+") else "")


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What has been added to a parser, for which argparse has no public name."""
    return parser._actions  # noqa: SLF001


def _pairs(pairs: dict[str, str]) -> Iterator[str]:
    for name, about in pairs.items():
        yield from (".TP", f"\\fB{_plain(name)}\\fR", *_text(about))


def _text(text: str) -> Iterator[str]:
    """A sentence or clause a line, since the space behind a sentence is for roff to choose."""
    for line in text.replace(". ", ".\n").replace("; ", ";\n").splitlines():
        yield _plain(line)


def _kept(text: str) -> Iterator[str]:
    """Text whose lines stay as they are."""
    yield from (".PP", ".nf", *(_plain(line) for line in text.rstrip().splitlines()), ".fi")


def _plain(text: str) -> str:
    """Text of which roff reads nothing as its own."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
