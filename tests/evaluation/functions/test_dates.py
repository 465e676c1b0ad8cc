"""Dates and durations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.dates import FUNCTIONS
from armlens.evaluation.functions.signature import MAX_STRING, Availability
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

DATE = "2023-03-31T01:00:38Z"

ROWS: list[Row] = [
    # dateTimeFromEpoch
    ("dateTimeFromEpoch", [1680224438], DATE),
    ("dateTimeFromEpoch", [0], "1970-01-01T00:00:00Z"),
    ("dateTimeFromEpoch", [-1], "1969-12-31T23:59:59Z"),
    ("dateTimeFromEpoch", [253402300799], "9999-12-31T23:59:59Z"),
    ("dateTimeFromEpoch", [-62135596800], "0001-01-01T00:00:00Z"),
    ("dateTimeFromEpoch", [253402300800], Refused(0)),
    ("dateTimeFromEpoch", [-62135596801], Refused(0)),
    ("dateTimeFromEpoch", [2**63 - 1], Refused(0)),
    # dateTimeToEpoch
    ("dateTimeToEpoch", [DATE], 1680224438),
    ("dateTimeToEpoch", ["1970-01-01T00:00:00Z"], 0),
    ("dateTimeToEpoch", ["1969-12-31T23:59:59Z"], -1),
    ("dateTimeToEpoch", ["1970-01-01T02:00:00+02:00"], 0),
    ("dateTimeToEpoch", ["1969-12-31T18:30:00-05:30"], 0),
    ("dateTimeToEpoch", ["2024-02-29T00:00:00Z"], 1709164800),
    ("dateTimeToEpoch", ["2023-02-29T00:00:00Z"], Refused(0)),
    ("dateTimeToEpoch", ["2023-13-01T00:00:00Z"], Refused(0)),
    ("dateTimeToEpoch", ["0000-01-01T00:00:00Z"], Refused(0)),
    ("dateTimeToEpoch", ["2023-01-01T25:00:00Z"], Refused(0)),
    ("dateTimeToEpoch", ["0001-01-01T00:00:00+01:00"], Refused(0)),
    ("dateTimeToEpoch", [""], Refused(0)),
    ("dateTimeToEpoch", ["soon"], Refused(0)),
    ("dateTimeToEpoch", ["2023-03-31T01:00:38"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31 01:00:38Z"], UNKNOWN),
    ("dateTimeToEpoch", ["20230331T010038Z"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31T01:00:38.5Z"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31T24:00:00Z"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31T23:59:60Z"], UNKNOWN),
    ("dateTimeToEpoch", ["2023-03-31T00:00:00+15:00"], UNKNOWN),
    ("dateTimeToEpoch", ["٢٠٢٣-03-31T00:00:00Z 1"], UNKNOWN),
    # dateTimeAdd
    ("dateTimeAdd", [DATE, "P1D"], "2023-04-01T01:00:38Z"),
    ("dateTimeAdd", [DATE, "-P9D"], "2023-03-22T01:00:38Z"),
    ("dateTimeAdd", [DATE, "PT1H"], "2023-03-31T02:00:38Z"),
    ("dateTimeAdd", [DATE, "P2W"], "2023-04-14T01:00:38Z"),
    ("dateTimeAdd", [DATE, "P1DT2H3M4S"], "2023-04-01T03:03:42Z"),
    ("dateTimeAdd", [DATE, "PT90M"], "2023-03-31T02:30:38Z"),
    ("dateTimeAdd", [DATE, "PT0S"], DATE),
    ("dateTimeAdd", [DATE, "P1D", "yyyy/MM"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "yyyyMMddTHHmmssZ"], "20230401T010038Z"),
    ("dateTimeAdd", [DATE, "P1D", "yyyy-MM-dd HH:mm:ss"], "2023-04-01 01:00:38"),
    ("dateTimeAdd", [DATE, "P1D", "u"], "2023-04-01 01:00:38Z"),
    ("dateTimeAdd", [DATE, "P1D", "s"], "2023-04-01T01:00:38"),
    ("dateTimeAdd", ["0999-12-31T00:00:00Z", "P1D", "yyyy.yy"], "1000.00"),
    ("dateTimeAdd", [DATE, "P1D", ""], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "d"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "T"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "ddd"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "hh tt"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "yyyy-MM-dd'T'"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "y" * MAX_STRING], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1D", "y" * (MAX_STRING + 1)], Refused()),
    ("dateTimeAdd", [DATE, "P1M"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1Y"], UNKNOWN),
    ("dateTimeAdd", [DATE, "PT1.5S"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1W1D"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P1DT"], UNKNOWN),
    ("dateTimeAdd", [DATE, "+P1D"], UNKNOWN),
    ("dateTimeAdd", [DATE, "P" + "9" * 5000 + "D"], UNKNOWN),
    ("dateTimeAdd", [DATE, "1 day"], Refused(1)),
    ("dateTimeAdd", [DATE, "1D"], Refused(1)),
    ("dateTimeAdd", [DATE, ""], Refused(1)),
    ("dateTimeAdd", [DATE, "P999999999999D"], Refused(1)),
    ("dateTimeAdd", [DATE, "P99999999D"], Refused()),
    ("dateTimeAdd", ["9999-12-31T23:59:59Z", "PT1S"], Refused()),
    ("dateTimeAdd", ["0001-01-01T00:00:00Z", "-PT1S"], Refused()),
    ("dateTimeAdd", ["no date", "P1D"], Refused(0)),
    ("dateTimeAdd", ["2023-02-30T00:00:00Z", "P1D"], Refused(0)),
    ("dateTimeAdd", ["2023-03-31T01:00:38+02:00", "P1D"], UNKNOWN),
    ("dateTimeAdd", ["2023-03-31 01:00:38Z", "P1D"], UNKNOWN),
    ("dateTimeAdd", ["2023-03-31", "P1D"], UNKNOWN),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_the_time_now_is_known_at_deployment_only() -> None:
    function = FUNCTIONS["utcnow"]
    assert function.availability is Availability.RUNTIME
    assert function.compute is None
    assert (function.required, function.most) == (0, 1)


@given(st.integers(-62135596800, 253402300799))
def test_seconds_become_a_date_and_seconds_again(seconds: int) -> None:
    assert (
        call(FUNCTIONS, "dateTimeToEpoch", call(FUNCTIONS, "dateTimeFromEpoch", seconds)) == seconds
    )


@given(st.integers(0, 2**31), st.integers(0, 9999), st.integers(0, 99), st.sampled_from(["", "-"]))
def test_adding_a_duration_adds_its_seconds(start: int, days: int, hours: int, sign: str) -> None:
    base = call(FUNCTIONS, "dateTimeFromEpoch", start)
    length = timedelta(days=days, hours=hours)
    moment = datetime.fromtimestamp(start, UTC) + (-length if sign else length)
    result = call(FUNCTIONS, "dateTimeAdd", base, f"{sign}P{days}DT{hours}H")
    assert result == moment.strftime("%Y-%m-%dT%H:%M:%SZ")
