"""The socket's door: a frame in, one call; an announcement in, a frame out."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Final, Generic, TypeVar

from django.conf import settings

from tickets import metrics
from tickets.conversation.follower import Step
from tickets.conversation.following import Following
from tickets.conversation.ledger import Written
from tickets.conversation.limits import may_write
from tickets.conversation.names import names
from tickets.conversation.socket import Act, PageSocket
from tickets.conversation.timeline import Asked, Page
from tickets.database import in_database
from tickets.desk import queue
from tickets.desk.rows_told import RowsTold
from tickets.people import access
from tickets.people.access import NOBODY, Person, Seat, SignIn, Visitor
from tickets.people.sign_ins import Right, sign_ins
from tickets.presence.store import Seated
from tickets.process import process
from tickets.refusals import Refused, not_found, unavailable
from tickets.wire import announce, frames, limits, stamps
from tickets.wire.admission import admission
from tickets.wire.frames import Close, Frame
from tickets.wire.handlers import handler_of, register
from tickets.wire.hub import hub
from tickets.wire.lane import Lanes, Work
from tickets.wire.losses import losses
from tickets.wire.socket import Socket, after

log = logging.getLogger(__name__)

HELLO_WITHIN: Final = 5.0  # seconds
AGAIN: Final = 1.0  # seconds until the database is asked again for what a page missed
MOST_WRITES: Final = 200  # of one socket, waiting
WRITES_AT_ONCE: Final = 4  # of one socket: half the threads, so that it can't take all
TIMEOUT: Final = settings.HEARTBEAT_INTERVAL + 1  # seconds of silence; the seed's page buffer

F = TypeVar("F", bound=Frame)


@dataclass(frozen=True, slots=True)
class Write(Generic[F]):
    """A frame that writes, in its ticket's lane."""

    page: "SupportConsumer"
    frame: F
    seat: Seat
    act: Act[F]
    came_at: float

    async def __call__(self) -> None:
        async with self.page.refusing(self.frame):
            if written := await self.act(self.seat, self.frame):
                await self.page.ack(written, self.seat.public_id)
                metrics.ACKED.observe(time.monotonic() - self.came_at)


