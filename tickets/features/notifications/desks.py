"""Whether an agent's desk is live, or has been gone for long: said only of ticks that were heard without a
gap. In between, nobody knows."""

from typing import Final

from django.conf import settings

from tickets.presence import rules
from tickets.presence.watch import There

LIVE: Final = 30  # ticks: a line that is dead was found out by then


def is_absent(user: int, there: There | None) -> bool:
    return there is not None and rules.away(there[0], str(user), there[1], settings.AGENT_MAIL_AFTER)


def is_live(user: int, there: There | None) -> bool:
    """A desk of theirs is there, and would by now have been found out if its line were dead."""
    if there is None:
        return False
    entries, heard = there
    here = any(one["key"] == str(user) and "tick" not in one for one in entries.values())
    return here and heard.covers(heard.until - LIVE, heard.until)
