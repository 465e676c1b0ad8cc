"""Base64 and data URIs.

Source: learn.microsoft.com, "String functions for ARM templates" (`base64`, `base64ToJson`,
`base64ToString`, `dataUri`, `dataUriToString`), and results recorded from the service.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from armlens.evaluation.data import types_of
from armlens.evaluation.functions.conversions import data_of, json_text
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Data,
    Function,
    Limits,
    Parameter,
    UnknownResult,
    ValueType,
    always,
    family,
)
from armlens.evaluation.functions.uris import percent_decoded
from armlens.evaluation.functions.utf16 import require_room, utf8
from armlens.evaluation.pieces import BASE_64, Hole, limits_of
from armlens.evaluation.values import Single

__all__ = ["FUNCTIONS"]

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_LENIENT_BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")
_TEXT_HEADER = "data:text/plain;charset=utf-8;base64,"
_WHITE_SPACE = str.maketrans("", "", " \t\r\n")
_DATA_HEADER = re.compile(
    r"(?:[\w.+-]+/[\w.+-]+(?:;charset=(?P<charset>[^;]+))?)?(?P<base64>;base64)?", re.ASCII
)


def _base64(text: str | None) -> str:
    return _encoded(text or "", "")


def _encoded(text: str, prefix: str) -> str:
    data = utf8(text)
    require_room(len(prefix) + (len(data) + 2) // 3 * 4)
    return prefix + b64encode(data).decode("ascii")


def _base64_to_string(text: str) -> str:
    return _decoded_text(_decoded(text))


def _base64_to_json(text: str) -> Data:
    data = data_of(_base64_to_string(text))
    if data is None:
        raise UnknownResult("Whether 'base64ToJson' gives null is not established.")
    return data


def _decoded(text: str) -> bytes:
    """The bytes of Base64; variants that some readers take are neither known nor refused."""
    compact = text.translate(_WHITE_SPACE)
    if len(compact) % 4 == 0 and _BASE64.fullmatch(compact):
        data = b64decode(compact)
        if b64encode(data).decode("ascii") == compact:
            return data
    if _LENIENT_BASE64.fullmatch(compact):
        raise UnknownResult("The text is not in strict Base64.")
    raise ArgumentError("The text is not valid Base64.", 0)


def _decoded_text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnknownResult("The bytes are not valid UTF-8.") from None
    if text.startswith("\ufeff"):
        raise UnknownResult("Whether a byte order mark is kept is not established.")
    return text


def _data_uri(value: Data) -> str:
    if isinstance(value, str):
        return _encoded(value, _TEXT_HEADER)
    if value is None or isinstance(value, bool | float):
        raise UnknownResult("The text of such a value in a data URI is not established.")
    return _encoded(json_text(value), "data:application/json;charset=utf-8;base64,")


def _data_uri_pieces(arguments: tuple[Single, ...]) -> Limits | None:
    """What comes before the data, where the value is certainly a text."""
    if types_of(arguments[0]) != ValueType.STRING:
        return None
    return limits_of((_TEXT_HEADER, Hole(letters=BASE_64.letters)))


def _data_uri_to_string(uri: str) -> str:
    head, comma, body = uri.partition(",")
    if head[:5].lower() != "data:" or not comma:
        raise ArgumentError("The text is not a data URI: 'data:', type, ',' and data.", 0)
    header = _DATA_HEADER.fullmatch(head[5:])
    if not header or not head.startswith("data:"):
        raise UnknownResult("How such a data URI is read is not established.")
    _require_utf8(header["charset"] or "utf-8")
    if header["base64"]:
        return _decoded_text(_decoded(body))
    if "+" in body:
        raise UnknownResult("Whether '+' is a blank here is not established.")
    return percent_decoded(body)


def _require_utf8(charset: str) -> None:
    if charset == "utf-8":
        return
    if charset.lower() == "utf-8":
        raise UnknownResult("Whether the name of the charset may differ in case is not known.")
    raise ArgumentError(f"The charset '{charset[:60]}' is not supported; only 'utf-8' is.", 0)


FUNCTIONS = family(
    [
        Function(
            name="base64",
            parameters=(Parameter("text", ValueType.STRING | ValueType.NULL),),
            returns=ValueType.STRING,
            summary="The text in Base64 of its UTF-8 bytes.",
            required=1,
            compute=_base64,
            estimate=always(BASE_64),
        ),
        Function(
            name="base64ToString",
            parameters=(Parameter("text", ValueType.STRING),),
            returns=ValueType.STRING,
            summary="The text that Base64 encodes.",
            required=1,
            compute=_base64_to_string,
        ),
        Function(
            name="base64ToJson",
            parameters=(Parameter("text", ValueType.STRING),),
            returns=ValueType.ANY,
            summary="The value whose JSON text Base64 encodes.",
            required=1,
            compute=_base64_to_json,
        ),
        Function(
            name="dataUri",
            parameters=(Parameter("value", ValueType.ANY),),
            returns=ValueType.STRING,
            summary="The value as a data URI: a string as text, others as JSON.",
            required=1,
            compute=_data_uri,
            estimate=_data_uri_pieces,
        ),
        Function(
            name="dataUriToString",
            parameters=(Parameter("uri", ValueType.STRING),),
            returns=ValueType.STRING,
            summary="The text that a data URI holds.",
            required=1,
            compute=_data_uri_to_string,
        ),
    ]
)
