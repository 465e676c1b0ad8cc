"""Completion for PowerShell, from version 5.1 on."""

from __future__ import annotations

from armlens.commands.completion.words import Command, CommandLine, Value

_SCRIPT = """\
# Completion of armlens for PowerShell, made by 'armlens completion powershell'.
Register-ArgumentCompleter -Native -CommandName armlens -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    # By command: what may follow each option ('' is what else may stand there), as words; '<file>'
    # leaves files to PowerShell, '<list>' takes several with commas, '<word=file>' the two of them.
    $values = @{{
{commands}
    }}
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $typed = $commandAst.Extent.Text.PadRight($length).Substring(0, $length)
    $words = @(-split $typed)
    $word = if ($typed -match '\\s$') {{ '' }} else {{ $words[-1] }}
    $before = @($words | Select-Object -Skip 1)
    if ($word -ne '') {{ $before = @($before | Select-Object -SkipLast 1) }}
    $command = [string]($before | Where-Object {{ $_ -notlike '-*' }} | Select-Object -First 1)
    if (-not $values.ContainsKey($command)) {{ return }}
    $known = $values[$command]
    $last = [string]($before | Select-Object -Last 1)
    $head = ''
    if ($word -match '^(--[a-z-]+)=(.*)$' -and $known.ContainsKey($Matches[1])) {{
        $head = "$($Matches[1])="
        $offered = @($known[$Matches[1]])
        $word = $Matches[2]
    }} elseif ($last -like '-*' -and $known.ContainsKey($last) -and $known[$last].Count) {{
        $offered = @($known[$last])
    }} elseif ($word -like '-*') {{
        $offered = @($known.Keys | Where-Object {{ $_ -ne '' }} | Sort-Object)
    }} else {{
        $offered = @($known[''])
    }}
    if ($offered -contains '<file>') {{ return }}
    if ($offered -contains '<list>' -and $word -match '^(.*,)([^,]*)$') {{
        $head += $Matches[1]
        $word = $Matches[2]
    }}
    if ($offered -contains '<word=file>' -and $word -match '^([a-z]+=)(.*)$') {{
        $head += $Matches[1]
        $word = $Matches[2]
        $folder = if ($word -match '^.*[\\/]') {{ $Matches[0] }} else {{ '' }}
        $offered = @(Get-ChildItem -Path "$word*" | ForEach-Object {{ "$folder$($_.Name)" }})
    }}
    $offered | Where-Object {{ $_ -notlike '<*' -and $_ -like "$word*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new("$head$_", $_, 'ParameterValue', $_)
    }}
}}
"""


def powershell(line: CommandLine) -> str:
    """The script."""
    first = Value(tuple(each.name for each in line.commands))
    before = Command("", "", line.options, first)
    return _SCRIPT.format(commands="\n".join(_table(each) for each in (before, *line.commands)))


def _table(command: Command) -> str:
    rows = [("", command.argument or Value())]
    rows += [(name, option.value or Value()) for option in command.options for name in option.names]
    inner = "\n".join(f"{' ' * 12}'{name}' = {_array(value)}" for name, value in rows)
    return f"{' ' * 8}'{command.name}' = @{{\n{inner}\n{' ' * 8}}}"


def _array(value: Value) -> str:
    known = {"<file>": value.is_file, "<list>": value.is_list, "<word=file>": value.has_file}
    marks = [mark for mark, holds in known.items() if holds]
    return f"@({', '.join(map(_quoted, [*marks, *value.words]))})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
