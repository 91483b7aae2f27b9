"""The desk's queue: tickets as rows, in the views that agents work from."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tickets.conversation import statements, timeline
from tickets.conversation.details import of as of_events
from tickets.conversation.timeline import Asked, Page, row_of
from tickets.desk import details, views
from tickets.desk.views import View
from tickets.models import Event, Ticket, TicketQuerySet
from tickets.people.access import Person, Seat
from tickets.refusals import Refused, not_found
from tickets.wire.stamps import stamp

ROWS: Final = 100
EXCERPT: Final = 140  # characters
MOST_COUNTED: Final = 1000
LOOKED_AT: Final = 5_000  # tickets of a view, the newest, in which words are looked for

Row = dict[str, Any]
_SPOKEN: Final = (Event.Kind.MESSAGE, Event.Kind.NOTE)
_FROM_CUSTOMER: Final = Q(kind=Event.Kind.MESSAGE, role=Event.Role.CUSTOMER)


def page(agent: Person, view: str, before: str | None = None) -> dict[str, Any]:
    """A view's rows, longest waiting first (of what is done: newest first), and all views' counts."""
    wanted = _view(agent, view)
    seen = agent.sight.held().tickets()
    start = _start(before)
    in_order = _in_order(_of_view(agent, wanted, seen), wanted).values_list("pk", flat=True)
    pks = list(in_order[start : start + ROWS + 1])
    found = _rows_of(pks[:ROWS], agent)
    for place, shown in enumerate(found, start=start + 1):
        shown["cursor"] = str(place)
    return {"rows": found, **all_counts(agent, seen), "more": len(pks) > ROWS}


def all_counts(agent: Person, seen: Q | None = None) -> dict[str, Any]:
    """Of the views, the agent's own among them, and of who calls."""
    seen = agent.sight.held().tickets() if seen is None else seen
    counted = counts(agent, seen) | views.other_counts(agent)
    return {"counts": counted, "calling": calling(agent, seen)}


def found(agent: Person, view: str, words: str) -> dict[str, Any]:
    """A view's rows with all these words in name, e-mail and subject, at most ROWS. Compared here,
    since databases disagree on what is the same letter; of the newest, so that it has an end."""
    looked_in = _view(agent, view)
    newest = _of_view(agent, looked_in, agent.sight.tickets()).order_by("-last_event_at", "-pk")[:LOOKED_AT]
    wanted = words.casefold().split()
    seen = list(newest.values_list("pk", "contact__name", "contact__email", "subject"))
    pks = [pk for pk, *texts in seen if _has_all(" ".join(texts).casefold(), wanted)][:ROWS]
    in_order = _in_order(Ticket.objects.filter(pk__in=pks), looked_in)
    return {"rows": _rows_of(list(in_order.values_list("pk", flat=True)), agent), "looked_at": len(seen)}


def _has_all(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _view(agent: Person, name: str) -> View:
    view = views.found(agent, name)
    if view is None:
        raise Refused("bad_field", f"`view` is one of {', '.join(view.name for view in views.in_order())}.")
    return view


def _of_view(agent: Person, view: View, seen: Q) -> TicketQuerySet:
    return Ticket.objects.filter(view.holds(agent), seen)


def _in_order(tickets: TicketQuerySet, view: View) -> TicketQuerySet:
    if view.done or view.order == "newest":
        return tickets.order_by("-last_event_at", "-pk")
    waiting = F("waiting_since").asc(nulls_last=True)
    firsts = views.firsts() if view.order == "priority" else ()
    return tickets.order_by(*firsts, waiting, "-last_event_at", "-pk")


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not re.fullmatch("[0-9]{1,9}", cursor):
        raise Refused("bad_field", "`before` is a row's cursor.")
    return int(cursor)


def counts(agent: Person, seen: Q | None = None) -> dict[str, int]:
    """Tickets per view, of those that the agent sees."""
    seen = agent.sight.tickets() if seen is None else seen
    return counted({view.name: view.holds(agent) & seen for view in views.in_order()})


def counted(those: Mapping[str, Q]) -> dict[str, int]:
    """How many tickets each of these is, in one query, up to MOST_COUNTED, so that no count grows with the
    table."""
    if not those:
        return {}
    some = (Ticket.objects.filter(which).values("pk").order_by()[:MOST_COUNTED] for which in those.values())
    asked = [_sql(tickets) for tickets in some]
    sql = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in asked)  # noqa: S608  (Django's)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [arg for _, args in asked for arg in args])
        found = cursor.fetchone()
    return dict(zip(those, found, strict=True))


