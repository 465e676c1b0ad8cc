"""Plain http and https URIs: those that every reader normalises alike.

Source: RFC 3986, sections 3 and 5.2, and .NET's documentation of `Uri.AbsoluteUri`. What is
not plain (user names, odd characters and escapes, fragments, other schemes) is not guessed at.
"""

from __future__ import annotations

import re

from armlens.dataclass import dataclass
from armlens.evaluation.functions.signature import ArgumentError, UnknownResult

__all__ = ["PlainUri", "absolute", "require_absolute", "resolved"]

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_CHARACTERS = r"(?:[A-Za-z0-9._~!$&()*+,;=:@/-]|%[2-7][0-9A-F])*"
_QUERY = r"(?:\?(?:[A-Za-z0-9._~!$&()*+,;=:@/?-]|%[2-7][0-9A-F])*)?"
_ABSOLUTE = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]{1,253})(?::(?P<port>[1-9][0-9]{0,4}))?"
    rf"(?P<path>(?:/{_CHARACTERS})?)(?P<query>{_QUERY})"
)
_RELATIVE = re.compile(rf"(?P<path>{_CHARACTERS})(?P<query>{_QUERY})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LABEL = re.compile(r"[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9]")
_NEEDLESS_ESCAPE = re.compile(r"%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9ACF]|6[1-9A-F]|7[0-9AEF])")
"""Escapes of characters that need none, which some readers undo, of '\\' and U+007F."""


@dataclass(frozen=True, slots=True)
class PlainUri:
    """A URI in parts: scheme, host and port; the path from its '/'; the query from its '?'."""

    origin: str
    path: str
    query: str

    @property
    def text(self) -> str:
        """The URI as a whole."""
        return self.origin + self.path + self.query


def require_absolute(text: str) -> None:
    """Refuse what is certainly no absolute URI: text without a scheme."""
    if not _SCHEME.match(text) and not text.startswith(("/", "\\", " ", "\t", "\r", "\n")):
        raise ArgumentError(f"'{text[:60]}' is not an absolute URI.", 0)


def absolute(text: str) -> PlainUri:
    """The parts of a plain absolute URI, normalised."""
    parts = _ABSOLUTE.fullmatch(text)
    if not parts or _NEEDLESS_ESCAPE.search(text):
        raise UnknownResult("How such a URI is normalised is not established.")
    scheme, host, port = parts["scheme"], parts["host"].lower(), parts["port"]
    _require_plain_host(host)
    is_default = port in (None, _DEFAULT_PORTS[scheme])
    origin = f"{scheme}://{host}" + ("" if is_default else f":{port}")
    return PlainUri(origin, _without_dots(parts["path"] or "/"), parts["query"])


def _require_plain_host(host: str) -> None:
    """Pass names whose last label is no number, which readers might take for an address."""
    labels = host.split(".")
    if not all(map(_LABEL.fullmatch, labels)) or not labels[-1][0].isalpha():
        raise UnknownResult("How such a host is normalised is not established.")


def resolved(base: PlainUri, relative: str) -> str:
    """The reference, resolved against the base."""
    if not relative and not base.query:
        return base.text
    if _SCHEME.match(relative):
        return absolute(relative).text
    parts = _RELATIVE.fullmatch(relative.replace(" ", "%20"))
    if not parts or relative.startswith("//") or relative.strip(" ") != relative:
        raise UnknownResult("How such a reference is resolved is not established.")
    if _NEEDLESS_ESCAPE.search(relative):
        raise UnknownResult("How such an escape is normalised is not established.")
    if not parts["path"] and (base.query or not base.path.endswith("/")):
        raise UnknownResult("How a reference without a path is resolved is not established.")
    return base.origin + _joined(base.path, parts["path"]) + parts["query"]


def _joined(base: str, path: str) -> str:
    if path.startswith("/"):
        return _without_dots(path)
    return _without_dots(base[: base.rindex("/") + 1] + path)


def _without_dots(path: str) -> str:
    """The path without the segments '.' and '..' (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
