"""Addresses and ids of mails: where an answer goes is signed, and survives being written in capitals.

An answer to `r+<ticket>.<party>.<mac>@<domain>` belongs to that ticket, whoever sends it. Another mailbox
than `r` is MAIL_REPLY_TO: `support+*@example.com`.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from email.utils import formataddr, parseaddr
from typing import Final

from django.conf import settings

CUSTOMER: Final = "c1"  # the party that the mail was sent to
MAC_BYTES: Final = 10
SIGNED: Final = re.compile(r"(?:.*\+)?([0-9a-f]{32})\.([a-z0-9]{1,12})\.([a-z2-7]{16})", re.ASCII)
LONGEST_LOCAL_PART: Final = 64  # characters, RFC 5321


def own() -> str:
    """The bare address of MAIL_FROM."""
    return parseaddr(settings.MAIL_FROM)[1]


def domain() -> str:
    return own().rpartition("@")[2].lower()


def named(name: str, sender: str = "") -> str:
    """`sender`, or MAIL_FROM, under its own name if it has one."""
    own_name, address = parseaddr(sender or settings.MAIL_FROM)
    return formataddr((own_name or name, address))


def reply_address(ticket: str, party: str = CUSTOMER, pattern: str = "") -> str:
    """By `pattern`, or MAIL_REPLY_TO."""
    signed = f"{ticket}.{party}.{_mac(settings.SECRET_KEY, ticket, party)}"
    address: str = (pattern or settings.MAIL_REPLY_TO).replace("*", signed)
    return address


def read(address: str) -> tuple[str, str] | None:
    """Ticket and party. None: it is no such address, or not signed by us."""
    match = SIGNED.fullmatch(address.rpartition("@")[0].lower())
    if match is None:
        return None
    ticket, party, mac = match.groups()
    keys = (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    good = any(hmac.compare_digest(mac, _mac(key, ticket, party)) for key in keys)
    return (ticket, party) if good else None


def first_signed(addresses: Iterable[str]) -> tuple[str, str] | None:
    return next(filter(None, map(read, addresses)), None)


def is_ours(address: str) -> bool:
    """That somebody may write to: MAIL_FROM's, or a signed one."""
    return address.lower() == own().lower() or read(address) is not None


def _mac(key: str, ticket: str, party: str) -> str:
    digest = hmac.new(key.encode(), f"mail:{ticket}:{party}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:MAC_BYTES]).decode().lower()


def message_id(name: str) -> str:
    return f"<{name}@{domain()}>"
