"""The socket of one page at its tickets: who sits here, what it follows, and its writes, each in its
ticket's turn."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

from tickets import metrics
from tickets.conversation import timeline
from tickets.conversation.following import Following, Pages
from tickets.conversation.ledger import Written
from tickets.conversation.limits import may_write
from tickets.database import in_database
from tickets.people import access
from tickets.people.access import NOBODY, Person, Seat, SignIn, Visitor
from tickets.people.sight import Whose
from tickets.people.sign_ins import Right, sign_ins
from tickets.presence.seats import Presence
from tickets.presence.store import Seated
from tickets.refusals import Refused, not_found, unavailable
from tickets.wire import frames, stamps
from tickets.wire.frames import Close, Frame
from tickets.wire.lane import Lanes, Ts, Work
from tickets.wire.socket import Socket

log = logging.getLogger(__name__)

AGAIN: Final = 1.0  # seconds until the database is asked again for what a page missed
MOST_WRITES: Final = 200  # of one socket, waiting
WRITES_AT_ONCE: Final = 4  # of one socket: half the threads, so that it can't take all

F = TypeVar("F", bound=Frame)
Act = Callable[[Seat, F], Awaitable[Written | None]]  # None: nothing to acknowledge


class PageSocket(Socket):
    """All that a handler of frames may use (`wire.handlers`)."""

    def __init__(self) -> None:
        self.visitor: Visitor = NOBODY
        self.following = Following()
        self.last_heard: int | None = None  # the tick, once it is closed for its silence

    @cached_property
    def writes(self) -> Lanes:  # most pages only read
        return Lanes(MOST_WRITES, WRITES_AT_ONCE)

    # — for the consumer to say —

    as_agent = False  # of a browser that is both, an agent's page

    @property
    def presence(self) -> Presence:
        raise NotImplementedError

    def expected(self, _ticket: str, /) -> str | None:
        """The `desk` frame of who has just come to the ticket as its customer."""
        return None

    # What is shown of tickets that are opened. On a database thread.
    pages_after: Pages = staticmethod(timeline.pages_after)

    def tickets(self) -> list[str]:
        return [seat.public_id for seat in self.following]

    # — writes —

    async def seat_for_writing(self, ticket: str) -> Seat:
        """Counted: one more write. Raises Refused."""
        if ticket in self.following:
            seat = self.following.seat(ticket)
        elif self.visitor.agent:
            seat = await in_database(access.seat, self.visitor, ticket, as_agent=True)
        else:
            raise not_found()
        may_write(seat)
        return seat

    def write(self, frame: F, seat: Seat, act: Act[F], came_at: float) -> None:
        """`act` in the ticket's own lane, then the acknowledgement: a slow one holds up no other ticket,
        and no announcement. Raises Refused."""
        if not self.writes.add(seat.public_id, self._written, frame, seat, act, came_at):
            raise Refused("rate_limited", "Too much is waiting.", retry_after=AGAIN)

    async def _written(self, frame: F, seat: Seat, act: Act[F], came_at: float) -> None:
        async with self.refusing(frame):
            if written := await act(seat, frame):
                await self.ack(written, seat.public_id)
                metrics.ACKED.observe(time.monotonic() - came_at)

    async def ack(self, written: Written, ticket: str) -> None:
        stamp = stamps.stamp(written.at)
        await self.send_text(frames.ack(str(written.id), ticket, written.seq, stamp, written.words))

    @asynccontextmanager
    async def refusing(self, frame: Frame) -> AsyncIterator[None]:
        """What the answer to a frame raises is told to the page."""
        try:
            yield
        except Refused as refused:
            await self.reject(refused, frames.named(frame))
            if refused.code == "signed_out":
                await self._sign_out()
        except Exception:
            log.exception("a %s frame failed", frame.type)
            await self.reject(unavailable(), frames.named(frame))

    # — what must not be dropped: once the lane has room for it —

    def when_possible(self, work: Work[*Ts], *args: *Ts) -> None:
        if not self.closed and not self.lane.add(work, *args):
            self.later(work, *args)

    def later(self, work: Work[*Ts], *args: *Ts) -> None:
        asyncio.get_running_loop().call_later(AGAIN, self.when_possible, work, *args)

    # — who may be here, and is —

    @property
    def sign_in(self) -> SignIn | None:
        return self.visitor.sign_in

    @property
    def rights(self) -> list[Right]:
        seats: list[Right] = [seat for seat in self.following if not seat.is_agent]
        return [self.sign_in, *seats] if self.sign_in else seats

    def take_seat(self, seat: Seat, after: int) -> None:
        """Raises Refused too_many_tickets."""
        self.following.start(seat, after)
        sign_ins().changed(self)

    def leave_seat(self, ticket: str) -> Seat:
        """Raises Refused not_found."""
        seat = self.following.stop(ticket)
        sign_ins().changed(self)
        return seat

    def sign_in_ended(self) -> None:
        self.when_possible(self._sign_out)

    def sight_changed(self) -> None:
        """The page comes back at once, and is shown what its agent sees by now."""
        self.when_possible(self.close, Close.SEES_OTHERS, "What you may see has changed.")

    def sees(self, seat: Seat, whose: Whose | None) -> bool:
        """Whether who sits there may go on hearing of it: a customer may."""
        return not seat.is_agent or self.desk_sees(whose)

    def desk_sees(self, whose: Whose | None) -> bool:
        return bool(self.sign_in and self.sign_in.sight and self.sign_in.sight.sees(whose))

    @property
    def sees_everything(self) -> bool:
        return bool(self.sign_in and self.sign_in.sight and self.sign_in.sight.everything)

    async def _sign_out(self) -> None:
        await self.close(Close.SIGNED_OUT, "You have been signed out.")

    def sits(self, ticket: str, person: Person) -> None:
        """At a ticket, or at the desk."""
        if not self.closed:
            self.presence.came(self._seated(ticket, person))

    def left(self, ticket: str, person: Person) -> None:
        self.presence.left(self._seated(ticket, person), self.last_heard)

    def _seated(self, ticket: str, person: Person) -> Seated:
        who = (person.key, person.role, person.name, person.answers)
        return self.presence.seat(self.id, ticket, *who)

    def rename(self, seat: Seat, name: str) -> None:
        renamed = replace(seat, person=replace(seat.person, name=name))
        self.following.sits(renamed)
        sign_ins().changed(self)
        self.left(seat.public_id, seat.person)
        self.sits(seat.public_id, renamed.person)
