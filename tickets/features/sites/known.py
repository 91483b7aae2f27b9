"""The sites as they were a moment ago."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Final

from django.db import DatabaseError
from django.db.models import Exists, OuterRef, Q

from tickets.features.sites.models import Site, SiteTicket
from tickets.lately import Lately
from tickets.people import sites

known: Final = Lately[dict[str, sites.Site]](lambda: {one.key: shown(one) for one in Site.objects.all()}, {})


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
        is_on=site.is_on,
    )


def find(key: str) -> sites.Site | None:
    """By its key, unless it is switched off; without one, the first: the desk's own pages are that one's."""
    found = known.get()
    if not key:
        return next(iter(found.values()), None)
    return found[key] if key in found and found[key].is_on else None


def every() -> list[sites.Site]:
    return list(known.get().values())


def places(tickets: Collection[str]) -> Mapping[str, str]:
    """Asked only where there are several sites."""
    if not tickets or len(known.surely()) < 2:  # noqa: PLR2004
        return {}
    opened = SiteTicket.objects.filter(ticket__public_id__in=tickets)
    return dict(opened.values_list("ticket__public_id", "site__key"))


def opened_at(key: str) -> Q:
    """At the first are also those of the desk's own pages, of which nothing is kept: so which one that is, is
    never guessed."""
    of = SiteTicket.objects.filter(ticket=OuterRef("pk"))
    own = next(iter(known.surely()), "")
    return Q(~Exists(of.exclude(site__key=key))) if key == own else Q(Exists(of.filter(site__key=key)))


def site_of(ticket: str) -> sites.Site | None:
    """Where it was opened, by its public id: asked only where there are several."""
    if ticket and len(known.get()) > 1:
        at = SiteTicket.objects.filter(ticket__public_id=ticket).values_list("site__key", flat=True)
        with suppress(DatabaseError):
            return known.get().get(next(iter(at), "")) or find("")
    return find("")
