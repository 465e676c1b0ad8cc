"""armlens with a guard that notes what it does: `python watched.py LOG ARGUMENTS…`.

Whatever reaches for the network or starts a program is refused, so that it would be seen; it is
noted as well as each file that is opened and each module that is run. The log is JSON, a line each.
"""

from __future__ import annotations

import json
import os
import runpy
import socket
import sys
from typing import Any

_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "socket.sendto",
    "socket.sendmsg",
    "urllib.Request",
    "http.client.connect",
    "ftplib.connect",
    "smtplib.connect",
)
_PROGRAMS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.forkpty",
    "os.startfile",
    "webbrowser.open",
    "pty.spawn",
)
_LOCAL = getattr(socket, "AF_UNIX", None)


def guard(log: int) -> None:
    """Notes and refuses from now on; a hook cannot be taken away."""

    def note(*what: str) -> None:
        os.write(log, (json.dumps(what) + "\n").encode())

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK or (event == "socket.__new__" and arguments[1] != _LOCAL):
            note("network", event)
            raise PermissionError(event)
        if event in _PROGRAMS:
            note("program", event)
            raise PermissionError(event)
        if event == "open" and isinstance(arguments[0], str | bytes):
            note("open", os.path.realpath(os.fsdecode(arguments[0])), str(arguments[1]))
        elif event == "exec" and (name := arguments[0].co_filename) and name[0] != "<":
            note("run", os.path.realpath(name))

    sys.addaudithook(hook)


if __name__ == "__main__":
    guard(os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    sys.argv = ["armlens", *sys.argv[2:]]
    sys.path[0] = ""  # As `python -m` has it: the current folder.
    runpy.run_module("armlens", run_name="__main__", alter_sys=True)
