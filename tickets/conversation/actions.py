"""Every write: one transaction (`tickets.conversation.ledger`), then the announcement.

The doors (socket and HTTP) call these same functions. Each is one hop to the database and
returns after the commit; what it announces is best effort and waits for nobody. All raise
Refused.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import on_commit

from tickets import metrics
from tickets.conversation import kinds, ledger, seams, statements, timeline, together
from tickets.conversation.ledger import Opening, Written
from tickets.conversation.limits import UNLIMITED, Room
from tickets.conversation.seams import Committed, Effect
from tickets.conversation.together import Write
from tickets.database import in_database
from tickets.models import Event, Ticket
from tickets.people import access, sight
from tickets.people.access import Seat
from tickets.people.roles import Right
from tickets.people.sight import Whose
from tickets.refusals import Refused
from tickets.wire import announce, announcements, frames, groups
from tickets.wire.announcements import Announcement, NewEvent, ReadyFrame

log = logging.getLogger(__name__)

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
Work = Callable[[], Written]  # an `Append`, or what calls `ledger.append`; with `undone`, as `Within` has it

look_at_age = metrics.Sampled(every=0.1)  # seconds; each costs a query


@dataclass(frozen=True, slots=True)
class Append:
    """An event to be written: called on a database thread, twice if two of the same come at once."""

    seat: Seat
    id: UUID
    kind: str
    body: str
    effect: Effect
    data: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self) -> Written:
        return ledger.append(self.seat, self.id, self.kind, self.body, self.effect, data=dict(self.data))

    def again(self) -> Written | None:
        """The answer of the first time."""
        return ledger.answered(self.seat, self.id, self.kind, self.body, data=dict(self.data))


@dataclass(frozen=True, slots=True)
class Open:
    """A ticket to be opened, on a database thread."""

    opening: Opening

    def __call__(self) -> Written:
        return ledger.open_ticket(self.opening)[0]

    def again(self) -> Written | None:
        earlier = ledger.opened_before(self.opening)
        return earlier and earlier[0]


@dataclass(frozen=True, slots=True)
class Within:
    """The same within a room. What is said again, or was refused, takes none; and what was stored once is
    answered without any. Whoever asked may have left: what counts is what became of it."""

    room: Room
    write: Append | Open

    def __call__(self) -> Written:
        try:
            self.room.take()
        except Refused:
            if written := self.write.again():
                return written
            raise
        try:
            written = self.write()
        except Exception:
            self.room.give_back()
            raise
        if not written.events:
            self.room.give_back()
        return written

    def undone(self, written: Written) -> None:
        """It was in a commit that failed."""
        if written.events:
            self.room.give_back()


async def open_ticket(opening: Opening, room: Room = UNLIMITED) -> tuple[str, str]:
    """Open a ticket. Returns its public id and token; the same opening gets the same."""
    written = await committed(Within(room, Open(opening)))
    token = access.token_of(written.ticket)
    assert token is not None, "else it was a conflict"
    return written.ticket.public_id, token


async def send(
    seat: Seat,
    id: UUID,
    body: str,
    kind: str = kinds.MESSAGE,
    carried: Mapping[str, Any] = NOTHING,
    room: Room = UNLIMITED,
    asked: Mapping[str, Any] = NOTHING,
) -> Written:
    return await committed(message(seat, id, body, kind, carried, room, asked))


def message(
    seat: Seat,
    id: UUID,
    body: str,
    kind: str,
    carried: Mapping[str, Any],
    room: Room,
    asked: Mapping[str, Any] = NOTHING,
) -> Within:
    """What `send` writes. `carried`: what it has beside its words, `asked`: on what it is written
    (`frames.with_send`)."""
    if kind == kinds.NOTE:
        agents_only(seat, Right.NOTE)
    elif seat.is_agent:
        access.must(seat.person, Right.ANSWER)
    effect = SpokenIf(asked) if asked else ledger.spoken
    return Within(room, Append(seat, id, kind, body, effect, carried))


@dataclass(frozen=True, slots=True)
class SpokenIf:
    asked: Mapping[str, Any]

    def __call__(self, ticket: Ticket, event: Event) -> Iterable[Event]:
        for condition in seams.conditions():
            condition(ticket, event, self.asked)
        return ledger.spoken(ticket, event)


async def look_again() -> None:
    """For what nobody told (`seams.now_and_then`)."""
    announce.tell(*await in_database(_look_again))


def _look_again() -> list[Announcement]:
    return [one for look in seams.looks() for written in look() for one in told(written)]


async def mark_read(seat: Seat, seq: int) -> None:
    """Everything up to `seq`, in the reader's numbering, was seen. Never goes back."""
    await _mark(seat, "read", seq)


async def mark_delivered(seat: Seat, seq: int, live_since: int | None = None) -> None:
    """Everything up to `seq`, in the seat's numbering, is on a page of its side. That page was
    there when what is after `live_since` was written: how long it took is counted, of some."""
    await _mark(seat, "delivered", seq, live_since)


