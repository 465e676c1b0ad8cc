"""`python -m reliability protocol`: a client that breaks the rules of the protocol."""

from __future__ import annotations

import argparse
import os
import sys

from rich.console import Console

from reliability.part import Heading, Outcome, Part
from reliability.protocol import broken_messages, wrong_contents
from reliability.protocol.case import Case
from reliability.protocol.defects import DEFECTS
from reliability.protocol.running import Player
from reliability.record import Row

CASES = (*broken_messages.CASES, *wrong_contents.CASES)

_TABLE = "Protocol"
_NAMES = {
    -32700: "ParseError",
    -32600: "InvalidRequest",
    -32601: "MethodNotFound",
    -32602: "InvalidParams",
    -32002: "ServerNotInitialized",
    None: "a result",
}
_PATIENCE = 120.0


def _add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def _run(_arguments: argparse.Namespace, console: Console) -> Outcome:
    command = [sys.executable, "-m", "armlens", "server"]
    player = Player(command, os.environ, _PATIENCE)
    rows, failed = [], False
    for case, wrong in player.play(CASES):
        failed |= bool(wrong)
        for each in wrong:
            console.print(f"{case.name}: {each}", markup=False)
        rows.append(Row(_TABLE, case.name, _figures(case, wrong)))
    return Outcome(tuple(rows), failed)


def _figures(case: Case, wrong: list[str]) -> dict[str, int | str]:
    codes = dict.fromkeys(_NAMES[code] for code in case.answers.values())
    return {
        "messages": len(case.start) + len(case.sent),
        "answer": ", ".join(codes) or "ignored",
        "as it should be": "no" if wrong else "yes",
    }


PROTOCOL = Part(
    "protocol",
    "A client that breaks the rules",
    "send what no client may send, and compare the answers with the specifications",
    "Each case sends what LSP 3.17 or JSON-RPC 2.0 forbid, to a real server, which must give the"
    " answer that they ask for, and then serve on. tests/lsp/test_protocol_abuse.py plays the same"
    " cases; tests/lsp/test_deserted.py has clients that die, never answer or read no more.",
    (Heading(_TABLE, "What is sent, and the error that must be the answer."),),
    _add_arguments,
    _run,
    DEFECTS,
)
