"""Tell the others at a ticket that somebody is writing."""

import time

from tickets.conversation import ledger
from tickets.database import in_database
from tickets.features.typing import frames
from tickets.people.access import Seat
from tickets.people.roles import Right
from tickets.refusals import Refused
from tickets.wire import announce, groups
from tickets.wire.announcements import ReadyFrame
from tickets.wire.buckets import Buckets
from tickets.wire.limits import TYPING

_typing = Buckets(TYPING)


async def typing(seat: Seat, socket: str | None = None, kind: str = "message") -> None:
    """Of a note only agents are told, and only by one."""
    if kind == "note" and not seat.is_agent:
        return
    if seat.is_agent and not await _is_let_in(seat):
        return
    if kind != "note" and seat.is_agent and not seat.person.may(Right.ANSWER):
        return
    person = seat.person
    if _typing.take(f"{seat.public_id} {person.key}", time.monotonic()):
        return
    frame = frames.typing(seat.public_id, person.shown, kind)
    agents, customer = groups.audiences(seat.public_id)
    for group in (agents,) if kind == "note" else (agents, customer):
        announce.passing(ReadyFrame(group, frame, but=socket))


async def _is_let_in(seat: Seat) -> bool:
    """False while nobody can tell; Refused who isn't any more."""
    try:
        await in_database(ledger.must_be_there, seat)
    except Refused as refused:
        if refused.code == "signed_out":
            raise
        return False
    return True
