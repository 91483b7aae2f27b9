"""What every HTTP call that writes to a ticket has in common, the core's and a feature's."""

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from django.http import HttpRequest

from tickets.conversation import actions, limits
from tickets.conversation.actions import Work
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.people import callers
from tickets.people.access import Seat
from tickets.wire import announce
from tickets.wire.announcements import Announcement
from tickets.wire.stamps import stamp

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


async def write(
    request: HttpRequest, ticket: str, made: Callable[[Seat, *Ts], Work], *args: *Ts
) -> dict[str, Any]:
    """One more write of the caller's: `made(seat, *args)` says what is written (`actions.Append`, say), or
    raises Refused. One hop to the database, from the session to the commit. Gives a `schemas.Stored`."""
    written, told = await at_seat(request, ticket, _write, made, args)
    announce.tell(*told)
    answer = {"id": str(written.id), "seq": written.seq, "at": stamp(written.at)}
    return answer if written.words is None else answer | {"body": written.words}


def _write(
    seat: Seat, made: Callable[[Seat, *Ts], Work], args: tuple[*Ts]
) -> tuple[Written, list[Announcement]]:
    limits.may_write(seat)
    return actions.commit(made(seat, *args))


async def at_seat(request: HttpRequest, ticket: str, work: Callable[[Seat, *Ts], T], *args: *Ts) -> T:
    """`work(seat, *args)` for the caller, in one hop."""
    return await in_database(_at_seat, request, ticket, work, args)


def _at_seat(request: HttpRequest, ticket: str, work: Callable[[Seat, *Ts], T], args: tuple[*Ts]) -> T:
    return work(callers.seat(request, ticket), *args)
