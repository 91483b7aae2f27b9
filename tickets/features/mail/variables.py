"""What the desk's own words of a mail have in braces: `{customer.first_name|there}` is filled in, `there`
where nothing is known. What is filled in is text: no brace in it is read again."""

import re
from collections.abc import Mapping
from typing import Final

from tickets.models import Ticket

KNOWN: Final = ("customer.name", "customer.first_name", "ticket.id", "ticket.subject", "site.name")
_BRACES: Final = re.compile(r"\{([^{}\n]*)\}")


def unknown(text: str) -> str:
    """The first one that there isn't. A brace by itself is a brace."""
    names = (found[1].partition("|")[0].strip() for found in _BRACES.finditer(text))
    return next((name for name in names if name not in KNOWN), "")


def of(ticket: Ticket, brand: str) -> Mapping[str, str]:
    return values(ticket.contact.name, str(ticket.pk), ticket.subject, brand)


def values(name: str, id: str, subject: str, brand: str) -> Mapping[str, str]:
    first = (name.split() or [""])[0]
    found = (name, first, id, subject, brand)
    return {variable: " ".join(value.split()) for variable, value in zip(KNOWN, found, strict=True)}


def filled(text: str, known: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name, _, otherwise = found[1].partition("|")
        return known.get(name.strip(), "") or otherwise

    return _BRACES.sub(value, text)
