"""What shells complete, asked as they are asked at a prompt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from armlens import cli as command_line
from armlens.commands.arguments import parser
from armlens.commands.completion.words import ANYTHING
from armlens.commands.completion.words import command_line as words
from cli.running import RULE, Cli
from one_rule import RULES

Complete = Callable[[str], list[str]]
SHELLS = ["bash", "zsh", "fish"]
ZSH = shutil.which("zsh") or "zsh"
PATIENCE = 60
"""Seconds for a shell: far beyond what a slow machine needs."""


def in_bash(line: str, script: Path, folder: Path) -> list[str]:
    """What bash offers for the last word; it breaks words at '=' itself."""
    typed = line.replace("=", " = ").split(" ")
    asked = "\n".join(
        [
            f"source '{script}'",
            f"COMP_WORDS=({' '.join(repr(word) for word in typed if word or word is typed[-1])})",
            "COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))",
            "_armlens",
            "printf '%s\\n' \"${COMPREPLY[@]}\"",
        ]
    )
    return told(["bash", "--norc", "-c", asked], folder)


def in_fish(line: str, script: Path, folder: Path) -> list[str]:
    asked = f"source '{script}'; complete -C '{line}'"
    lines = told(["fish", "--no-config", "-c", asked], folder)
    return [each.partition("\t")[0] for each in lines]


def told(command: list[str], folder: Path) -> list[str]:
    ran = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return [line for line in ran.stdout.splitlines() if line]


def in_zsh(line: str, script: Path, folder: Path) -> list[str]:
    """What zsh makes of the line at a real prompt, where it completes what is certain."""
    keys = [
        "PS1= PS2= RPS1=; unsetopt prompt_sp zle_bracketed_paste 2> /dev/null",
        "autoload -U compinit && compinit -D -u",
        "setopt no_auto_menu no_list_ambiguous; zstyle ':completion:*' list-prompt ''",
        f"source '{script}'",
        # The line is completed, then printed instead of run.
        f"{line}\t\x01print -r -- '<\x05>'",
        "exit",
    ]
    import pty  # noqa: PLC0415 - Windows has none

    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [ZSH, "-f", "-i"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb"},
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as shell:
        os.close(terminal)
        for each in keys:
            os.write(controller, f"{each}\n".encode())
        out, _ = shell.communicate(timeout=PATIENCE)
        os.close(controller)
    return [each[1:-1] for each in out.splitlines() if each.startswith("<") and each.endswith(">")]


@pytest.fixture(params=["bash", "fish"])
def offered(request: pytest.FixtureRequest, cli: Cli) -> Complete:
    """What a shell offers for the end of a line."""
    ask = {"bash": in_bash, "fish": in_fish}[request.param]
    if os.name == "nt" or shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    script = cli.write(f"script.{request.param}", cli.run("completion", request.param).out)
    return lambda line: ask(line, script, cli.folder)


def test_commands_are_offered(offered: Complete) -> None:
    assert offered("armlens e") == ["eval", "expand", "explain"]
    assert {"check", "completion"} <= set(offered("armlens "))


def test_options_are_those_of_the_command(offered: Complete) -> None:
    assert offered("armlens check --fi") == ["--fix"]
    assert offered("armlens server --fi") == []
    assert offered("armlens server --tc") == ["--tcp"]


def test_values_are_those_of_the_option(offered: Complete) -> None:
    assert offered("armlens check --fail-on w") == ["warning"]
    assert offered("armlens rules --format js") == ["json"]
    assert offered("armlens completion z") == ["zsh"]


def test_a_value_may_follow_an_equals_sign(offered: Complete) -> None:
    assert [each.rpartition("=")[2] for each in offered("armlens check --fail-on=w")] == ["warning"]


def test_rules_are_offered_by_name(offered: Complete) -> None:
    assert offered("armlens explain Azure.AKS.Man") == [RULE]
    assert offered("armlens check --select Azure.AKS.Man") == [RULE]


def test_problems_are_offered_by_code(offered: Complete) -> None:
    assert offered("armlens explain jsonc.trailing") == ["jsonc.trailing-comma"]


def test_a_list_goes_on_after_a_comma(offered: Complete) -> None:
    assert offered("armlens check --ignore jsonc.trailing-comma,Azure.AKS.Man") == [
        f"jsonc.trailing-comma,{RULE}"
    ]
    assert offered("armlens check --show fail,o") == ["fail,open"]


def test_an_output_is_a_format_and_a_file(offered: Complete, cli: Cli) -> None:
    cli.write("report.sarif", "{}")
    assert offered("armlens check --output sa") == ["sarif="]
    assert [each.rpartition("sarif")[1:] for each in offered("armlens check --output=sa")] == [
        ("sarif", "=")
    ]
    # Bash offers files by itself, which only a prompt would show.
    assert offered("armlens check --output sarif=rep") in ([], ["sarif=report.sarif"])


def test_files_are_left_to_the_shell_or_offered(offered: Complete, cli: Cli) -> None:
    cli.write("main.json", "{}")
    # Bash offers files by itself, which only a prompt would show.
    assert offered("armlens check ma") in ([], ["main.json"])
    assert offered("armlens check --config ma") in ([], ["main.json"])


@pytest.mark.skipif(shutil.which(ZSH) is None, reason="zsh is not installed")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("armlens chec", "armlens check"),
        ("armlens check --unsa", "armlens check --unsafe-fixes"),
        ("armlens check --fail-on w", "armlens check --fail-on warning"),
        ("armlens check --fail-on=w", "armlens check --fail-on=warning"),
        ("armlens explain Azure.AKS.Man", f"armlens explain {RULE}"),
        ("armlens check --select Azure.AKS.Man", f"armlens check --select {RULE}"),
        ("armlens check --show fail,o", "armlens check --show fail,open"),
        ("armlens check ma", "armlens check main.json"),
        ("armlens check main.json --conf", "armlens check main.json --config"),
        ("armlens completion fi", "armlens completion fish"),
        ("armlens check --output sa", "armlens check --output sarif="),
        ("armlens check --output sarif=ma", "armlens check --output sarif=main.json"),
        ("armlens check --output=sarif=ma", "armlens check --output=sarif=main.json"),
    ],
)
def test_zsh_completes_at_a_prompt(cli: Cli, typed: str, completed: str) -> None:
    cli.write("main.json", "{}")
    script = cli.write("_armlens", cli.run("completion", "zsh").out)
    assert [line.rstrip() for line in in_zsh(typed, script, cli.folder)] == [completed]


def test_powershell_gets_every_option_and_value(cli: Cli) -> None:
    """No PowerShell is asked: what it is given is read."""
    out = cli.run("completion", "powershell").out
    assert out.startswith("# Completion of armlens for PowerShell")
    assert "            '--fail-on' = @('error', 'warning', 'information', 'hint')\n" in out
    assert "            '--config' = @('<file>')\n" in out
    assert f"            '--select' = @('<list>', '{RULE}', " in out
    assert "            '--output' = @('<word=file>', 'text=', 'json=', 'sarif=', " in out
    assert out.count("{") == out.count("}")


def test_another_shell_is_wrong_usage(cli: Cli) -> None:
    ran = cli.run("completion", "tcsh")
    assert ran.status == 2
    assert "choose from" in ran.err


def test_every_argument_is_known_to_be_completed_or_not() -> None:
    """A new option says with its metavar what it takes; what cannot be completed is listed here."""
    line = words(parser(command_line._handlers()), RULES)
    strange = {
        option.names[-1]
        for command in line.commands
        for option in command.options
        if option.value == ANYTHING
    }
    assert strange == {"--changed", "--exclude", "--jobs", "--shard", "--tcp"}
    assert [each.name for each in line.commands if each.argument == ANYTHING] == ["eval"]


def test_the_scripts_are_made_anew_of_what_there_is(cli: Cli) -> None:
    for shell in (*SHELLS, "powershell"):
        out = cli.run("completion", shell).out
        for name in ("--stdin-filename", "--write-baseline", "from-scratch"):
            assert name.removeprefix("--") in out, (shell, name)


def test_python_m_armlens_is_the_same_command() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "armlens", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("armlens ")
