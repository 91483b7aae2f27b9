"""How long first replies take at this hour of the week: each is noted as it is sent, and the newest are
looked at. Neither grows with the number of tickets."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from tickets.conversation import kinds
from tickets.features.hours import rules
from tickets.features.hours.models import FirstReply, Hours
from tickets.features.hours.schedule import Schedule
from tickets.models import Event, Ticket
from tickets.people import sites

EARLY: Final = 20  # events, among which a first reply is looked for
WEEK: Final = 7 * 24  # hours


def react(ticket: Ticket, event: Event) -> None:
    """To a first reply, in the transaction in which others react."""
    if event.kind != kinds.MESSAGE or event.role != Event.Role.AGENT or event.seq > EARLY:
        return
    before = Event.objects.filter(ticket=ticket, seq__lt=event.seq, kind=kinds.MESSAGE)
    if event.seq > 1 and not before.filter(role=Event.Role.AGENT).exists():
        _note(ticket, event)


def _note(ticket: Ticket, event: Event) -> None:
    schedule = _schedule_of(ticket)
    took = _took(schedule, ticket.opened_at, event.at)
    if took is None:
        return
    hour = hour_of_week(ticket.opened_at, schedule.zone if schedule else UTC)
    FirstReply.objects.create(hour=hour, seconds=took.total_seconds())
    of_hour = FirstReply.objects.filter(hour=hour).order_by("-pk").values_list("pk", flat=True)
    FirstReply.objects.filter(pk__in=list(of_hour[rules.SAMPLES : rules.SAMPLES + 10])).delete()


def _schedule_of(ticket: Ticket) -> Schedule | None:
    """Of its site; else that of all that have none of their own."""
    hours = {one.site: one for one in Hours.objects.all()}
    if not hours:
        return None
    site = sites.places([ticket.public_id])[ticket.public_id]
    found = hours.get(site) or hours.get("")
    return found.schedule if found else None


def _took(schedule: Schedule | None, asked: datetime, replied: datetime) -> timedelta | None:
    """Within hours; of what was asked out of hours nothing is said."""
    if schedule is None:
        return replied - asked
    return schedule.between(asked, replied) if schedule.is_open(asked) else None


def hour_of_week(at: datetime, zone: tzinfo) -> int:
    wall = at.astimezone(zone)
    return wall.weekday() * 24 + wall.hour


def usual(zones: Mapping[str, tzinfo], now: datetime) -> dict[str, tuple[int, int]]:
    """By site, of what was asked within an hour of this hour of the week. Who has too few isn't in it."""
    hours = {zone: hour_of_week(now, zone) for zone in zones.values()}
    near = {zone: {(hour + by) % WEEK for by in (-1, 0, 1)} for zone, hour in hours.items()}
    replies: defaultdict[tzinfo, list[float]] = defaultdict(list)
    asked = FirstReply.objects.filter(hour__in=set[int]().union(*near.values())).order_by("-pk")
    for hour, seconds in asked.values_list("hour", "seconds"):
        for zone, around in near.items():
            if hour in around:
                replies[zone].append(seconds)
    said = {zone: rules.usual(replies[zone]) for zone in near}
    return {site: found for site, zone in zones.items() if (found := said[zone])}
