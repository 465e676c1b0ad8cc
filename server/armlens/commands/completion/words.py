"""What may be typed: the commands, their options, and what may follow each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from armlens.commands.arguments import SHOWN
from armlens.dataclass import dataclass
from armlens.problems.catalogue import PROBLEMS
from armlens.report.formats import FORMATS
from armlens.rules.catalogue import UNCHECKED
from armlens.rules.rule import Rule, RuleSeverity


@dataclass(frozen=True, slots=True)
class Value:
    """What may stand somewhere: files, or one of `words`, or with `is_list` several by commas.

    With `has_file` each of the words ends with an equals sign, behind which a file is to stand.
    """

    words: tuple[str, ...] = ()
    is_file: bool = False
    is_list: bool = False
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its names, and its value, if it takes one."""

    names: tuple[str, ...]
    about: str
    value: Value | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command, its options, and what its further arguments are."""

    name: str
    about: str
    options: tuple[Option, ...]
    argument: Value | None = None


@dataclass(frozen=True, slots=True)
class CommandLine:
    """All of it: the options before any command, and the commands."""

    options: tuple[Option, ...]
    commands: tuple[Command, ...]


ANYTHING = Value()
"""What nobody can complete, such as an expression."""


def command_line(parser: argparse.ArgumentParser, rules: tuple[Rule, ...]) -> CommandLine:
    """What the parser takes, with the names of these rules."""
    by_metavar = _values(rules)
    actions = _actions(parser)
    commands = tuple(
        _command(name, helps, subparsers.choices[name], by_metavar)
        for subparsers in actions
        if isinstance(subparsers, argparse._SubParsersAction)  # noqa: SLF001 - as below
        for name, helps in _helps(subparsers).items()
    )
    return CommandLine(tuple(_options(actions, by_metavar)), commands)


def _values(rules: tuple[Rule, ...]) -> Mapping[str, Value]:
    """What may stand for an argument, by the name that the help has for it."""
    names = tuple(rule.name for rule in rules)
    codes = tuple(kind.code for kind in PROBLEMS)
    groups = {name.rpartition(".")[0] for name in names} | {kind.family for kind in PROBLEMS}
    file = Value(is_file=True)
    return {
        "FILE": file,
        "PATH": file,
        "FORMAT=FILE": Value(tuple(f"{name}=" for name in FORMATS), has_file=True),
        "NAME": Value((*names, *(each.name for each in UNCHECKED), *codes)),
        "RULE": Value((*names, *codes, *sorted(groups), *RuleSeverity), is_list=True),
        "KINDS": Value(SHOWN, is_list=True),
    }


def _command(
    name: str, about: str, parser: argparse.ArgumentParser, by_metavar: Mapping[str, Value]
) -> Command:
    actions = _actions(parser)
    arguments = [_value(action, by_metavar) for action in actions if not action.option_strings]
    options = tuple(_options(actions, by_metavar))
    return Command(name, about, options, arguments[0] if arguments else None)


def _options(actions: list[argparse.Action], by_metavar: Mapping[str, Value]) -> Iterator[Option]:
    for action in actions:
        if action.option_strings and action.help != argparse.SUPPRESS:
            value = None if action.nargs == 0 else _value(action, by_metavar)
            is_repeated = type(action).__name__ in ("_AppendAction", "_ExtendAction")
            yield Option(tuple(action.option_strings), _about(action), value, is_repeated)


def _value(action: argparse.Action, by_metavar: Mapping[str, Value]) -> Value:
    if action.choices is not None:
        return Value(tuple(map(str, action.choices)))
    return by_metavar.get(str(action.metavar), ANYTHING)


def _about(action: argparse.Action) -> str:
    """The first clause of the help."""
    told = (action.help or "") % vars(action)
    return told.partition(";")[0]


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What has been added to a parser, for which argparse has no public name."""
    return parser._actions  # noqa: SLF001


def _helps(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> Mapping[str, str]:
    """What each command does, by its name."""
    return {each.dest: each.help or "" for each in commands._choices_actions}  # noqa: SLF001
