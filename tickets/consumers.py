"""The socket's door: a frame in, one call; an announcement in, a frame out."""

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.conf import settings

from tickets.conversation import access, actions, limits, queue, timeline
from tickets.conversation.access import NOBODY, Person, Seat, Visitor
from tickets.conversation.ledger import Written
from tickets.database import in_database
from tickets.liveness.presence import presence
from tickets.liveness.pulse import pulse
from tickets.wire import announce, frames, stamps
from tickets.wire.buckets import Bucket, Rate
from tickets.wire.frames import Close
from tickets.wire.hub import hub
from tickets.wire.lane import Lane, Work
from tickets.wire.refusals import Refused, not_found, unavailable

log = logging.getLogger(__name__)

HELLO_WITHIN: Final = 5.0  # seconds
FRAMES: Final = Rate(burst=200, per_second=50)  # text frames of one socket
MOST_WAITING: Final = 1000  # frames and announcements of one socket
TIMEOUT: Final = settings.HEARTBEAT_INTERVAL + 1  # seconds of silence; the seed's page buffer
PING: Final = {"type": "websocket.send", "bytes": frames.PING}


@dataclass(slots=True)
class Following:
    """A ticket on this socket: `seq` is the newest event handed out."""

    seat: Seat
    seq: int
    more: bool = False  # the page was told to ask for more; until then nothing goes out


