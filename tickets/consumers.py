"""The socket's door: a frame in, one call; an announcement in, a frame out."""

import asyncio
from dataclasses import replace
from typing import Final

from django.conf import settings

from tickets.conversation import live
from tickets.conversation.names import names
from tickets.database import in_database
from tickets.desk import live as desk
from tickets.desk import queue
from tickets.desk.page import DeskPage
from tickets.desk.present import present
from tickets.liveness.web import WebHeartbeat
from tickets.people import access
from tickets.people.sign_ins import sign_ins
from tickets.presence.seats import Presence
from tickets.process import process
from tickets.refusals import Refused
from tickets.wire import frames, groups
from tickets.wire.admission import admission
from tickets.wire.announcements import (
    Announcement,
    DeskHeads,
    Drain,
    Gone,
    Head,
    NewEvent,
    People,
    ReadyFrame,
    Renamed,
    Row,
)
from tickets.wire.frames import Close, Frame
from tickets.wire.handlers import handler_of
from tickets.wire.socket import after

HELLO_WITHIN: Final = 5.0  # seconds


class SupportConsumer(DeskPage):
    """One page: of a customer or of an agent."""

    greeted = False
    # Once it pings this page: to ask which it is would cost each pong a system call.
    heartbeat: WebHeartbeat | None = None

    def opened(self) -> None:
        self.hello_timer = after(HELLO_WITHIN, self.lane, self._no_hello)
        self.join_local(groups.EVERYBODY)
        names()  # listens from the process's first socket on
        if process().state.draining:  # by a connection that was open before
            self._drain(process().state.spread)

    def heard(self) -> None:
        if self.heartbeat:
            self.heartbeat.lives(self.id)

    @property
    def presence(self) -> Presence:
        return process().presence

    def expected(self, ticket: str, /) -> str | None:
        return process().duty.frame_for(ticket)

    pages_after = staticmethod(queue.pages_after)

    def health(self) -> frames.Health:
        return process().state.health()

    async def expire(self, heard: int | None) -> None:
        """`heard`: the tick of its last sign of life, if it was told."""
        self.last_heard = heard
        await self.close(Close.NO_PONG, "The last ping was not answered.")

    def ended(self) -> None:
        self.hello_timer.cancel()
        process().heartbeat.unregister(self.id)
        sign_ins().left(self)
        for seat in self.following:
            self.left(seat.public_id, seat.person)
        if self.as_agent and self.visitor.agent:
            self.left(groups.DESK, self.visitor.agent)
        self.following.clear()

    async def _no_hello(self) -> None:
        if not self.greeted:
            reason = f"No `hello` within {HELLO_WITHIN:.0f} s."
            await self.close(Close.NOT_THIS_PROTOCOL, reason)

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
        async with self.refusing(frame):
            await handler_of(frame)(self, frame, came_at)

    async def is_agents(self) -> bool:
        cookie = self.cookies().get(settings.SESSION_COOKIE_NAME)
        try:
            return (await in_database(access.visitor_with_cookie, cookie)).agent is not None
        except Refused:  # the database is away
            return False

    # — announcements —

    def announced(self, announcement: Announcement) -> None:
        """From the hub, synchronously: anything that takes time goes into the lane. What
        finds the lane full is dropped; heads bring it back."""
        match announcement:  # the most frequent first, for there are thousands of sockets
            case People() if self.watch and not self.shows(announcement.ticket):
                pass
            case People() if self.as_agent and not self._hears_of(announcement.ticket):
                present().tell(self, announcement)
            case ReadyFrame():
                if announcement.but != self.id:
                    self.tell(announcement.frame)
            case NewEvent():
                self.lane.add(live.event, self, announcement)
            case Row():
                desk.row(self, announcement)
            case Head():
                live.head(self, announcement.ticket, announcement.seq)
            case _:
                self._announced_seldom(announcement)

    def _announced_seldom(self, announcement: Announcement) -> None:
        match announcement:
            case DeskHeads():
                desk.heads(self, announcement)
            case Renamed():
                self._renamed(announcement)
                live.renamed(self, announcement)
            case Gone():
                desk.count_anew(self)
                live.gone(self, announcement)
            case Drain():
                self._drain(announcement.spread)

    def _hears_of(self, ticket: str) -> bool:
        return self.sees_everything or ticket in self.following

    def people_at(self, frame: str) -> None:
        self.tell(frame)

    def _renamed(self, told: Renamed) -> None:
        agent = self.visitor.agent
        if agent and agent.agent == told.agent:
            renamed = replace(agent, name=told.name)
            self.visitor = replace(self.visitor, agent=renamed)
            if self.as_agent:
                self.left(groups.DESK, agent)
                self.sits(groups.DESK, renamed)

    def _drain(self, spread: float) -> None:
        bye = Close.RESTARTING_SOON, "The server is restarting.", spread
        if not self.lane.add(self.close, *bye):  # it has no time to wait for room
            self.leaving = asyncio.create_task(self.close(*bye))