class SupportConsumer(Socket):
    """One page: of a customer or of an agent."""

    def __init__(self) -> None:
        self.greeted = self.queue = False
        self.visitor: Visitor = NOBODY
        self.following = Following()

    @cached_property
    def writes(self) -> Lanes:  # most pages only read
        return Lanes(MOST_WRITES, WRITES_AT_ONCE)

    @cached_property
    def rows(self) -> RowsTold:  # only a desk has any
        return RowsTold()

    def opened(self) -> None:
        self.hello_timer = after(HELLO_WITHIN, self.lane, self._no_hello)
        self.join_local(announce.EVERYBODY)
        names()  # listens from the process's first socket on
        if process().state.draining:  # by a connection that was open before
            self.hear_drain({"spread": process().state.spread})

    def heard(self) -> None:
        if self.greeted:
            process().heartbeat.lives(self.id)

    def health(self) -> frames.Health:
        return process().state.health()

    async def expire(self) -> None:
        await self.close(Close.NO_PONG, "The last ping was not answered.")

    def ended(self) -> None:
        self.hello_timer.cancel()
        process().heartbeat.unregister(self.id)
        sign_ins().left(self)
        for seat in self.following:
            process().presence.left(self._seated(seat.public_id, seat.person))
        if self.queue and self.visitor.agent:
            process().presence.left(self._seated(announce.DESK, self.visitor.agent))
        self.following.clear()

    def tickets(self) -> list[str]:
        return [seat.public_id for seat in self.following]

    # — frames of the page —

    async def take(self, text: str, came_at: float) -> None:
        try:
            frame = frames.parse(text)
        except Refused as refused:
            await self.reject(refused, frames.named_in(text))
            return
        if isinstance(frame, frames.Hello):
            await self._greet(frame, came_at)
        elif not self.greeted:
            await self.close(Close.NOT_THIS_PROTOCOL, "The first frame is `hello`.")
        elif not self.closed or isinstance(frame, frames.Send):
            await self._answer(frame, came_at)  # what was sent just before the page closed still counts

    async def _greet(self, hello: frames.Hello, came_at: float) -> None:
        self.hello_timer.cancel()
        with admission().serving():
            await self._answer(hello, came_at)
        if not self.greeted and not self.closed:  # refused for now: it may come again
            self.opened()

    async def _answer(self, frame: Frame, came_at: float) -> None:
        page: PageSocket = self  # all that a handler may use
        async with self.refusing(frame):
            await handler_of(frame)(page, frame, came_at)

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

    async def is_agents(self) -> bool:
        cookie = self.cookies().get(settings.SESSION_COOKIE_NAME)
        try:
            return (await in_database(access.visitor_with_cookie, cookie)).agent is not None
        except Refused:  # the database is away
            return False

    async def on_hello(self, hello: frames.Hello, _: float) -> None:
        if self.greeted or hello.v != frames.VERSION:
            reason = f"One `hello`, of version {frames.VERSION}."
            await self.close(Close.NOT_THIS_PROTOCOL, reason)
            return
        cookie = self.cookies().get(settings.SESSION_COOKIE_NAME)
        places = [(place.ticket, place.token) for place in hello.tickets]
        self.visitor, seats = await in_database(access.enter, cookie, places, as_agent=hello.queue)
        if self.closed:
            return
        sign_ins().came(self)
        agent = self.visitor.agent
        me = next((seat.person for seat in seats if seat), agent)
        if me is None or (hello.queue and agent is None):
            await self._tell_gone(hello.tickets)
            await self.close(*_stranger(hello))
            return
        if agent:
            await self._join_staff(agent, hello.queue)
        await self._welcome(me)
        await self._follow(zip(hello.tickets, seats, strict=True))

    async def _tell_gone(self, places: Iterable[frames.Place]) -> None:
        for place in places:
            if access.had(self.visitor, place.ticket, place.token):
                await self.send_text(frames.gone(place.ticket))

    async def _join_staff(self, agent: Person, queue: bool) -> None:
        self.count_no_more()  # an office has one address, and many agents
        if queue:
            await self.join(announce.DESK)
            self.queue = True
            self._sit(announce.DESK, agent)

    async def _welcome(self, me: Person) -> None:
        if self.closed:
            return
        self.greeted = True
        self.scope["headers"].clear()  # who it is, is known: a browser's take a KiB and more
        process().heartbeat.register(self)
        if me.role == "customer":
            self.join_local(announce.CUSTOMERS)
        interval = settings.HEARTBEAT_INTERVAL
        socket = {"process": process().id, "id": self.id}
        about = (interval, TIMEOUT, process().duty.on_duty, socket, settings.RELEASE, stamps.now())
        await self.send_text(frames.welcome(me.as_dict(), *about))

    async def on_subscribe(self, frame: frames.Subscribe, _: float) -> None:
        place = [(frame.ticket, frame.token)]
        seats = await in_database(access.seats, self.visitor, place, as_agent=self.queue)
        await self._follow([(frame, seats[0])])

    async def on_unsubscribe(self, frame: frames.Unsubscribe, _: float) -> None:
        self._unfollow(frame.ticket)

    def _unfollow(self, ticket: str) -> None:
        seat = self.following.stop(ticket)
        self.leave(_group(seat))
        process().presence.left(self._seated(ticket, seat.person))

    def write(self, frame: F, seat: Seat, act: Act[F], came_at: float) -> None:
        """In the ticket's own lane: a slow one holds up no other ticket, and no announcement."""
        if not self.writes.add(seat.public_id, Write(self, frame, seat, act, came_at)):
            raise Refused("rate_limited", "Too much is waiting.", retry_after=AGAIN)

    async def ack(self, written: Written, ticket: str) -> None:
        stamp = stamps.stamp(written.at)
        await self.send_text(frames.ack(str(written.id), ticket, written.seq, stamp))

    # — following a ticket —

    async def _follow(self, places: Iterable[tuple[frames.Place, Seat | None]]) -> None:
        """Join first, then read, then live: nothing falls between."""
        asked = []
        for place, seat in places:
            if seat and self._is_crowded(seat):
                await self.close(Close.TOO_MUCH, "Too many pages have this ticket open.", limits.COME_BACK)
                return
            try:
                asked.append(self._started(place, seat))
            except Refused as refused:
                await self.reject(refused, {"ticket": place.ticket})
        await self.join(*(_group(one.seat) for one in asked))
        try:
            pages = await self.following.read(asked, queue.pages_after)
        except Refused as refused:
            for one in asked:
                await self.reject(refused, {"ticket": one.seat.public_id})
            return
        for one, page in zip(asked, pages, strict=True):
            await self._show(one.seat, page)

    def _started(self, place: frames.Place, seat: Seat | None) -> Asked:
        if seat is None:
            raise access.nowhere(self.visitor, place.ticket, place.token)
        self.following.start(seat, place.after)
        return Asked(seat, place.after, place.last, place.newest)

    async def _show(self, seat: Seat, page: Page | None) -> None:
        if page is None:
            await self.reject(not_found(), {"ticket": seat.public_id})
            return
        await self._hand_out(page)
        self.following.goes_live(page)
        for kind, who, seq in page.marks:
            await self.send_text(frames.MARKS[kind](seat.public_id, who, seq))
        self._sit(seat.public_id, seat.person)

    def _is_crowded(self, seat: Seat) -> bool:
        if not settings.RATE_LIMITS or seat.is_agent or seat.public_id in self.following:
            return False
        return len(hub().members(_group(seat))) >= limits.SOCKETS_OF_TICKET

    async def _hand_out(self, page: Page) -> None:
        await self.send_text(page.as_frame())

    async def _catch_up(self) -> None:
        try:
            pages = await self.following.catch_up()
        except Refused:
            self._later(self._catch_up)
            return
        for page in pages:
            await self._hand_out(page)
            seat = self.following.seat(page.ticket)
            losses().read(_group(seat), [event["seq"] for event in page.events])

    async def seat_for_writing(self, ticket: str) -> Seat:
        if ticket in self.following:
            seat = self.following.seat(ticket)
        elif self.visitor.agent:
            seat = await in_database(access.seat, self.visitor, ticket, as_agent=True)
        else:
            raise not_found()
        may_write(seat)
        return seat

    # — announcements —

    def announced(self, message: dict[str, Any]) -> None:
        """From the hub, synchronously: anything that takes time goes into the lane. What
        finds the lane full is dropped; heads bring it back."""
        _HEARD[message["type"]](self, message)

    def hear_event(self, message: dict[str, Any]) -> None:
        self.lane.add(partial(self._event, message))

    async def _event(self, message: dict[str, Any]) -> None:
        step = self.following.announced(message["ticket"], message["seq"])
        if step is Step.HAND_OUT:
            await self.send_text(message["frame"])
        elif step is Step.READ:
            self.hear_head(message)
        losses().came(message["group"], message["seq"])

    def hear_head(self, message: dict[str, Any]) -> None:
        if self.following.falls_behind(message["ticket"], message["seq"]):
            self._when_possible(self._catch_up)

    def hear_frame(self, message: dict[str, Any]) -> None:
        if message.get("but") != self.id:
            self.lane.add(partial(self.send_text, message["frame"]))

    def hear_queue(self, message: dict[str, Any]) -> None:
        self.rows.tell(message["ticket"], message["head"])
        self.lane.add(partial(self.send_text, message["frame"]))

    def hear_heads(self, message: dict[str, Any]) -> None:
        """Rows of the desk whose announcement got lost, or that are new to this socket."""
        heads = {ticket: seq for ticket, (seq, _) in message["heads"].items()}
        if missed := self.rows.missed(heads, tick=message["tick"]):
            self._when_possible(partial(self._send_rows, missed))

    async def _send_rows(self, tickets: list[str]) -> None:
        try:
            rows = await in_database(queue.rows, tickets)
        except Refused:
            self._later(partial(self._send_rows, tickets))
            return
        for row in rows:
            await self.send_text(frames.queue(row))

    def hear_renamed(self, message: dict[str, Any]) -> None:
        """Somebody has another name by now: perhaps the person whose page this is."""
        agent = self.visitor.agent
        if agent and agent.agent == message["agent"]:
            self.visitor = replace(self.visitor, agent=replace(agent, name=message["name"]))
            self._rename_at_desk(agent)
        for seat in self.following:
            if seat.person.agent == message["agent"] and message["ticket"] in ("", seat.public_id):
                self._rename(seat, message["name"])
        self._when_possible(partial(self.send_text, message["frame"]))

    def _rename_at_desk(self, before: Person) -> None:
        if self.queue and self.visitor.agent:
            process().presence.left(self._seated(announce.DESK, before))
            self._sit(announce.DESK, self.visitor.agent)

    def _rename(self, seat: Seat, name: str) -> None:
        renamed = replace(seat, person=replace(seat.person, name=name))
        self.following.sits(renamed)
        process().presence.left(self._seated(seat.public_id, seat.person))
        self._sit(seat.public_id, renamed.person)

    def hear_gone(self, message: dict[str, Any]) -> None:
        """A ticket was deleted. The desk hears it as such; who follows it, beside that."""
        if message["group"] == announce.DESK:
            self._when_possible(partial(self.send_text, frames.gone(message["ticket"])))
        else:
            self._when_possible(partial(self._lose, message["ticket"]))

    async def _lose(self, ticket: str) -> None:
        if ticket not in self.following:
            return
        self._unfollow(ticket)
        await self.send_text(frames.gone(ticket))
        if self.visitor.agent or self.tickets():
            await self.reject(not_found(), {"ticket": ticket})
        else:
            await self.close(Close.NOT_THERE, "This conversation is no longer there.")

    def hear_drain(self, message: dict[str, Any]) -> None:
        reason, spread = "The server is restarting.", message["spread"]
        self.lane.add(partial(self.close, Close.RESTARTING_SOON, reason, spread))

    def _when_possible(self, work: Work) -> None:
        """What must not be dropped: once the lane has room for it."""
        if not self.closed and not self.lane.add(work):
            self._later(work)

    def _later(self, work: Work) -> None:
        asyncio.get_running_loop().call_later(AGAIN, self._when_possible, work)

    # — who may be here —

    @property
    def sign_in(self) -> SignIn | None:
        return self.visitor.sign_in

    @property
    def rights(self) -> list[Right]:
        seats = [seat for seat in self.following if not seat.is_agent]
        return [self.sign_in, *seats] if self.sign_in else [*seats]

    def sign_in_ended(self) -> None:
        self._when_possible(self._sign_out)

    async def _sign_out(self) -> None:
        await self.close(Close.SIGNED_OUT, "You have been signed out.")

    # — hello, and who is here —

    async def _no_hello(self) -> None:
        if not self.greeted:
            reason = f"No `hello` within {HELLO_WITHIN:.0f} s."
            await self.close(Close.NOT_THIS_PROTOCOL, reason)

    def _sit(self, ticket: str, person: Person) -> None:
        if not self.closed:
            process().presence.came(self._seated(ticket, person))

    def _seated(self, ticket: str, person: Person) -> Seated:
        return process().presence.seat(self.id, ticket, person.key, person.role, person.name)


_HEARD: Final[dict[str, Callable[[SupportConsumer, dict[str, Any]], None]]] = {
    "event": SupportConsumer.hear_event,
    "head": SupportConsumer.hear_head,
    "frame": SupportConsumer.hear_frame,
    "queue": SupportConsumer.hear_queue,
    "heads": SupportConsumer.hear_heads,
    "renamed": SupportConsumer.hear_renamed,
    "gone": SupportConsumer.hear_gone,
    "drain": SupportConsumer.hear_drain,
}


def _group(seat: Seat) -> str:
    of = announce.agents_of if seat.is_agent else announce.customer_of
    return of(seat.public_id)


def _stranger(hello: frames.Hello) -> tuple[Close, str]:
    if hello.queue or not hello.tickets:
        return Close.SIGNED_OUT, "Sign in again."
    return Close.NOT_THERE, "There is no such ticket."


register(frames.Hello, SupportConsumer.on_hello)
register(frames.Subscribe, SupportConsumer.on_subscribe)
register(frames.Unsubscribe, SupportConsumer.on_unsubscribe)
