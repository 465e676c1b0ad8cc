"""Text made safe to print: what a terminal would obey or hide is written as an escape."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Format characters that shape emoji and scripts and do no harm."""

LOG_COMMAND = re.compile(r"##(vso)?\[", re.IGNORECASE)
"""How a command to the agent of a pipeline begins, anywhere in a line of its log.

The agent of Azure Pipelines obeys `##vso[` there, and colours `##[`, as the runner of GitHub does.
"""

_IN_LOG = re.compile(rf"{LOG_COMMAND.pattern}|(?:\A|[\r\n])[^\S\r\n]*::", re.IGNORECASE)
_TWO_COLONS = re.compile(r"\A(\s*):(?=:)")


def visible(text: str) -> str:
    r"""The text with control, bidirectional and other invisible characters as escapes.

    A template's names and a file's path may hold any character; printed as they are, `\x1b`
    starts a terminal command and U+202E shows text in another order than it has. In the log of a
    pipeline, `##vso[` starts a command of its agent, wherever it is.
    """
    if "##" in text:
        text = LOG_COMMAND.sub(_without_command, text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def visible_line(text: str) -> str:
    """Visible text for the beginning of a line, where GitHub takes two colons for a command.

    White space before them is passed over there.
    """
    return _TWO_COLONS.sub(r"\1\\x3a", visible(text))


def visible_lines(text: str) -> str:
    """Text of several lines, each visible; tabs are as many spaces as they take."""
    return "\n".join(visible_line(line.rstrip("\r").expandtabs()) for line in text.split("\n"))


def acts_in_log(text: str) -> bool:
    r"""Whether a line of the text, as it is, would be obeyed in the log of a pipeline.

    A `\r` ends a line there, as a `\n` does.
    """
    return _IN_LOG.search(text) is not None


def _without_command(match: re.Match[str]) -> str:
    return "#\\x23" + match[0][2:]


def _visible(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    code = ord(character)
    category = unicodedata.category(character)
    if category in ("Zs", "Cn"):
        # Spaces of other widths, and characters newer than this Python knows.
        return character
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