class SupportConsumer(AsyncConsumer):
    """One page: of a customer or of an agent."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Channels' own loop costs a task per source, and before each frame a hop to the
        database's thread. Announcements reach this socket through the process's hub."""
        self.scope, self.base_send = scope, send
        self.id = secrets.token_hex(5)
        self.closed = self.greeted = self.queue = False
        self.visitor: Visitor = NOBODY
        self.following: dict[str, Following] = {}
        self.rows: dict[str, int] = {}
        self.groups: set[str] = set()
        self.lane = Lane(MOST_WAITING)
        self.bucket = Bucket(FRAMES, time.monotonic())
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            self._gone()

    async def dispatch(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.connect":
                await self.base_send({"type": "websocket.accept"})
                self._expect_hello()
            case "websocket.receive":
                await self._receive(message.get("text"), message.get("bytes"))
            case "websocket.disconnect":
                raise StopConsumer

    # — heartbeat: never waits for anything —

    async def _receive(self, text: str | None, data: bytes | None) -> None:
        if self.closed:
            return
        if self.greeted:
            pulse().lives(self.id)
        if data == frames.PONG:
            return
        if data and frames.is_probe(data):
            answer = frames.probe_answer(data[1], pulse().health())
            await self.base_send({"type": "websocket.send", "bytes": answer})
        elif await self._within_rate(text) and not self.lane.add(partial(self._text, text)):
            await self._too_much(text, 1)

    async def ping(self) -> None:
        if not self.closed:
            await self.base_send(PING)

    async def expire(self) -> None:
        await self._close(Close.NO_PONG, "The last ping was not answered.")

    async def _within_rate(self, text: str | None) -> bool:
        wait = self.bucket.take(time.monotonic()) if settings.RATE_LIMITS else 0
        if not wait:
            return True
        if self.bucket.overrun:
            await self._close(Close.TOO_MUCH, "Too many frames.", retry_after=5)
        else:
            await self._too_much(text, round(wait, 2))
        return False

    async def _too_much(self, text: str | None, wait: float) -> None:
        refused = Refused("rate_limited", "Too many frames.", retry_after=wait)
        await self._reject(refused, frames.named_in(text or ""))

    # — frames of the page, one after another —

    async def _text(self, text: str | None) -> None:
        if text is None:
            await self._reject(Refused("bad_frame", "There is no such binary frame."))
            return
        try:
            frame = frames.parse(text)
        except Refused as refused:
            await self._reject(refused, frames.named_in(text))
            return
        if isinstance(frame, frames.Hello):
            self.hello_timer.cancel()
            await self._answer(frame)
            if not self.greeted and not self.closed:  # refused for now: it may come again
                self._expect_hello()
        elif not self.greeted:
            await self._close(Close.NOT_THIS_PROTOCOL, "The first frame is `hello`.")
        elif not self.closed or isinstance(frame, frames.Send):
            await self._answer(frame)  # what was sent just before the page closed still counts

    async def _answer(self, frame: frames.PageFrame) -> None:
        try:
            await getattr(self, f"_on_{frame.type}")(frame)
        except Refused as refused:
            await self._reject(refused, _names(frame))
        except Exception:
            log.exception("a %s frame failed", frame.type)
            await self._reject(unavailable(), _names(frame))

    async def _on_hello(self, hello: frames.Hello) -> None:
        if self.greeted or hello.v != frames.VERSION:
            reason = f"One `hello`, of version {frames.VERSION}."
            await self._close(Close.NOT_THIS_PROTOCOL, reason)
            return
        cookie = self._session_key()
        self.visitor, seats = await in_database(
            access.enter,
            cookie,
            [(place.ticket, place.token) for place in hello.tickets],
            as_agent=hello.queue,
        )
        agent = self.visitor.agent
        me = next((seat.person for seat in seats if seat), agent)
        if me is None or (hello.queue and agent is None):
            await self._close(*_stranger(hello))
            return
        if agent:
            await self._join_staff(agent, cookie, hello.queue)
        await self._welcome(me)
        for place, seat in zip(hello.tickets, seats, strict=True):
            await self._answer_place(place, seat)

    async def _welcome(self, me: Person) -> None:
        if self.closed:
            return
        self.greeted = True
        pulse().register(self)
        hub().join_local(announce.EVERYBODY, self)
        self.groups.add(announce.EVERYBODY)
        if me.role == "customer":
            hub().join_local(announce.CUSTOMERS, self)
            self.groups.add(announce.CUSTOMERS)
        interval = settings.HEARTBEAT_INTERVAL
        await self._send(frames.welcome(me.as_dict(), interval, TIMEOUT, pulse().on_duty))

    async def _join_staff(self, agent: Person, cookie: str | None, queue: bool) -> None:
        assert agent.agent is not None
        assert cookie is not None
        await self._join(announce.session(cookie))
        await self._join(announce.agent(agent.agent))
        if queue:
            self.queue = True
            await self._join(announce.DESK)
            self._sit(announce.DESK, agent)

    async def _answer_place(self, place: frames.Place, seat: Seat | None) -> None:
        try:
            await self._follow(seat, place.after)
        except Refused as refused:
            await self._reject(refused, {"ticket": place.ticket})

    async def _on_subscribe(self, frame: frames.Subscribe) -> None:
        place = [(frame.ticket, frame.token)]
        seats = await in_database(access.seats, self.visitor, place, as_agent=self.queue)
        await self._follow(seats[0], frame.after)

    async def _on_unsubscribe(self, frame: frames.Unsubscribe) -> None:
        followed = self._followed(frame.ticket)
        del self.following[frame.ticket]
        self._leave(_group(followed.seat))
        presence().left(self._seated(frame.ticket, followed.seat.person))

    async def _on_send(self, frame: frames.Send) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        written = await actions.send(seat, frame.id, frame.body, frame.kind)
        await self._ack(written, frame.ticket)

    async def _on_status(self, frame: frames.Status) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        await self._ack(await actions.set_status(seat, frame.id, frame.status), frame.ticket)

    async def _on_assign(self, frame: frames.Assign) -> None:
        seat = await self._seat_for_writing(frame.ticket)
        await self._ack(await actions.assign(seat, frame.id, frame.agent), frame.ticket)

    async def _on_sync(self, frame: frames.Sync) -> None:
        await self._read_on(self._followed(frame.ticket), frame.after)

    async def _on_read(self, frame: frames.Read) -> None:
        await actions.mark_read(self._followed(frame.ticket).seat, frame.seq)

    async def _on_typing(self, frame: frames.Typing) -> None:
        actions.typing(self._followed(frame.ticket).seat, self.id)

    # — following a ticket —

    async def _follow(self, seat: Seat | None, after: int) -> None:
        """Join first, then read, then live: nothing falls between."""
        if seat is None:
            raise not_found()
        if seat.public_id not in self.following and len(self.following) >= frames.MAX_TICKETS:
            raise Refused("too_many_tickets", f"At most {frames.MAX_TICKETS} tickets a socket.")
        followed = self.following[seat.public_id] = Following(seat, after)
        await self._join(_group(seat))
        page = await self._read_on(followed, after)
        for role, name, seq in page.reads:
            await self._send(frames.read(seat.public_id, role, name, seq))
        self._sit(seat.public_id, seat.person)

    async def _read_on(self, followed: Following, after: int) -> timeline.Page:
        page = await in_database(timeline.page_after, followed.seat, after)
        followed.seq, followed.more = page.last_seq, page.more
        await self._send(page.as_frame())
        return page

    async def _catch_up(self, ticket: str, head: int) -> None:
        """A head says that something was lost on the way here: read it."""
        followed = self.following.get(ticket)
        if followed and not followed.more and followed.seq < head:
            await self._read_on(followed, followed.seq)

    def _followed(self, ticket: str) -> Following:
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

    def announced(self, message: dict[str, Any]) -> None:
        """From the hub, synchronously: anything that takes time goes into the lane. What
        finds the lane full is dropped; heads bring it back."""
        getattr(self, f"_hear_{message['type']}")(message)

    def _hear_event(self, message: dict[str, Any]) -> None:
        self.lane.add(partial(self._event, message))

    def _hear_head(self, message: dict[str, Any]) -> None:
        followed = self.following.get(message["ticket"])
        if followed and not followed.more and followed.seq < message["seq"]:
            catch_up = partial(self._catch_up, message["ticket"], message["seq"])
            self.lane.add(partial(self._if_reachable, catch_up))

    def _hear_frame(self, message: dict[str, Any]) -> None:
        caused_it = message.get("but") == self.id
        if not caused_it and not (self.queue and message.get("desk_too")):
            self.lane.add(partial(self._send, message["frame"]))

    def _hear_queue(self, message: dict[str, Any]) -> None:
        self.rows[message["ticket"]] = message["head"]
        self.lane.add(partial(self._send, message["frame"]))

    def _hear_heads(self, message: dict[str, Any]) -> None:
        """Rows of the desk whose announcement got lost, or that are new to this socket."""
        heads = {ticket: seq for ticket, (seq, _) in message["heads"].items()}
        behind = [ticket for ticket, seq in heads.items() if self.rows.get(ticket, 0) < seq]
        self.rows = heads
        for ticket in behind:
            self.lane.add(partial(self._if_reachable, partial(self._send_row, ticket)))

    def _hear_signed_out(self, _: dict[str, Any]) -> None:
        self.lane.add(partial(self._close, Close.SIGNED_OUT, "You have been signed out."))

    def _hear_drain(self, message: dict[str, Any]) -> None:
        reason, spread = "The server is restarting.", message["spread"]
        self.lane.add(partial(self._close, Close.RESTARTING_SOON, reason, spread))

    async def _event(self, message: dict[str, Any]) -> None:
        ticket, seq = message["ticket"], message["seq"]
        followed = self.following.get(ticket)
        if followed is None or followed.more or seq <= followed.seq:
            return
        if seq == followed.seq + 1:
            followed.seq = seq
            await self._send(message["frame"])
        else:
            await self._if_reachable(partial(self._catch_up, ticket, seq))

    async def _send_row(self, ticket: str) -> None:
        await self._send(frames.queue(await in_database(queue.row, ticket)))

    async def _if_reachable(self, work: Work) -> None:
        try:
            await work()
        except Refused:
            return  # the database is away: the next tick tells the head again

    # — out —

    async def _ack(self, written: Written, ticket: str) -> None:
        stamp = stamps.stamp(written.at)
        await self._send(frames.ack(str(written.id), ticket, written.seq, stamp))

    async def _reject(self, refused: Refused, named: dict[str, str] | None = None) -> None:
        await self._send(frames.reject(refused, **(named or {})))

    async def _send(self, frame: str) -> None:
        if not self.closed:
            await self.base_send({"type": "websocket.send", "text": frame})

    async def _close(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        if self.closed:
            return
        await self._send(frames.bye(code, reason, retry_after))
        self._gone()
        await self.base_send({"type": "websocket.close", "code": int(code), "reason": reason})

    def _expect_hello(self) -> None:
        late = partial(self.lane.add, self._no_hello)
        self.hello_timer = asyncio.get_running_loop().call_later(HELLO_WITHIN, late)

    async def _no_hello(self) -> None:
        if not self.greeted:
            reason = f"No `hello` within {HELLO_WITHIN:.0f} s."
            await self._close(Close.NOT_THIS_PROTOCOL, reason)

    # — coming and going —

    async def _join(self, group: str) -> None:
        self.groups.add(group)
        await hub().join(group, self)
        if self.closed:
            self._leave(group)

    def _leave(self, group: str) -> None:
        self.groups.discard(group)
        hub().leave(group, self)

    def _sit(self, ticket: str, person: Person) -> None:
        if not self.closed:
            presence().came(self._seated(ticket, person))

    def _seated(self, ticket: str, person: Person) -> Any:
        return pulse().seated(self.id, ticket, person.key, person.role, person.name)

    def _gone(self) -> None:
        """Undo everything, once: on a close by either side, and when the handler dies."""
        if self.closed:
            return
        self.closed = True
        self.hello_timer.cancel()
        pulse().unregister(self.id)
        for group in tuple(self.groups):
            self._leave(group)
        for ticket, followed in self.following.items():
            presence().left(self._seated(ticket, followed.seat.person))
        if self.queue and self.visitor.agent:
            presence().left(self._seated(announce.DESK, self.visitor.agent))
        self.following.clear()

    def tickets(self) -> list[str]:
        return list(self.following)

    def _session_key(self) -> str | None:
        cookies: dict[str, str] = self.scope["cookies"]
        return cookies.get(settings.SESSION_COOKIE_NAME)


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
