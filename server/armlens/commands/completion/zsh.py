"""Completion for zsh: a function for its `_arguments`."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.commands.completion.words import Command, CommandLine, Option, Value

_SCRIPT = """\
#compdef armlens
# Completion of armlens for zsh, made by 'armlens completion zsh'.
_armlens_list() {{
    # One of several words with commas between them.
    compset -P '*,'
    compadd -S '' -- "$@"
}}
_armlens_output() {{
    # A word with an equals sign, and a file behind it.
    if compset -P '*='; then
        _files
    else
        compadd -S '' -- "$@"
    fi
}}
_armlens() {{
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -C {options} \\
        '1:COMMAND:->command' '*::ARGUMENT:->argument'
    case $state in
    command)
        local -a commands=(
{commands}
        )
        _describe command commands
        ;;
    argument)
        case $line[1] in
{arguments}
        esac
        ;;
    esac
}}
if [[ $funcstack[1] == _armlens ]]; then
    _armlens "$@"
else
    compdef _armlens armlens
fi
"""


def zsh(line: CommandLine) -> str:
    """The script, for a folder of `fpath` as well as for `source`."""
    named = (_quoted(f"{_plain(each.name)}:{each.about}") for each in line.commands)
    return _SCRIPT.format(
        options=" ".join(spec for option in line.options for spec in _specs(option)),
        commands="\n".join(f"{' ' * 12}{name}" for name in named),
        arguments="\n".join(_branch(command) for command in line.commands),
    )


def _branch(command: Command) -> str:
    specs = [spec for option in command.options for spec in _specs(option)]
    if command.argument:
        specs.append(_quoted(f"*:{'ARGUMENT'}:{_action(command.argument)}"))
    listed = "".join(f" \\\n{' ' * 16}{spec}" for spec in specs)
    return f"{' ' * 8}{command.name})\n{' ' * 12}_arguments -s{listed}\n{' ' * 12};;"


def _specs(option: Option) -> Iterator[str]:
    """What `_arguments` takes for each name of an option."""
    others = "" if option.is_repeated else f"({' '.join(option.names)})"
    for name in option.names:
        star = "*" if option.is_repeated else others
        about = f"[{_plain(option.about)}]"
        if option.value is None:
            yield _quoted(f"{star}{name}{about}")
        else:
            equals = "=" if name.startswith("--") else ""
            yield _quoted(f"{star}{name}{equals}{about}:VALUE:{_action(option.value)}")


def _action(value: Value) -> str:
    if value.is_file:
        return "_files"
    if value.is_list:
        return f"{{_armlens_list {' '.join(value.words)}}}"
    if value.has_file:
        return f"{{_armlens_output {' '.join(value.words)}}}"
    return f"({' '.join(value.words)})" if value.words else " "


def _plain(text: str) -> str:
    """Text without what `_arguments` would read as its own."""
    return "".join(f"\\{letter}" if letter in "[]:\\" else letter for letter in text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
