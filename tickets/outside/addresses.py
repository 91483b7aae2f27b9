"""Which addresses of other people's servers are posted to (by a webhook, by a push). A name is resolved
once, where it is used, and the connection goes to the address that was looked at: a name that means something
else a moment later changes nothing."""

import socket
import string
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import quote, urlsplit

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]

PORTS: Final = {"https": 443, "http": 80}
# IPv6 that carries an IPv4 address, or leads to one by a translator: Python counts most of it as global.
DISGUISED: Final = tuple(
    map(ip_network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10"))
)


class NotAllowed(Exception):
    """In one line, why nothing is sent there."""


@dataclass(frozen=True, slots=True)
class Place:
    scheme: str
    host: str
    port: int
    address: str
    target: str  # path and query

    @property
    def named(self) -> str:
        """For the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(url: str, allowed: Networks) -> Place:
    """As it stands in a request, in ASCII. Raises NotAllowed. `allowed`: networks of the owner's, which take
    http as well."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotAllowed("That is no address.") from None
    if parts.scheme not in PORTS or not host or parts.username is not None or not url.isprintable():
        raise NotAllowed("An address begins with https:// and a host, without a user or password.")
    host, port = _in_ascii(host), port or PORTS[parts.scheme]
    address = next((a for a in _resolved(host, port) if may_go(a, parts.scheme, allowed)), None)
    if address is None:
        raise NotAllowed(_why(host, parts.scheme))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, str(address), quote(target, safe=string.punctuation))


def may_go(address: Address, scheme: str, allowed: Networks) -> bool:
    address = getattr(address, "ipv4_mapped", None) or address
    if any(address in network for network in allowed):
        return True
    return scheme == "https" and is_public(address)


def is_public(address: Address) -> bool:
    disguised = any(address in network for network in DISGUISED)
    return address.is_global and not address.is_multicast and not disguised


def _in_ascii(host: str) -> str:
    """As the resolver, TLS and the header Host take it."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        raise NotAllowed(f"{host} can't be found.") from None


def _resolved(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotAllowed(f"{host} can't be found.") from None
    return [ip_address(str(where[0]).partition("%")[0]) for *_, where in found]


def _why(host: str, scheme: str) -> str:
    if scheme == "http":
        return "Only https:// goes everywhere; http:// goes to the networks of WEBHOOK_NETWORKS."
    return f"{host} is no public address, and in none of the networks of WEBHOOK_NETWORKS."
