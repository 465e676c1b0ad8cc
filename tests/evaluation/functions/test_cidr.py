"""Address ranges."""

from __future__ import annotations

from ipaddress import ip_network

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.cidr import FUNCTIONS
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

ROWS: list[Row] = [
    # parseCidr
    (
        "parseCidr",
        ["10.144.0.0/20"],
        {
            "network": "10.144.0.0",
            "netmask": "255.255.240.0",
            "broadcast": "10.144.15.255",
            "firstUsable": "10.144.0.1",
            "lastUsable": "10.144.15.254",
            "cidr": 20,
        },
    ),
    (
        "parseCidr",
        ["10.0.0.1/32"],
        {
            "network": "10.0.0.1",
            "netmask": "255.255.255.255",
            "broadcast": "10.0.0.1",
            "firstUsable": "10.0.0.1",
            "lastUsable": "10.0.0.1",
            "cidr": 32,
        },
    ),
    (
        "parseCidr",
        ["2001:DB8::/48"],
        {
            "network": "2001:db8::",
            "netmask": "ffff:ffff:ffff::",
            "firstUsable": "2001:db8::",
            "lastUsable": "2001:db8:0:ffff:ffff:ffff:ffff:ffff",
            "cidr": 48,
        },
    ),
    ("parseCidr", ["10.0.0.0/31"], UNKNOWN),
    ("parseCidr", ["10.0.0.1/8"], UNKNOWN),
    ("parseCidr", ["10.0.0.0"], UNKNOWN),
    ("parseCidr", ["10.1/16"], UNKNOWN),
    ("parseCidr", ["010.0.0.0/8"], UNKNOWN),
    ("parseCidr", ["10.0.0.0/08"], UNKNOWN),
    ("parseCidr", ["10.0.0.0/255.0.0.0"], UNKNOWN),
    ("parseCidr", [" 10.0.0.0/8"], UNKNOWN),
    ("parseCidr", ["::ffff:10.0.0.0/120"], UNKNOWN),
    ("parseCidr", ["::5efe:a00:0/112"], UNKNOWN),
    ("parseCidr", ["fe80::%1/64"], UNKNOWN),
    ("parseCidr", [""], Refused(0)),
    ("parseCidr", ["network"], Refused(0)),
    ("parseCidr", ["10.0.0.0/33"], Refused(0)),
    ("parseCidr", ["10.0.0.256/32"], Refused(0)),
    ("parseCidr", ["2001:db8::/129"], Refused(0)),
    # cidrSubnet
    ("cidrSubnet", ["10.144.0.0/20", 24, 0], "10.144.0.0/24"),
    ("cidrSubnet", ["10.144.0.0/20", 24, 15], "10.144.15.0/24"),
    ("cidrSubnet", ["10.20.0.0/14", 24, 300], "10.21.44.0/24"),
    ("cidrSubnet", ["10.0.0.0/8", 8, 0], "10.0.0.0/8"),
    ("cidrSubnet", ["0.0.0.0/0", 32, 2**32 - 1], "255.255.255.255/32"),
    ("cidrSubnet", ["2001:db8::/32", 48, 65535], "2001:db8:ffff::/48"),
    ("cidrSubnet", ["2001:db8::/32", 128, 2**62], "2001:db8:0:0:4000::/128"),
    ("cidrSubnet", ["10.144.0.0/20", 16, 0], Refused(1)),
    ("cidrSubnet", ["10.144.0.0/20", 33, 0], Refused(1)),
    ("cidrSubnet", ["10.144.0.0/20", -1, 0], Refused(1)),
    ("cidrSubnet", ["10.144.0.0/20", 24, 16], Refused(2)),
    ("cidrSubnet", ["10.144.0.0/20", 24, -1], Refused(2)),
    ("cidrSubnet", ["10.144.0.1/20", 24, 0], UNKNOWN),
    ("cidrSubnet", ["nonsense", 24, 0], Refused(0)),
    # cidrHost
    ("cidrHost", ["10.144.3.0/24", 0], "10.144.3.1"),
    ("cidrHost", ["10.144.3.0/24", 4], "10.144.3.5"),
    ("cidrHost", ["10.144.3.0/24", 253], "10.144.3.254"),
    ("cidrHost", ["2001:db8::/64", 0], "2001:db8::1"),
    ("cidrHost", ["10.144.3.0/24", 254], UNKNOWN),
    ("cidrHost", ["10.144.3.0/31", 0], UNKNOWN),
    ("cidrHost", ["10.144.3.0/24", 255], Refused(1)),
    ("cidrHost", ["10.144.3.0/24", -1], Refused(1)),
    ("cidrHost", ["10.144.3.0/24", 2**62], Refused(1)),
    ("cidrHost", ["::/64", 2**33], "::2:0:1"),
    ("cidrHost", ["::/64", 2**62], "::4000:0:0:1"),
    ("cidrHost", ["::/64", 2**20], UNKNOWN),
    ("cidrHost", ["y/24", 0], Refused(0)),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_every_function_has_rows() -> None:
    assert {name.lower() for name, _, _ in ROWS} == FUNCTIONS.keys()


@given(st.integers(0, 2**32 - 1), st.integers(8, 24), st.integers(0, 8), st.integers(0, 255))
def test_subnets_are_those_in_order(bits: int, length: int, more: int, index: int) -> None:
    network = ip_network((bits >> 32 - length << 32 - length, length))
    subnets = [*network.subnets(more)]
    expected = str(subnets[index % len(subnets)])
    assert (
        call(FUNCTIONS, "cidrSubnet", str(network), length + more, index % len(subnets)) == expected
    )
