"""Completion for bash, from version 3.2 on, which macOS has."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from armlens.commands.completion.words import Command, CommandLine, Value

_SCRIPT = """\
# Completion of armlens for bash, made by 'armlens completion bash'.
_armlens() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
    local command='' words='' head='' i
    # In '--format=text' bash has three words.
    if [[ $word == = ]]; then
        word=''
    elif [[ $before == = ]]; then
        before=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${{COMP_WORDS[i]}} != -* ]]; then
            command=${{COMP_WORDS[i]}}
            break
        fi
    done
    COMPREPLY=()
    case "$command $before" in
{values}
    *)
        case "$command $word" in
{arguments}
        esac
        ;;
    esac
    # Readline offers files where nothing else is offered.
    type compopt > /dev/null 2>&1 && compopt +o default
    COMPREPLY=($(compgen -W "$words" -P "$head" -- "${{word#"$head"}}"))
}}
complete -o default -F _armlens armlens
"""


def bash(line: CommandLine) -> str:
    """The script."""
    values = "\n".join(
        case for command in line.commands for case in _values_of_options(command, " " * 4)
    )
    names = [name for option in line.options for name in option.names]
    first = _case("' '*", Value((*(each.name for each in line.commands), *names)), " " * 8)
    arguments = "\n".join(
        [first, *(case for command in line.commands for case in _arguments(command, " " * 8))]
    )
    return _SCRIPT.format(values=values, arguments=arguments)


def _values_of_options(command: Command, indent: str) -> Iterator[str]:
    for option in command.options:
        if option.value:
            pattern = " | ".join(f"'{command.name} {name}'" for name in option.names)
            yield _case(pattern, option.value, indent)


def _arguments(command: Command, indent: str) -> Iterator[str]:
    names = tuple(name for option in command.options for name in option.names)
    yield _case(f"'{command.name} -'*", Value(names), indent)
    if command.argument:
        yield _case(f"'{command.name} '*", command.argument, indent)


def _case(pattern: str, value: Value, indent: str) -> str:
    """A branch that sets the words; files are left to readline."""
    inner = f"{indent}    "
    lines = [f"{indent}{pattern})"]
    if value.words:
        lines.append(f"{inner}words={quote(' '.join(value.words))}")
    else:
        lines.append(f"{inner}return" if value.is_file else f"{inner}:")
    if value.has_file:
        # Behind the equals sign are files, as where nothing else is known.
        lines.append(f"{inner}type compopt > /dev/null 2>&1 && compopt -o nospace")
    if value.is_list:
        lines.append(f"{inner}[[ $word != *,* ]] || head=${{word%,*}},")
    return "\n".join([*lines, f"{inner};;"])
