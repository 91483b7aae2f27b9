"""Whose address a request has, and what counts as one.

Each proxy adds an entry at the right end of X-Forwarded-For. What stands further left than the
trusted proxies' own entries was written by whoever asks.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal

How = Literal["none", "undeclared", "known", "silent", "short", "garbled"]

HAS_PORT: Final = re.compile(r"\[(?P<v6>[^]]+)\](?::\d{1,5})?|(?P<v4>[\d.]+):\d{1,5}", re.ASCII)
SITE_BITS: Final = 64  # of an IPv6 address: what a household or a rented server has to itself
NAT64: Final = ip_network("64:ff9b::/96")  # an IPv4 address on its way to a server that has IPv6 alone
IPV4: Final = 0xFFFF_FFFF  # its bits


def address(text: str) -> str | None:
    """`203.0.113.9:5123` → `203.0.113.9`; None for what is no address."""
    if match := HAS_PORT.fullmatch(text.strip().strip('"')):
        text = match["v6"] or match["v4"]
    try:
        parsed = _parsed(text.strip().strip('"'))
    except ValueError:
        return None
    return str(parsed)


def counted(address: str) -> str:
    """What all that is counted by address is counted by: of IPv6 the /64, which costs as much as a
    single address of IPv4."""
    try:
        parsed = _parsed(address)
    except ValueError:
        return address  # of a unix socket, say
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    ipv4 = IPv4Address(int(parsed) & IPV4) if parsed in NAT64 else parsed.sixtofour
    return str(ipv4 or ip_network((parsed, SITE_BITS), strict=False).network_address)


def _parsed(text: str) -> IPv4Address | IPv6Address:
    """Without a zone, which means something on one host only and nothing to a database."""
    parsed = ip_address(text.partition("%")[0])
    return (isinstance(parsed, IPv6Address) and parsed.ipv4_mapped) or parsed


def entries(lines: Iterable[str]) -> list[str]:
    """Of a header that is a list, over all its lines."""
    return [entry for line in lines for part in line.split(",") if (entry := part.strip())]


def forwarded(lines: Iterable[str], hops: int) -> tuple[str | None, How]:
    """The address that the outermost of `hops` trusted proxies saw (0: there is none), and how
    that is known."""
    written = entries(lines)
    if not hops:
        return None, "undeclared" if written else "none"
    if len(written) < hops:
        return None, "short" if written else "silent"
    seen = address(written[-hops])
    return seen, "known" if seen else "garbled"


def scheme(lines: Iterable[str], hops: int) -> str | None:
    """`http` or `https`, as the outermost of `hops` trusted proxies says. One that overwrites what
    others said leaves a single entry."""
    written = entries(lines)[-hops:] if hops else []
    told = written[0].lower() if written else None
    return {"https": "https", "wss": "https", "http": "http", "ws": "http"}.get(told or "")
