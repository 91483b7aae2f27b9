"""The sites as they were a moment ago, so that no page waits for the database to know how it looks."""

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, Final

from django.db import DatabaseError

from tickets.features.sites.models import Site, SiteTicket
from tickets.people import sites

FRESH: Final = 3.0  # seconds
AWAY: Final = 60.0  # the same while the database is away: one page waits for it, and the others don't


class Known:
    def __init__(self) -> None:
        self.sites: dict[str, sites.Site] = {}
        self.due = 0.0  # monotonic seconds

    def all(self) -> dict[str, sites.Site]:
        if time.monotonic() > self.due:
            self.due = time.monotonic() + AWAY
            with suppress(DatabaseError):  # pages look as they did
                self.sites = {one.key: shown(one) for one in Site.objects.all()}
                self.due = time.monotonic() + FRESH
        return self.sites


known: Final = Known()


def changed(**_: Any) -> None:
    """In this process, at once; in others, in a moment."""
    known.due = 0.0


def shown(site: Site) -> sites.Site:
    looks = site.appearance
    return sites.Site(
        key=site.key,
        name=looks.get("name") or site.name,
        logo=looks.get("logo", ""),
        accent=looks.get("accent", ""),
        greeting=looks.get("greeting", ""),
        position=looks.get("position", "end"),
        origins=tuple(site.origins),
        languages=tuple(site.languages),
        only_verified=site.only_verified,
    )


def find(key: str) -> sites.Site | None:
    """By its key; without one, the first: the desk's own pages are that one's."""
    found = known.all()
    return found.get(key) if key else next(iter(found.values()), None)


def every() -> list[sites.Site]:
    return list(known.all().values())


def places(tickets: Collection[str]) -> Mapping[str, str]:
    """Asked only where there are several sites."""
    if not tickets or len(known.all()) < 2:  # noqa: PLR2004
        return {}
    opened = SiteTicket.objects.filter(ticket__public_id__in=tickets)
    return dict(opened.values_list("ticket__public_id", "site__key"))


def site_of(ticket: str) -> sites.Site | None:
    """Where it was opened, by its public id: asked only where there are several."""
    if ticket and len(known.all()) > 1:
        at = SiteTicket.objects.filter(ticket__public_id=ticket).values_list("site__key", flat=True)
        with suppress(DatabaseError):
            return find(next(iter(at), ""))
    return find("")
