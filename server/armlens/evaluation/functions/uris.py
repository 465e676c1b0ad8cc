"""URIs: putting them together, and encoding text for a part of one.

Source: learn.microsoft.com, "String functions for ARM templates" (`uri`, `uriComponent`,
`uriComponentToString`), RFC 3986 sections 2 and 5, and results recorded from the service.
Only plain http and https URIs are put together; others are normalised in ways not recorded.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

from armlens.evaluation.functions.plain_uris import PlainUri, absolute, require_absolute, resolved
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Data,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    always,
    family,
)
from armlens.evaluation.functions.utf16 import require_room, utf8
from armlens.evaluation.pieces import PERCENT

__all__ = ["FUNCTIONS", "percent_decoded"]

_UNRESERVED = re.compile(rb"[A-Za-z0-9._~-]")
_UNICODE_ESCAPE = re.compile(r"%[uU][0-9A-Fa-f]{4}")


def _uri_component(text: str) -> str:
    data = utf8(text)
    require_room(3 * len(data) - 2 * len(_UNRESERVED.findall(data)))
    return quote(data, safe="")


def _uri_component_to_string(text: str) -> str:
    return percent_decoded(text.replace("+", " "))


def percent_decoded(text: str) -> str:
    """The text with its percent escapes decoded as UTF-8; what is no escape stays."""
    if _UNICODE_ESCAPE.search(text):
        raise UnknownResult("Whether '%u' begins an escape is not established.")
    utf8(text)
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        raise UnknownResult("The escapes are not valid UTF-8.") from None


def _uri(base: str, relative: str) -> str:
    require_absolute(base)
    require_room(len(base) + len(relative) + 2 * relative.count(" "))
    return resolved(absolute(base), relative)


def _build_uri(parts: dict[str, Data]) -> str:
    """The URI of the parts, where all ways of writing it agree."""
    for name in ("scheme", "host"):
        if not any(name == each.lower() for each in parts):
            raise ArgumentError(f"The object has no '{name}'.", 0)
    match {"port": None, "query": "", **parts}:
        case {
            "scheme": str(scheme),
            "host": str(host),
            "port": int() | None as port,
            "path": str(path),
            "query": str(query),
            **others,
        } if not others and not query.startswith("?"):
            expected = PlainUri(
                f"{scheme}://{host}" + ("" if port is None else f":{port}"),
                path,
                query and f"?{query}",
            )
            if absolute(expected.text) == expected:
                return expected.text
    raise UnknownResult("What such parts give is not established.")


def _parse_uri(uri: str) -> dict[str, Data]:
    require_absolute(uri)
    raise UnknownResult("Which members the result has is not established.")


_TEXT = Parameter("text", ValueType.STRING)

FUNCTIONS = family(
    [
        Function(
            name="uri",
            parameters=(
                Parameter("base", ValueType.STRING),
                Parameter("relative", ValueType.STRING),
            ),
            returns=ValueType.STRING,
            summary="The absolute URI of a reference, resolved against a base.",
            required=2,
            compute=_uri,
        ),
        Function(
            name="uriComponent",
            parameters=(_TEXT,),
            returns=ValueType.STRING,
            summary="The text, percent-encoded for a part of a URI.",
            required=1,
            compute=_uri_component,
            estimate=always(PERCENT),
        ),
        Function(
            name="uriComponentToString",
            parameters=(_TEXT,),
            returns=ValueType.STRING,
            summary="The text that percent escapes encode.",
            required=1,
            compute=_uri_component_to_string,
        ),
        Function(
            name="buildUri",
            parameters=(Parameter("parts", ValueType.OBJECT),),
            returns=ValueType.STRING,
            summary="The URI made of scheme, host, port, path and query.",
            required=1,
            availability=Availability.PARTIAL,
            compute=_build_uri,
        ),
        Function(
            name="parseUri",
            parameters=(Parameter("uri", ValueType.STRING),),
            returns=ValueType.OBJECT,
            summary="The scheme, host, port, path and query of a URI.",
            required=1,
            availability=Availability.PARTIAL,
            compute=_parse_uri,
        ),
    ]
)
