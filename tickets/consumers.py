"""The socket's door: a frame in, one call; an announcement in, a frame out."""

import logging
import time
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from tickets import metrics
from tickets.conversation import access, actions, limits, queue, timeline
from tickets.conversation.access import NOBODY, Person, Seat, Visitor
from tickets.conversation.follower import Follower, Step
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.liveness.marks import Seated
from tickets.liveness.presence import presence
from tickets.liveness.pulse import pulse
from tickets.wire import announce, frames, stamps
from tickets.wire.frames import Close
from tickets.wire.lane import Work
from tickets.wire.losses import losses
from tickets.wire.refusals import Refused, not_found, unavailable
from tickets.wire.socket import Socket, after

log = logging.getLogger(__name__)

HELLO_WITHIN: Final = 5.0  # seconds
TIMEOUT: Final = settings.HEARTBEAT_INTERVAL + 1  # seconds of silence; the seed's page buffer


class SupportConsumer(Socket):
    """One page: of a customer or of an agent."""

    def __init__(self) -> None:
        self.greeted = self.queue = False
        self.visitor: Visitor = NOBODY
        self.following: dict[str, Follower] = {}
        self.rows: dict[str, int] = {}  # of the desk's queue: ticket -> the head last told

    def opened(self) -> None:
        self.hello_timer = after(HELLO_WITHIN, self.lane, self._no_hello)

    def heard(self) -> None:
        if self.greeted:
            pulse().lives(self.id)

    def health(self) -> frames.Health:
        return pulse().health()

    async def expire(self) -> None:
        await self.close(Close.NO_PONG, "The last ping was not answered.")

    def ended(self) -> None:
        self.hello_timer.cancel()
        pulse().unregister(self.id)
        for ticket, followed in self.following.items():
            presence().left(self._seated(ticket, followed.seat.person))
        if self.queue and self.visitor.agent:
            presence().left(self._seated(announce.DESK, self.visitor.agent))
        self.following.clear()

    def tickets(self) -> list[str]:
        return list(self.following)

    # — frames of the page —

    async def take(self, text: str, came_at: float) -> None:
        self.came_at = came_at
        try:
            frame = frames.parse(text)
        except Refused as refused:
            await self.reject(refused, frames.named_in(text))
            return
        if isinstance(frame, frames.Hello):
            await self._greet(frame)
        elif not self.greeted:
            await self.close(Close.NOT_THIS_PROTOCOL, "The first frame is `hello`.")
        elif not self.closed or isinstance(frame, frames.Send):
            await self._answer(frame)  # what was sent just before the page closed still counts

    async def _greet(self, hello: frames.Hello) -> None:
        self.hello_timer.cancel()
        await self._answer(hello)
        if not self.greeted and not self.closed:  # refused for now: it may come again
            self.opened()

    async def _answer(self, frame: frames.PageFrame) -> None:
        try:
            await getattr(self, f"on_{frame.type}")(frame)
        except Refused as refused:
            await self.reject(refused, _names(frame))
        except Exception:
            log.exception("a %s frame failed", frame.type)
            await self.reject(unavailable(), _names(frame))

    async def on_hello(self, hello: frames.Hello) -> None:
        if self.greeted or hello.v != frames.VERSION:
            reason = f"One `hello`, of version {frames.VERSION}."
            await self.close(Close.NOT_THIS_PROTOCOL, reason)
            return
        cookie = self.cookies().get(settings.SESSION_COOKIE_NAME)
        places = [(place.ticket, place.token) for place in hello.tickets]
        self.visitor, seats = await in_database(access.enter, cookie, places, as_agent=hello.queue)
        agent = self.visitor.agent
        me = next((seat.person for seat in seats if seat), agent)
        if me is None or (hello.queue and agent is None):
            await self.close(*_stranger(hello))
            return
        if agent and cookie:
            await self._join_staff(agent, cookie, hello.queue)
        await self._welcome(me)
        for place, seat in zip(hello.tickets, seats, strict=True):
            await self._answer_place(place, seat)

    async def _join_staff(self, agent: Person, cookie: str, queue: bool) -> None:
        assert agent.agent is not None
        await self.join(announce.session(cookie))
        await self.join(announce.agent(agent.agent))
        if queue:
            self.queue = True
            await self.join(announce.DESK)
            self._sit(announce.DESK, agent)

    async def _welcome(self, me: Person) -> None:
        if self.closed:
            return
        self.greeted = True
        pulse().register(self)
        self.join_local(announce.EVERYBODY)
        if me.role == "customer":
            self.join_local(announce.CUSTOMERS)
        interval = settings.HEARTBEAT_INTERVAL
        await self.send_text(frames.welcome(me.as_dict(), interval, TIMEOUT, pulse().on_duty))

    async def _answer_place(self, place: frames.Place, seat: Seat | None) -> None:
        try:
            await self._follow(seat, place)
        except Refused as refused:
            await self.reject(refused, {"ticket": place.ticket})

    async def on_subscribe(self, frame: frames.Subscribe) -> None:
        place = [(frame.ticket, frame.token)]
        seats = await in_database(access.seats, self.visitor, place, as_agent=self.queue)
        await self._follow(seats[0], frame)

    async def on_unsubscribe(self, frame: frames.Unsubscribe) -> None:
        followed = self._followed(frame.ticket)
        del self.following[frame.ticket]
        self.leave(_group(followed.seat))
        presence().left(self._seated(frame.ticket, followed.seat.person))

    async def on_send(self, frame: frames.Send) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        written = await actions.send(seat, frame.id, frame.body, frame.kind)
        await self._ack(written, frame.ticket)
        metrics.ACKED.observe(time.monotonic() - self.came_at)

    async def on_status(self, frame: frames.Status) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        await self._ack(await actions.set_status(seat, frame.id, frame.status), frame.ticket)

    async def on_assign(self, frame: frames.Assign) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        await self._ack(await actions.assign(seat, frame.id, frame.agent), frame.ticket)

    async def on_sync(self, frame: frames.Sync) -> None:
        await self._read_on(self._followed(frame.ticket), frame.after)

    async def on_read(self, frame: frames.Read) -> None:
        await actions.mark_read(self._followed(frame.ticket).seat, frame.seq)

    async def on_delivered(self, frame: frames.Delivered) -> None:
        followed = self._followed(frame.ticket)
        await actions.mark_delivered(followed.seat, frame.seq, live_since=followed.live_since)
        followed.live_since = max(followed.live_since, frame.seq)

    async def on_earlier(self, frame: frames.Earlier) -> None:
        seat = self._followed(frame.ticket).seat
        page = await in_database(timeline.page_before, seat, frame.before)
        await self.send_text(frames.earlier(page))

    async def on_typing(self, frame: frames.Typing) -> None:
        actions.typing(self._followed(frame.ticket).seat, self.id)

    async def _ack(self, written: Written, ticket: str) -> None:
        stamp = stamps.stamp(written.at)
        await self.send_text(frames.ack(str(written.id), ticket, written.seq, stamp))

    # — following a ticket —

    async def _follow(self, seat: Seat | None, place: frames.Place) -> None:
        """Join first, then read, then live: nothing falls between."""
        if seat is None:
            raise not_found()
        if seat.public_id not in self.following and len(self.following) >= frames.MAX_TICKETS:
            raise Refused("too_many_tickets", f"At most {frames.MAX_TICKETS} tickets a socket.")
        followed = self.following[seat.public_id] = Follower(seat, place.after)
        await self.join(_group(seat))
        page = await self._read_on(followed, place.after, place.last, newest=place.newest)
        followed.live_since = page.head
        for kind, role, name, seq in page.marks:
            await self.send_text(frames.MARKS[kind](seat.public_id, role, name, seq))
        self._sit(seat.public_id, seat.person)

    async def _read_on(
        self, followed: Follower, after: int, last: UUID | None = None, *, newest: bool = False
    ) -> timeline.Page:
        page = await in_database(timeline.page_after, followed.seat, after, last, newest=newest)
        followed.has_read(page)
        await self.send_text(page.as_frame())
        return page

    async def _catch_up(self, ticket: str, head: int) -> None:
        followed = self.following.get(ticket)
        if followed and followed.is_behind(head):
            had = followed.seq
            await self._read_on(followed, had)
            losses().read(_group(followed.seat), range(had + 1, head + 1))

    def _followed(self, ticket: str) -> Follower:
        if ticket not in self.following:
            raise not_found()
        return self.following[ticket]

    async def _seat_for_writing(self, ticket: str) -> Seat:
        if ticket in self.following:
            seat = self.following[ticket].seat
        elif self.visitor.agent:
            seat = await in_database(access.seat, self.visitor, ticket, as_agent=True)
        else:
            raise not_found()
        limits.may_write(seat)
        return seat

    # — announcements —

    def hear_event(self, message: dict[str, Any]) -> None:
        self.lane.add(partial(self._event, message))

    async def _event(self, message: dict[str, Any]) -> None:
        followed = self.following.get(message["ticket"])
        step = followed.announced(message["seq"]) if followed else Step.DROP
        if step is Step.HAND_OUT:
            await self.send_text(message["frame"])
        elif step is Step.READ:
            await _if_reachable(partial(self._catch_up, message["ticket"], message["seq"]))
        losses().came(message["group"], message["seq"])

    def hear_head(self, message: dict[str, Any]) -> None:
        followed = self.following.get(message["ticket"])
        if followed and followed.is_behind(message["seq"]):
            catch_up = partial(self._catch_up, message["ticket"], message["seq"])
            self.lane.add(partial(_if_reachable, catch_up))

    def hear_frame(self, message: dict[str, Any]) -> None:
        caused_it = message.get("but") == self.id
        if not caused_it and not (self.queue and message.get("desk_too")):
            self.lane.add(partial(self.send_text, message["frame"]))

    def hear_queue(self, message: dict[str, Any]) -> None:
        self.rows[message["ticket"]] = message["head"]
        self.lane.add(partial(self.send_text, message["frame"]))

    def hear_heads(self, message: dict[str, Any]) -> None:
        """Rows of the desk whose announcement got lost, or that are new to this socket."""
        heads = {ticket: seq for ticket, (seq, _) in message["heads"].items()}
        behind = [ticket for ticket, seq in heads.items() if self.rows.get(ticket, 0) < seq]
        self.rows = heads
        for ticket in behind:
            self.lane.add(partial(_if_reachable, partial(self._send_row, ticket)))

    async def _send_row(self, ticket: str) -> None:
        await self.send_text(frames.queue(await in_database(queue.row, ticket)))

    def hear_signed_out(self, _: dict[str, Any]) -> None:
        self.lane.add(partial(self.close, Close.SIGNED_OUT, "You have been signed out."))

    def hear_drain(self, message: dict[str, Any]) -> None:
        reason, spread = "The server is restarting.", message["spread"]
        self.lane.add(partial(self.close, Close.RESTARTING_SOON, reason, spread))

    # — hello, and who is here —

    async def _no_hello(self) -> None:
        if not self.greeted:
            reason = f"No `hello` within {HELLO_WITHIN:.0f} s."
            await self.close(Close.NOT_THIS_PROTOCOL, reason)

    def _sit(self, ticket: str, person: Person) -> None:
        if not self.closed:
            presence().came(self._seated(ticket, person))

    def _seated(self, ticket: str, person: Person) -> Seated:
        return pulse().seated(self.id, ticket, person.key, person.role, person.name)


async def _if_reachable(work: Work) -> None:
    try:
        await work()
    except Refused:
        return  # the database is away: the next tick tells the head again


def _group(seat: Seat) -> str:
    of = announce.agents_of if seat.is_agent else announce.customer_of
    return of(seat.public_id)


def _names(frame: frames.PageFrame) -> dict[str, str]:
    """What a reject says of the frame that it answers."""
    named = {name: getattr(frame, name, None) for name in ("id", "ticket")}
    return {name: str(value) for name, value in named.items() if value is not None}


def _stranger(hello: frames.Hello) -> tuple[Close, str]:
    if hello.queue or not hello.tickets:
        return Close.SIGNED_OUT, "Sign in again."
    return Close.NOT_THERE, "There is no such ticket."
