"""`seq` is the time of a message in milliseconds since its ticket was opened, not counted."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from django.utils import timezone

    from tickets.conversation import ledger

    counted = ledger.next_event

    def timed(ticket: Any, *what: Any, **more: Any) -> Any:
        if ticket.last_seq:
            now = int((timezone.now() - ticket.opened_at).total_seconds() * 1000)
            ticket.last_seq = max(ticket.last_seq, now)
            ticket.last_public_seq = max(ticket.last_public_seq, now)
        return counted(ticket, *what, **more)

    vars(ledger)["next_event"] = timed