def _sql(tickets: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    try:
        return tickets.query.sql_with_params()
    except EmptyResultSet:  # Django knows that there is none
        return "SELECT 1 WHERE 1 = 0", ()


def calling(agent: Person, seen: Q | None = None) -> int:
    """How many customers wait for this agent, or for anybody, with words that no agent has read: of
    the MOST_COUNTED who wait longest, so that this doesn't grow with the table either."""
    seen = agent.sight.tickets() if seen is None else seen
    mine = Ticket.objects.filter(views.calling(agent), seen)
    waiting = mine.waiting().order_by("waiting_since")
    new = Event.objects.filter(_FROM_CUSTOMER, ticket=OuterRef("pk"), seq__gt=OuterRef("agents_read"))
    longest = waiting.values("pk")[:MOST_COUNTED]
    return Ticket.objects.filter(Exists(new), pk__in=longest).count()


def pages_after(asked: Sequence[Asked]) -> list[Page | None]:
    """Those of the timeline; an agent who opens a ticket gets its row with it."""
    pages = timeline.pages_after(asked)
    agents = {page.ticket for one, page in zip(asked, pages, strict=True) if page and one.seat.is_agent}
    shown = {row["ticket"]: row for row in _of_these(agents)} if agents else {}
    return [_with_row(one.seat, page, shown) for one, page in zip(asked, pages, strict=True)]


def _with_row(seat: Seat, page: Page | None, shown: Mapping[str, Row]) -> Page | None:
    if page is None or not seat.is_agent:
        return page
    row, sight = shown.get(page.ticket), seat.person.sight
    if row and not sight.everything and details.says_of_others(row):
        [row] = details.as_seen([deepcopy(row)], sight)  # of which several agents may have asked
    return replace(page, row=row)


def rows(public_ids: Iterable[str], agent: Person) -> Sequence[Row]:
    """The rows of those that the agent sees, in no order."""
    return details.as_seen(_of_these(public_ids, agent.sight.tickets()), agent.sight)


def _of_these(public_ids: Iterable[str], *seen: Q) -> list[Row]:
    return _rows(_with_details(Ticket.objects.filter(*seen, public_id__in=list(public_ids))))


def row(public_id: str) -> Row:
    """A ticket's row. Raises Refused not_found."""
    return row_after(ticket(public_id), ())


def ticket(public_id: str) -> Ticket:
    """As `row_after` takes it. Raises Refused not_found."""
    found = Ticket.objects.select_related("contact", "assignee").filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    return found


def row_after(ticket: Ticket, events: Iterable[Event]) -> Row:
    """A ticket's row as the new `events` left it: less work than to ask as for many (`rows`),
    and there is one for every message and for every one that is read."""
    spoken = [event for event in events if event.kind in _SPOKEN]
    last = spoken[-1] if spoken else _last_spoken(ticket)
    said = of_events([last] if last else [], public=False)
    return _row(ticket, statements.unread(ticket.pk), last, said) | details.of([ticket])[ticket.pk]


def _last_spoken(ticket: Ticket) -> Event | None:
    spoken = ticket.events.select_related("agent").filter(kind__in=_SPOKEN)
    return spoken.order_by("-seq").first()


def _with_details(tickets: TicketQuerySet) -> TicketQuerySet:
    events = Event.objects.filter(ticket=OuterRef("pk"))
    unread = events.filter(_FROM_CUSTOMER, seq__gt=OuterRef("agents_read")).order_by().values("ticket")
    unread_count = unread.annotate(count=Count("pk")).values("count")
    spoken = events.filter(kind__in=_SPOKEN).order_by("-seq")
    return tickets.select_related("contact", "assignee").annotate(
        unread=Coalesce(Subquery(unread_count, output_field=IntegerField()), 0),
        last_spoken=Subquery(spoken.values("pk")[:1]),
    )


def _rows_of(pks: Collection[int], agent: Person) -> Sequence[Row]:
    """In this order. By themselves: what sorts thousands of tickets sorts their keys, and not all that a row
    shows."""
    found = _with_details(Ticket.objects.all()).in_bulk(list(pks))
    return details.as_seen(_rows([found[pk] for pk in pks if pk in found]), agent.sight)


def _rows(tickets: Iterable[Any]) -> list[Row]:
    found = list(tickets)
    spoken = Event.objects.select_related("agent").in_bulk(
        [ticket.last_spoken for ticket in found if ticket.last_spoken]
    )
    more, said = details.of(found), of_events(list(spoken.values()), public=False)
    return [
        _row(ticket, ticket.unread, spoken.get(ticket.last_spoken), said) | more[ticket.pk]
        for ticket in found
    ]


def _row(ticket: Ticket, unread: int, last: Event | None, said: Mapping[int, Row]) -> Row:
    return {
        "ticket": ticket.public_id,
        "subject": ticket.subject,
        "name": ticket.contact.name,
        "email": ticket.contact.email,
        "head": ticket.last_seq,
        "unread": unread,
        "last": last and excerpt(last, ticket) | said.get(last.pk, {}),
        "waiting_since": ticket.waiting_since and stamp(ticket.waiting_since),
        "opened_at": stamp(ticket.opened_at),
        "changed_at": stamp(ticket.last_event_at),
    }


def excerpt(event: Event, ticket: Ticket) -> Row:
    row = row_of(event, ticket, public=False)
    author = row["author"]
    return {
        "kind": row["kind"],
        "role": author["role"],
        "name": author["name"],
        "body": row["body"][:EXCERPT],
        "at": row["at"],
    } | ({"key": author["key"]} if "key" in author else {})
