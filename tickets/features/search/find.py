"""The answer to a question: what was found, newest first, in pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from tickets.desk import filters
from tickets.features.search import excerpts, index, question, who
from tickets.features.search.fold import spellings
from tickets.features.search.models import END, TICKET, moment_of, since
from tickets.features.search.question import Question, day
from tickets.features.search.select import TICKETS, Row, Select, Where, contains, of_tickets
from tickets.models import Event, Ticket
from tickets.people.access import Person
from tickets.refusals import Refused
from tickets.wire.stamps import stamp

ROWS: Final = 50
MOST: Final = 500  # of one millisecond: they come together, since a page ends with a time

Found = dict[str, Any]
_NAMES: Final = ("public_id", "subject", "opened_at", "contact__name", "contact__email")
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_STATES: Final = {
    "open": Where("t.status = 'open'"),
    "resolved": Where("t.status = 'resolved'"),
    "unassigned": Where("t.assignee_id IS NULL"),
    "waiting": Where("t.waiting_since IS NOT NULL"),
    "message": Where("s.kind = 'message'"),
    "note": Where("s.kind = 'note'"),
}
_OF_EVENTS: Final = {"message", "note"}


def page(agent: Person, text: str, before: str | None = None) -> Found:
    """`before`: the `at` of the last result of the page before."""
    until = _until(before)
    asked = question.read(text)
    if asked.is_empty:
        return {"results": [], "more": False}
    rows, more = _rows(_select(agent, asked, until))
    return {"results": list(_told(rows, asked)), "more": more}


def _until(before: str | None) -> int:
    if before is None:
        return END
    try:
        if _AT.fullmatch(before):
            return since(datetime.fromisoformat(before))
    except ValueError:
        pass
    raise Refused("bad_field", "`before` is the `at` of a result.")


def _select(agent: Person, asked: Question, until: int) -> Select:
    befores = [since(day(one)) for one in asked.filters if one.name == "before"]
    afters = [since(day(one)) for one in asked.filters if one.name == "after"]
    conditions = tuple(_conditions(agent, asked))
    return Select(asked.words, conditions, max([0, *afters]), min([until, *befores]))


def _conditions(agent: Person, asked: Question) -> Iterator[Where]:
    """Before the words' own: of what is seen, of what, by whom, in which state."""
    seen = list(_seen(agent))
    yield from seen
    if _of_tickets(asked):
        yield TICKETS
    for word in asked.short:
        yield contains(*spellings(word)) if asked.words else who.begins(word)
    for one in asked.filters:
        if one.name == "is" and one.value.lower() in _STATES:
            yield _STATES[one.value.lower()]
        elif one.name != "agent" and (tickets := filters.where(agent, one.name, one.value)) is not None:
            yield of_tickets(tickets)
    if names := asked.values("from"):
        yield who.said_by(agent, names, seen)
    if names := asked.values("agent"):
        yield who.assigned_to(agent, names)


def _seen(agent: Person) -> Iterator[Where]:
    if not agent.sight.everything:
        yield replace(of_tickets(agent.sight.tickets()), tickets="")


def _of_tickets(asked: Question) -> bool:
    """One or two letters are looked for in who and what about alone; without any word, conversations are
    found, unless it is what was said that is asked for."""
    said = asked.values("from") or _OF_EVENTS & set(map(str.lower, asked.values("is")))
    return not asked.words and (bool(asked.short) or not said)


def _rows(select: Select) -> tuple[list[Row], bool]:
    """A page ends with a whole millisecond, so that its last time says where the next one begins."""
    rows = select.rows(ROWS + 1)
    if len(rows) <= ROWS:
        return rows, False
    last = moment_of(rows[ROWS - 1].place)
    if moment_of(rows[ROWS].place) != last:
        return rows[:ROWS], True
    whole = _until_there(select, last).rows(MOST)
    return whole, bool(_before(select, last).rows(1))


def _until_there(select: Select, place: int) -> Select:
    return Select(select.words, select.conditions, max(select.since, place), select.until)


def _before(select: Select, place: int) -> Select:
    return Select(select.words, select.conditions, select.since, place)


def _told(rows: Iterable[Row], asked: Question) -> Iterator[Found]:
    """What has gone since is left out."""
    rows = list(rows)
    tickets = Ticket.objects.select_related("contact").only(*_NAMES).in_bulk({row.ticket for row in rows})
    events = Event.objects.in_bulk([row.event for row in rows if row.event is not None])
    texts = index.texts_of_events(list(events.values()))
    for row in rows:
        ticket, event = tickets.get(row.ticket), events.get(row.event or 0)
        if ticket and event:
            yield _of_event(ticket, event, texts[event.pk], asked)
        elif ticket and row.event is None:
            yield _of_ticket(ticket, asked)


def _of_event(ticket: Ticket, event: Event, text: str, asked: Question) -> Found:
    words = (*asked.words, *asked.short)
    said = {"seq": event.seq, "kind": event.kind, "at": stamp(event.at)}
    return _named(ticket) | said | {"excerpt": excerpts.of(text, words)}


def _of_ticket(ticket: Ticket, asked: Question) -> Found:
    opened = {"seq": 1, "kind": TICKET, "at": stamp(ticket.opened_at)}
    return _named(ticket) | opened | {"excerpt": excerpts.of_ticket(ticket, (*asked.words, *asked.short))}


def _named(ticket: Ticket) -> Found:
    return {"ticket": ticket.public_id, "subject": ticket.subject, "name": ticket.contact.name}
