"""What a web process reads of the database about all its customers at once: hours, where tickets were opened,
who waits, how long first replies take. On a database thread."""

import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Final

from django.db.models.expressions import OrderBy
from django.utils import timezone

from tickets.desk import views
from tickets.features.hours import replies
from tickets.features.hours.models import Hours
from tickets.features.hours.rules import Waiting
from tickets.features.hours.schedule import Schedule
from tickets.models import Ticket
from tickets.people import sites
from tickets.people.access import Person
from tickets.presence.expected import Over

MOST_WAITING: Final = 1_000  # whose place is told: those who wait longest
FRESH: Final = 3.0  # seconds
NOBODY: Final = Person("agent", "")


@dataclass(frozen=True, slots=True)
class Facts:
    sites: Mapping[str, str] = field(default_factory=dict)  # key → name
    hours: Mapping[str, Schedule] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # ticket → its site's key
    queue: Collection[Waiting] = ()
    usual: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # by site


def read(newcomers: Collection[str], *, usual: bool) -> Facts:
    """newcomers: tickets whose site isn't known yet. usual: look anew how long replies take."""
    hours, every = hours_now(), {site.key: site.name for site in sites.every()}
    took = usual_now(every or ("",), hours) if usual else {}
    return Facts(every, hours, sites.places(newcomers), waiting(), took)


def hours_now() -> dict[str, Schedule]:
    return {one.site: one.schedule for one in Hours.objects.all()}


def of_site(hours: Mapping[str, Schedule], site: str) -> Schedule | None:
    """Its own; else those of all that have none."""
    return hours.get(site) or hours.get("")


def waiting() -> list[Waiting]:
    """The queue, in the order in which it is worked off: the longest waiting by the index `ticket_waiting`,
    and among them by what comes first on the desk. What is set aside there calls nobody."""
    shown = views.named("open")
    assert shown is not None
    nobodys = Ticket.objects.filter(shown.holds(NOBODY), assignee=None)
    longest = nobodys.waiting().order_by("waiting_since", "pk").values("pk")[:MOST_WAITING]
    firsts = {f"first_{n}": _value(one) for n, one in enumerate(views.firsts())}
    queue = Ticket.objects.filter(pk__in=longest).annotate(**firsts)
    rows = queue.order_by(*views.firsts(), "waiting_since", "pk").values_list("public_id", "team", *firsts)
    return [Waiting(ticket, team, tuple(first)) for ticket, team, *first in rows]


def _value(order: object) -> object:
    return order.expression if isinstance(order, OrderBy) else order


def usual_now(every: Collection[str], hours: Mapping[str, Schedule]) -> dict[str, tuple[int, int]]:
    """How long first replies take at this hour, by site."""
    found = {site: of_site(hours, site) for site in every}
    zones = {site: schedule.zone if schedule else UTC for site, schedule in found.items()}
    return replies.usual(zones, timezone.now())


_changed = threading.Event()  # told by whichever thread saves hours
_known: dict[str, tuple[float, dict[str, Schedule]]] = {}


def is_closed(site: str) -> bool:
    """By hours of a moment ago."""
    own = site or next((one.key for one in sites.every()), "")
    schedule = of_site(_lately(), own)
    return schedule is not None and not schedule.is_open(timezone.now())


def over() -> Over | None:
    """Of all sites, by hours of a moment ago."""
    hours, now = _lately(), timezone.now()
    if not hours:
        return None
    found = [of_site(hours, site.key) for site in sites.every()] or [of_site(hours, "")]
    schedules = [one for one in found if one is not None]
    if len(schedules) < len(found) or any(one.is_open(now) for one in schedules):
        return None
    return Over(min((opens for one in schedules if (opens := one.opens(now))), default=None))


def _lately() -> dict[str, Schedule]:
    until, hours = _known.get("hours", (0.0, {}))
    if time.monotonic() > until:
        hours = hours_now()
        _known["hours"] = (time.monotonic() + FRESH, hours)
    return hours


def changed(**_: object) -> None:
    """In this process, within a second; in others with their next read."""
    _known.clear()
    _changed.set()


def were_changed() -> bool:
    """Since this was asked last."""
    changed = _changed.is_set()
    _changed.clear()
    return changed
