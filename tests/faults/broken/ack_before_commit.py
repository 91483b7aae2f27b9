"""The ack goes out with the seq that the message should get, and the commit comes a little later."""

import asyncio
from typing import Any, Final

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"
LATER: Final = 0.3  # seconds


def break_it() -> None:
    from django.utils import timezone

    from tickets.conversation import actions, ledger, socket  # noqa: F401  (which registers what this replaces)
    from tickets.conversation.page_socket import PageSocket
    from tickets.database import in_database
    from tickets.models import Ticket
    from tickets.wire import frames, handlers

    def promised(seat: Any, id: Any) -> ledger.Written:
        ticket = Ticket.objects.get(pk=seat.ticket)
        seq = 1 + (ticket.last_seq if seat.is_agent else ticket.last_public_seq)
        return ledger.Written(id, seq, timezone.now(), ticket)

    async def on_send(self: PageSocket, frame: Any, _: float) -> None:
        seat = await self.seat_for_writing(frame.ticket)
        await self.ack(await in_database(promised, seat, frame.id), frame.ticket)
        await asyncio.sleep(LATER)
        await actions.send(seat, frame.id, frame.body, frame.kind)

    handlers.register(frames.Send, on_send)
