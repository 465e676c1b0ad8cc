"""Messages on a stream, as the base protocol of LSP frames them."""

from __future__ import annotations

import json
from typing import IO, Any

Message = dict[str, Any]


def frame(message: Message) -> bytes:
    """A message as it goes over the wire."""
    body = json.dumps({"jsonrpc": "2.0", **message}, separators=(",", ":")).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def read_body(stream: IO[bytes]) -> bytes | None:
    """The next message's JSON, or None at the end of the stream."""
    length = None
    while (line := stream.readline()) not in (b"\r\n", b"\n"):
        if not line:
            return None
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    if length is None:
        raise ValueError("a message without Content-Length")
    body = stream.read(length)
    return body if len(body) == length else None