async def _mark(seat: Seat, kind: ledger.Mark, seq: int, live_since: int | None = None) -> None:
    move = partial(ledger.mark, seat, kind, seq)
    announce.tell(*await together.commit(Write(move, partial(_moved, seat, kind, seq, live_since))))


def moved(seat: Seat, kind: ledger.Mark, seq: int) -> list[Announcement]:
    """Move a mark, on a database thread: what is to be announced."""
    return _moved(seat, kind, seq, None, ledger.mark(seat, kind, seq))


def _moved(
    seat: Seat, kind: ledger.Mark, seq: int, live_since: int | None, moved: tuple[int, int] | None
) -> list[Announcement]:
    if moved and live_since is not None and look_at_age():
        for seconds in timeline.ages(seat, live_since, seq):
            metrics.SEEN.observe(seconds)
    return [] if moved is None else _told_mark(seat, kind, *moved)


def agents_only(seat: Seat, right: Right = Right.ANSWER) -> None:
    """And of them, who has the right."""
    if not seat.is_agent:
        raise Refused("forbidden", "Only agents may do this.")
    access.must(seat.person, right)


# — the announcement: made ready on the database thread, sent from the loop —


async def committed(work: Work) -> Written:
    """`work` in one hop, and what it did is announced. The way of every write, of the core's and of a
    feature's; an HTTP call has its own (`conversation.calls.write`), which finds the seat in the same hop."""
    undone = getattr(work, "undone", together.nothing)
    written, told = await together.commit(Write(partial(_written, work), _and_told, undone))
    announce.tell(*told)
    return written


def commit(work: Work) -> tuple[Written, list[Announcement]]:
    """On a database thread: what it wrote, and what is to be announced."""
    return _and_told(_written(work))


def _written(work: Work) -> Written:
    try:
        return work()
    except IntegrityError:
        return work()  # two of the same at once: the second finds the first one's row


def _and_told(written: Written) -> tuple[Written, list[Announcement]]:
    try:
        return written, told(written)
    except Exception:  # it is committed, so nobody may be told that it isn't
        log.warning("committed, but not announced: pages repair themselves by the next tick", exc_info=True)
        return written, []


def told(written: Written) -> list[Announcement]:
    """All that is to be announced of it."""
    if not written.events:
        return []
    ticket = written.ticket
    statements.introduce(ticket, written.events[0])
    about = timeline.about(ticket)
    agents, customer = groups.audiences(ticket.public_id)
    told: list[Announcement] = []
    whose = sight.whose(ticket)
    for event in written.events:
        told.append(_told_event(agents, timeline.live_page(event, ticket, about, public=False), whose))
        if event.public_seq is not None:
            page = timeline.live_page(event, ticket, about, public=True)
            told.append(_told_event(customer, page))
    return told + _told_beside(Committed(ticket.public_id, ticket, written.events, written.was_whose))


def told_anew(pk: int, was_whose: Whose | None = None) -> list[Announcement]:
    """What of a ticket was corrected, though nothing happened on it."""
    ticket = Ticket.objects.select_related("contact", "assignee").get(pk=pk)
    pages, whose = timeline.as_it_stands(ticket), sight.whose(ticket)
    corrected = announcements.customer_renamed(ticket.public_id, ticket.contact.name, pages, whose)
    return [*corrected, *_told_beside(Committed(ticket.public_id, ticket, was_whose=was_whose))]


def told_erased(pk: int) -> list[Announcement]:
    """The same of a ticket whose words are gone. A desk may show them beside it, where they were looked for:
    which ticket it is, is told to none, for not every agent sees it."""
    return [*told_anew(pk), ReadyFrame(groups.DESK, frames.erased())]


def tell_after_commit(written: Written) -> None:
    """Of what was written beside one's own ticket, within its transaction (`ledger.append_to`)."""
    on_commit(lambda: announce.at_once(told(written)), robust=True)


def _told_event(group: str, page: timeline.Page, whose: Whose | None = None) -> Announcement:
    return NewEvent(group, page.ticket, page.head, page.as_frame(), whose)


def _told_mark(seat: Seat, kind: ledger.Mark, agents_seq: int, public_seq: int) -> list[Announcement]:
    shown, frame = seat.person.shown, frames.MARKS[kind]
    agents, customer = groups.audiences(seat.public_id)
    told: list[Announcement] = [
        ReadyFrame(agents, frame(seat.public_id, shown, agents_seq)),
        ReadyFrame(customer, frame(seat.public_id, shown, public_seq)),
    ]
    read_by_agents = seat.is_agent and kind == "read"
    return told + _told_beside(Committed(seat.public_id)) if read_by_agents else told


def _told_beside(committed: Committed) -> list[Announcement]:
    """By who stands at the seam. What one of them can't tell keeps nobody from telling the rest."""
    told: list[Announcement] = []
    for announcer in seams.announcers():
        try:
            told += announcer(committed)
        except Exception:  # it is committed, so nobody may be told that it isn't
            log.warning("committed, but not announced by %s", announcer.__module__, exc_info=True)
    return told
