"""What answers the first frame of a page: who it is, where it may sit, and what it has missed."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings

from tickets.consumers import SupportConsumer
from tickets.conversation import live
from tickets.conversation.following import too_many_tickets
from tickets.database import in_database
from tickets.gathered import Gathered, apart
from tickets.people import access
from tickets.people.access import Entry, Person, Seat, Visitor
from tickets.people.sign_ins import sign_ins
from tickets.per_loop import per_loop
from tickets.process import process
from tickets.wire import frames, groups, stamps
from tickets.wire.frames import Close
from tickets.wire.handlers import register

TIMEOUT: Final = settings.HEARTBEAT_INTERVAL + 1  # seconds of silence; the seed's page buffer
MOST: Final = 32  # who come in by one hop to the database

_door = per_loop(lambda: Gathered[Entry, tuple[Visitor, list[Seat | None]]](apart(access.enter), MOST))


async def on_hello(page: SupportConsumer, hello: frames.Hello, _: float) -> None:
    if page.greeted or hello.v != frames.VERSION:
        reason = f"One `hello`, of version {frames.VERSION}."
        await page.close(Close.NOT_THIS_PROTOCOL, reason)
        return
    cookie = None if hello.by_token else page.cookies().get(settings.SESSION_COOKIE_NAME)
    asked, beyond = hello.tickets[: frames.MAX_TICKETS], hello.tickets[frames.MAX_TICKETS :]
    places = [(place.ticket, place.token) for place in asked]
    visitor, seats = await _door().ask(Entry(cookie, places, hello.queue, page.address))
    if page.closed:
        return
    sign_ins().left(page)  # that said `hello` before, and was refused for now
    page.visitor = visitor
    sign_ins().came(page)
    agent = page.visitor.agent
    if agent and agent.sight.everything and any(seats):  # a write, that no other page may wait for
        await in_database(access.entered, page.visitor, seats)
    me = next((seat.person for seat in seats if seat), agent)
    if me is None or (hello.queue and agent is None):
        await _tell_gone(page, asked)
        await page.close(*_stranger(hello))
        return
    if agent:
        await _join_staff(page, agent, hello.queue)
    await _welcome(page, me)
    await live.follow(page, zip(asked, seats, strict=True))
    for place in beyond:
        await page.reject(too_many_tickets(), {"ticket": place.ticket})


async def _tell_gone(page: SupportConsumer, places: Iterable[frames.Place]) -> None:
    for place in places:
        if access.had(page.visitor, place.ticket, place.token):
            await page.send_text(frames.gone(place.ticket))


async def _join_staff(page: SupportConsumer, agent: Person, queue: bool) -> None:
    page.count_no_more()  # an office has one address, and many agents
    if queue:
        await page.join(groups.DESK)
        page.as_agent = True
        page.sits(groups.DESK, agent)


async def _welcome(page: SupportConsumer, me: Person) -> None:
    if page.closed:
        return
    page.greeted = True
    page.cookie_lines.clear()  # who it is, is known: a browser's take a KiB and more
    page.heartbeat = process().heartbeat
    page.heartbeat.register(page)
    if me.role == "customer":
        page.join_local(groups.CUSTOMERS)
    interval = settings.HEARTBEAT_INTERVAL
    socket = {"process": process().id, "id": page.id}
    about = (interval, TIMEOUT, process().duty.on_duty, socket, settings.RELEASE, stamps.now())
    await page.send_text(frames.welcome(me.as_dict(), *about))


def _stranger(hello: frames.Hello) -> tuple[Close, str]:
    if hello.queue or not hello.tickets:
        return Close.SIGNED_OUT, "Sign in again."
    return Close.NOT_THERE, "There is no such ticket."


register(frames.Hello, on_hello)
