"""The same done to many tickets, each by an event with an id of its own."""

import asyncio
from collections.abc import Iterable
from typing import Any, Final, cast
from uuid import UUID, uuid5

from django.http import HttpRequest
from ninja import Router
from pydantic import ConfigDict, Field

from tickets.api_answers import PROBLEMS, ready
from tickets.api_docs import BY_AGENT, Documented, DocumentedBody, example
from tickets.conversation import actions, acts
from tickets.conversation.schemas import AT, ID, TICKET
from tickets.database import in_database
from tickets.features.bulk import limits
from tickets.people import access, callers
from tickets.people.access import Seat
from tickets.refusals import Refused, not_found
from tickets.wire.frames import Frame
from tickets.wire.stamps import stamp

router = Router(tags=["Bulk"])
RESOLVE: Final = {"type": "status", "status": "resolved"}


class Bulk(DocumentedBody):
    model_config = example(
        id=ID, change={"type": "status", "status": "resolved"}, tickets=[{"ticket": TICKET}]
    )
    id: UUID
    """Made by the caller: of a ticket, the same again is answered as the first time."""
    change: dict[str, Any]
    """A frame without `id` and `ticket`: its `type`, and what all of them have in common."""
    tickets: list[dict[str, Any]] = Field(min_length=1, max_length=limits.OF_BULK)
    """Which, each once: `{ticket}`, and beside it the fields of the change that are this one's alone."""


class Outcome(Documented):
    model_config = ConfigDict(extra="allow")
    ticket: str
    """Its public id."""
    id: str
    """Of its event."""
    seq: int | None = None
    """Of that event; or of what it was refused for."""
    at: str | None = None
    """When it was stored."""
    code: str | None = None
    """It was refused: as in `reject`, with the same fields."""


class Outcomes(Documented):
    model_config = example(outcomes=[{"ticket": TICKET, "id": ID, "seq": 42, "at": AT}])
    outcomes: list[Outcome]
    """Of each ticket, in the order of asking."""


@router.post("/bulk", summary="Do it to many", response={200: Outcomes, **PROBLEMS}, openapi_extra=BY_AGENT)
async def do_to_many(request: HttpRequest, bulk: Bulk) -> Any:
    """One change to many tickets, each by itself: what one of them refuses undoes nothing of another. Asked
    again with the same `id`, whatever has become of the first answer, nothing happens twice."""
    asked = [_frame(bulk, one) for one in bulk.tickets]
    seats = await in_database(_seats, request, [frame.ticket for frame in asked])  # type: ignore[attr-defined]
    turns = asyncio.Semaphore(limits.AT_ONCE)
    outcomes = (_outcome(turns, seat, frame) for seat, frame in zip(seats, asked, strict=True))
    return ready({"outcomes": await asyncio.gather(*outcomes)})


def _frame(bulk: Bulk, one: dict[str, Any]) -> Frame:
    own = {"id": str(bulk.id), "type": bulk.change.get("type")}
    frame: Any = acts.parse({**bulk.change, **one, **own})
    return cast("Frame", frame.model_copy(update={"id": id_in(bulk.id, frame.ticket)}))


def id_in(bulk: UUID, ticket: str) -> UUID:
    """Of the event of a ticket."""
    return uuid5(bulk, ticket)


def _seats(request: HttpRequest, tickets: Iterable[str]) -> list[Seat | None]:
    limits.may_do(callers.agent(request))
    places = [(ticket, None) for ticket in tickets]
    return access.seats(callers.visitor(request), places, as_agent=True)


async def _outcome(turns: asyncio.Semaphore, seat: Seat | None, frame: Frame) -> dict[str, Any]:
    named = frame.model_dump(mode="json", include={"id", "ticket"})
    async with turns:
        try:
            if seat is None:
                raise not_found()
            written = await actions.committed(acts.work(seat, frame))
        except Refused as refused:
            wait = {} if refused.retry_after is None else {"retry_after": refused.retry_after}
            return named | {"code": refused.code, "message": refused.message} | wait | refused.more
    return named | {"seq": written.seq, "at": stamp(written.at)}
