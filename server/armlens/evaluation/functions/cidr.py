"""Address ranges in CIDR notation.

Source: learn.microsoft.com, "CIDR functions for ARM templates". What the service makes of
ranges with bits set behind the prefix, of shortened addresses, and of ranges too small for a
host is not established.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network
from typing import TypeAlias

from armlens.evaluation.functions.signature import (
    ArgumentError,
    Data,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)

__all__ = ["FUNCTIONS"]

_Network: TypeAlias = IPv4Network | IPv6Network

_CHARACTERS = re.compile(r"[0-9A-Fa-fXx.:/%\s]+")
_RANGE = re.compile(r"(?P<address>[0-9A-Fa-f.:]{2,39})/(?P<length>0|[1-9][0-9]{0,2})")
_QUAD = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){3}")


def _parse_cidr(text: str) -> dict[str, Data]:
    network = _network(text)
    details: dict[str, Data] = {
        "network": _address(network, 0),
        "netmask": str(network.netmask),
        "broadcast": _address(network, -1),
        "firstUsable": _address(network, _first_host(network)),
        "lastUsable": _address(network, -1 - _first_host(network)),
        "cidr": network.prefixlen,
    }
    if network.version == 6:
        del details["broadcast"]
    if network.version == 4 and network.prefixlen == 31:
        raise UnknownResult("Which addresses of such a range are usable is not established.")
    return details


def _first_host(network: _Network) -> int:
    """IPv4 keeps the first and the last address of a range for itself."""
    return int(network.version == 4 and network.prefixlen < 31)


def _cidr_subnet(text: str, length: int, index: int) -> str:
    network = _network(text)
    if not network.prefixlen <= length <= network.max_prefixlen:
        lengths = f"{network.prefixlen} to {network.max_prefixlen}"
        raise ArgumentError(f"The new prefix length must be from {lengths}.", 1)
    if not 0 <= index < 1 << length - network.prefixlen:
        raise ArgumentError(f"The range has no subnet {index} of that length.", 2)
    return f"{_address(network, index << network.max_prefixlen - length)}/{length}"


def _cidr_host(text: str, index: int) -> str:
    network = _network(text)
    if index < 0:
        raise ArgumentError("The index of a host must not be negative.", 1)
    if network.max_prefixlen - network.prefixlen < 2:
        raise UnknownResult("Which hosts such a small range has is not established.")
    last = network.num_addresses - 1
    if index + 1 > last:
        raise ArgumentError(f"The range has no host {index}.", 1)
    if index + 1 == last:
        raise UnknownResult("Whether the last address is a host is not established.")
    return _address(network, index + 1)


def _network(text: str) -> _Network:
    """The range, if its text is one that all readers take alike."""
    parts = _RANGE.fullmatch(text)
    if not parts:
        if _CHARACTERS.fullmatch(text):
            raise UnknownResult("Whether such a range is read is not established.")
        raise ArgumentError(f"'{text[:60]}' is not an address range such as '10.0.0.0/16'.", 0)
    is_quad = _QUAD.fullmatch(parts["address"])
    _refuse_numbers(
        parts["address"] if is_quad else "", int(parts["length"]), 32 if is_quad else 128
    )
    try:
        network = ip_network(text)
    except ValueError:
        raise UnknownResult("Whether such a range is read is not established.") from None
    return network


def _refuse_numbers(quad: str, length: int, longest: int) -> None:
    if length > longest:
        raise ArgumentError(f"The prefix length must be from 0 to {longest}.", 0)
    if any(int(number) > 255 for number in quad.split(".") if number):
        raise ArgumentError(f"'{quad}' is not an address: its numbers go up to 255.", 0)


def _address(network: _Network, offset: int) -> str:
    """The address at an offset into the range, or from its end if negative.

    Addresses of IPv6 that hold one of IPv4 are written in two ways.
    """
    address = network[offset]
    if not isinstance(address, IPv4Address) and _holds_ipv4(address.packed):
        raise UnknownResult("How such an address is written is not established.")
    return str(address)


def _holds_ipv4(packed: bytes) -> bool:
    """Whether the last 4 bytes might be shown as IPv4: compatible, mapped, translated, ISATAP."""
    is_low = not any(packed[:8]) and packed[8:12] in _IPV4_PREFIXES and any(packed[12:14])
    return is_low or packed[8:12] == b"\0\0\x5e\xfe"


_IPV4_PREFIXES = {b"\0\0\0\0", b"\0\0\xff\xff", b"\xff\xff\0\0"}

_RANGE_PARAMETER = Parameter("range", ValueType.STRING)

FUNCTIONS = family(
    [
        Function(
            name="parseCidr",
            parameters=(_RANGE_PARAMETER,),
            returns=ValueType.OBJECT,
            summary="The network, mask, first and last addresses of an address range.",
            required=1,
            compute=_parse_cidr,
        ),
        Function(
            name="cidrSubnet",
            parameters=(
                _RANGE_PARAMETER,
                Parameter("length", ValueType.INT),
                Parameter("index", ValueType.INT),
            ),
            returns=ValueType.STRING,
            summary="The subnet of a new prefix length at a 0-based index of an address range.",
            required=3,
            compute=_cidr_subnet,
        ),
        Function(
            name="cidrHost",
            parameters=(_RANGE_PARAMETER, Parameter("index", ValueType.INT)),
            returns=ValueType.STRING,
            summary="The address of the host at a 0-based index of an address range.",
            required=2,
            compute=_cidr_host,
        ),
    ]
)
