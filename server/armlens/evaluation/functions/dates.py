"""Dates: adding durations, and seconds since 1970.

Source: learn.microsoft.com, "Date functions for ARM templates", "Custom date and time format
strings" of .NET, and results recorded from the service. They show one layout of dates, that of
`2023-04-01T01:00:38Z`; for others the service's reading and writing is not established.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.utf16 import require_room

__all__ = ["FUNCTIONS"]

_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:Z|(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))"
)
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<weeks>[0-9]{1,12})W|(?:(?P<days>[0-9]{1,12})D)?"
    r"(?P<time>T(?:(?P<hours>[0-9]{1,12})H)?(?:(?P<minutes>[0-9]{1,12})M)?"
    r"(?:(?P<seconds>[0-9]{1,12})S)?)?)"
)
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")
_DURATION_LIKE = re.compile(r"\s*[+-]?P[0-9.,YMWDTHS]*\s*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DEFAULT_FORMAT = "yyyy-MM-ddTHH:mm:ssZ"
_STANDARD_FORMATS = {"u": "yyyy-MM-dd HH:mm:ssZ", "s": "yyyy-MM-ddTHH:mm:ss"}
_FORMAT_RUN = re.compile(r"([A-Za-z])\1*|[-:._ ]")


def _date_time_add(base: str, duration: str, layout: str = "") -> str:
    if not base.endswith("Z"):
        _moment(base)
        raise UnknownResult("How dates in other zones are written is not established.")
    start, step = _moment(base), _duration(duration)
    try:
        return _written(start + step, _STANDARD_FORMATS.get(layout, layout) or _DEFAULT_FORMAT)
    except OverflowError:
        raise ArgumentError("The date is not in the years 1 to 9999.") from None


def _date_time_from_epoch(seconds: int) -> str:
    try:
        return _written(_EPOCH + timedelta(seconds=seconds), _DEFAULT_FORMAT)
    except OverflowError:
        raise ArgumentError("The date is not in the years 1 to 9999.", 0) from None


def _date_time_to_epoch(text: str) -> int:
    return (_moment(text) - _EPOCH) // timedelta(seconds=1)


def _moment(text: str) -> datetime:
    """The moment of a date in the layout that is certain."""
    if not any(digit in text for digit in "0123456789"):
        raise ArgumentError(f"'{text[:60]}' is not a date in ISO 8601.", 0)
    parts = _DATE.fullmatch(text)
    if not parts or parts[4] == "24" or parts[6] == "60":
        raise UnknownResult("How a date of this layout is read is not established.")
    zone = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    if zone > timedelta(hours=14):
        raise UnknownResult("Whether such a zone is read is not established.")
    try:
        local = datetime(*map(int, parts.groups()[:6]), tzinfo=UTC)  # type: ignore[arg-type,misc]
        return local + zone if parts["sign"] == "-" else local - zone
    except (ValueError, OverflowError):
        raise ArgumentError(f"There is no date '{text[:60]}'.", 0) from None


def _duration(text: str) -> timedelta:
    """A duration of weeks, or of days and parts of days; months and years are not certain."""
    parts = _DURATION.fullmatch(text)
    numbers = {unit: int(parts[unit]) for unit in _UNITS if parts[unit]} if parts else {}
    if not parts or not numbers or parts["time"] == "T":
        if _DURATION_LIKE.fullmatch(text):
            raise UnknownResult("What such a duration adds is not established.")
        raise ArgumentError(f"'{text[:60]}' is not a duration in ISO 8601.", 1)
    try:
        length = timedelta(**numbers)
    except OverflowError:
        raise ArgumentError("The duration is too long.", 1) from None
    return -length if parts["sign"] else length


def _written(moment: datetime, layout: str) -> str:
    """The moment by a custom format whose parts are numbers that no culture changes."""
    texts = {
        "yyyy": f"{moment.year:04}",
        "yy": f"{moment.year % 100:02}",
        "MM": f"{moment.month:02}",
        "dd": f"{moment.day:02}",
        "HH": f"{moment.hour:02}",
        "mm": f"{moment.minute:02}",
        "ss": f"{moment.second:02}",
        **{literal: literal for literal in ("T", "Z", "-", ":", ".", "_", " ")},
    }
    require_room(len(layout))
    runs = [run[0] for run in _FORMAT_RUN.finditer(layout)]
    if len(layout) < 2 or "".join(runs) != layout or not texts.keys() >= {*runs}:
        raise UnknownResult("How a date is written in such a format is not evaluated.")
    return "".join(texts[run] for run in runs)


FUNCTIONS = family(
    [
        Function(
            name="dateTimeAdd",
            parameters=(
                Parameter("base", ValueType.STRING),
                Parameter("duration", ValueType.STRING),
                Parameter("layout", ValueType.STRING),
            ),
            returns=ValueType.STRING,
            summary="The date that lies an ISO 8601 duration after another, or before it.",
            required=2,
            availability=Availability.PARTIAL,
            compute=_date_time_add,
        ),
        Function(
            name="dateTimeFromEpoch",
            parameters=(Parameter("seconds", ValueType.INT),),
            returns=ValueType.STRING,
            summary="The date so many seconds after the start of 1970 in UTC.",
            required=1,
            compute=_date_time_from_epoch,
        ),
        Function(
            name="dateTimeToEpoch",
            parameters=(Parameter("text", ValueType.STRING),),
            returns=ValueType.INT,
            summary="The seconds between the start of 1970 in UTC and a date.",
            required=1,
            availability=Availability.PARTIAL,
            compute=_date_time_to_epoch,
        ),
        Function(
            name="utcNow",
            parameters=(Parameter("layout", ValueType.STRING),),
            returns=ValueType.STRING,
            summary="The time of deployment; only the default value of a parameter may call it.",
            required=0,
            availability=Availability.RUNTIME,
        ),
    ]
)
