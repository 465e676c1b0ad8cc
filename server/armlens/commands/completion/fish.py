"""Completion for fish."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.commands.completion.words import CommandLine, Option, Value

_HEAD = """\
# Completion of armlens for fish, made by 'armlens completion fish'.
function __armlens_list
    # Each word behind what is there already of a list with commas.
    set -l done (commandline -ct | string replace -r '^--[a-z-]+=' '' | string match -r '^.*,')
    for word in $argv
        echo "$done$word"
    end
end
function __armlens_output
    # Words with an equals sign, and files behind it.
    set -l typed (commandline -ct | string replace -r '^--[a-z-]+=' '')
    set -l parts (string split -m 1 = -- $typed)
    if set -q parts[2]
        for file in (__fish_complete_path $parts[2])
            echo "$parts[1]=$file"
        end
    else
        printf '%s\\n' $argv
    end
end
complete -c armlens -e
complete -c armlens -f
"""


def fish(line: CommandLine) -> str:
    """The script."""
    return _HEAD + "\n".join([*_lines(line), ""])


def _lines(line: CommandLine) -> Iterator[str]:
    for option in line.options:
        yield _line("__fish_use_subcommand", _option(option))
    for command in line.commands:
        yield _line("__fish_use_subcommand", f"-a {command.name} -d {_quoted(command.about)}")
    for command in line.commands:
        seen = f"__fish_seen_subcommand_from {command.name}"
        for option in command.options:
            yield _line(seen, _option(option))
        if command.argument and (command.argument.is_file or command.argument.words):
            yield _line(seen, _value(command.argument))


def _line(condition: str, rest: str) -> str:
    return f"complete -c armlens -n '{condition}' {rest}"


def _option(option: Option) -> str:
    flags = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    value = f" -r {_value(option.value)}" if option.value else ""
    return f"{flags}{value} -d {_quoted(option.about)}"


def _value(value: Value) -> str:
    if value.is_file:
        return "-F"
    words = " ".join(value.words)
    if not words:
        return "-f"
    if value.is_list:
        words = f"(__armlens_list {words})"
    elif value.has_file:
        words = f"(__armlens_output {words})"
    return f"-f -a {_quoted(words)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
