"""What a canned reply's text has in braces. Pure but for its refusal.

`{customer.first_name|there}` is filled in, `there` where nothing is known; `{?order number}` is left to who
writes. What is filled in is text: no brace in it is read again.
"""

import re
from typing import Final

from tickets.refusals import Refused

KNOWN: Final = (
    "customer.name",
    "customer.first_name",
    "customer.email",
    "agent.name",
    "ticket.id",
    "ticket.subject",
)
_BRACES: Final = re.compile(r"\{([^{}\n]*)\}")
_BLANK: Final = re.compile(r"\?\s*\S.*")


def check(text: str) -> None:
    """Raises Refused, with the name of a variable that there isn't. A brace by itself is a brace."""
    for found in _BRACES.finditer(text):
        name = found[1].partition("|")[0].strip()
        if name not in KNOWN and not _BLANK.fullmatch(found[1]):
            raise unknown(name)


def unknown(name: str) -> Refused:
    refused = Refused("bad_field", f"There is no variable {{{name}}}. There are {', '.join(KNOWN)}.")
    refused.more["variable"] = name
    return refused
