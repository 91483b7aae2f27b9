"""What a page's socket does at the tickets that it follows: join first, then read, then live, so that
nothing falls between."""

from collections.abc import Iterable

from django.conf import settings

from tickets.conversation.follower import Step
from tickets.conversation.page_socket import PageSocket
from tickets.conversation.timeline import Asked, Page
from tickets.people import access
from tickets.people.access import Seat
from tickets.refusals import Refused, not_found
from tickets.wire import frames, groups, limits
from tickets.wire.announcements import Gone, NewEvent, Renamed
from tickets.wire.frames import Close
from tickets.wire.hub import hub
from tickets.wire.losses import losses


async def follow(page: PageSocket, places: Iterable[tuple[frames.Place, Seat | None]]) -> None:
    started = dict[str, Asked]()  # by ticket: who names one twice is there as whom they name last
    for place, seat in places:
        if seat and _is_crowded(page, seat):
            await page.close(Close.TOO_MUCH, "Too many pages have this ticket open.", limits.COME_BACK)
            return
        try:
            if seat and place.ticket not in started:
                _leave_as_another(page, seat)
            started[place.ticket] = _started(page, place, seat)
        except Refused as refused:
            await page.reject(refused, {"ticket": place.ticket})
    asked = list(started.values())
    await page.join(*(_group(one.seat) for one in asked))
    try:
        found = await page.following.read(asked, page.pages_after)
    except Refused as refused:
        for one in asked:
            await page.reject(refused, {"ticket": one.seat.public_id})
        return
    for one, missed in zip(asked, found, strict=True):
        await _show(page, one.seat, missed)


def _leave_as_another(page: PageSocket, seat: Seat) -> None:
    """Who came as a customer before, say, isn't there as one any more."""
    if seat.public_id in page.following and page.following.seat(seat.public_id).person != seat.person:
        unfollow(page, seat.public_id)


def _started(page: PageSocket, place: frames.Place, seat: Seat | None) -> Asked:
    if seat is None:
        raise access.nowhere(page.visitor, place.ticket, place.token)
    page.take_seat(seat, place.after)
    return Asked(seat, place.after, place.last, place.newest)


async def _show(page: PageSocket, seat: Seat, missed: Page | None) -> None:
    if missed is None:
        await page.reject(not_found(), {"ticket": seat.public_id})
        return
    await page.send_text(missed.as_frame())
    page.following.goes_live(missed)
    await _tell_marks(page, missed)
    if not seat.is_agent and (desk := page.expected(seat.public_id)):
        await page.send_text(desk)
    here = page.following.seat(seat.public_id)  # under another name perhaps, since it was read for
    page.sits(here.public_id, here.person)


async def _tell_marks(page: PageSocket, read: Page) -> None:
    for kind, who, seq in read.marks:
        await page.send_text(frames.mark(kind, read.ticket, who, seq))


def _is_crowded(page: PageSocket, seat: Seat) -> bool:
    if not settings.RATE_LIMITS or seat.is_agent or seat.public_id in page.following:
        return False
    return len(hub().members(_group(seat))) >= limits.SOCKETS_OF_TICKET


def _group(seat: Seat) -> str:
    of = groups.agents_of if seat.is_agent else groups.customer_of
    return of(seat.public_id)


def unfollow(page: PageSocket, ticket: str) -> None:
    seat = page.leave_seat(ticket)
    page.leave(_group(seat))
    page.left(ticket, seat.person)


# — what others do there —


async def event(page: PageSocket, new: NewEvent) -> None:
    if new.ticket in page.following and not page.sees(page.following.seat(new.ticket), new.whose):
        await _lose_sight(page, new)
        return
    step = page.following.announced(new.ticket, new.seq)
    if step is Step.HAND_OUT:
        await page.send_text(new.frame)
    elif step is Step.READ:
        head(page, new.ticket, new.seq)
    losses().came(new.group, new.seq)


def head(page: PageSocket, ticket: str, seq: int) -> None:
    if page.following.falls_behind(ticket, seq):
        page.when_possible(catch_up, page)


async def catch_up(page: PageSocket) -> None:
    try:
        found = await page.following.catch_up()
    except Refused:
        page.later(catch_up, page)
        return
    for missed in found:
        await page.send_text(missed.as_frame())
        await _tell_marks(page, missed)  # theirs may be lost with it
        seat = page.following.seat(missed.ticket)
        losses().read(_group(seat), [event["seq"] for event in missed.events])


async def _lose_sight(page: PageSocket, new: NewEvent) -> None:
    if new.whose is None:  # by an older version: the database says whose it is
        head(page, new.ticket, new.seq)
    else:
        await _lose(page, new.ticket)


def renamed(page: PageSocket, told: Renamed) -> None:
    """Somebody has another name by now: perhaps the person whose page this is."""
    if told.ticket in page.following and not page.sees(page.following.seat(told.ticket), told.whose):
        page.when_possible(_lose, page, told.ticket)
        return
    for seat in page.following:
        if seat.person.agent == told.agent and told.ticket in ("", seat.public_id):
            page.rename(seat, told.name)
    page.when_possible(page.send_text, told.frame)


def gone(page: PageSocket, told: Gone) -> None:
    """A ticket was deleted. The desk hears it as such; who follows it, beside that."""
    if told.group == groups.DESK:
        if page.desk_sees(told.whose):
            page.when_possible(page.send_text, frames.gone(told.ticket))
    else:
        page.when_possible(_lose, page, told.ticket)


async def _lose(page: PageSocket, ticket: str) -> None:
    if ticket not in page.following:
        return
    unfollow(page, ticket)
    await page.send_text(frames.gone(ticket))
    if page.visitor.agent or page.tickets():
        await page.reject(not_found(), {"ticket": ticket})
    else:
        await page.close(Close.NOT_THERE, "This conversation is no longer there.")
