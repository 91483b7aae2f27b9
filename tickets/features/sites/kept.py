"""What somebody does with a site, beside what its form saves."""

from collections.abc import Sequence

from tickets.audit import log
from tickets.database import transaction
from tickets.features.sites.models import Site, SiteTicket
from tickets.models import Ticket
from tickets.people import access


def all_of_them() -> Sequence[Site]:
    return list(Site.objects.all())


def one(pk: int) -> Site | None:
    return Site.objects.filter(pk=pk).first()


def has_tickets(site: Site) -> bool:
    """Those of the desk's own pages are the first one's, and would be the next one's all at once."""
    if site.tickets.exists():
        return True
    is_first = site == Site.objects.first()
    return is_first and Ticket.objects.exclude(pk__in=SiteTicket.objects.values("ticket")).exists()


def mark_of(site: Site) -> str:
    """Which secret it has, for a page that doesn't show it."""
    return access.hash_of(site.secret)[:16]


def shown(site: Site) -> str:
    """Its secret. That somebody has seen it stands in the audit log."""
    log.note("site.shown", site.name)
    secret: str = site.secret
    return secret


@transaction()
def rotated(pk: int, seen: str) -> str:
    """Its new secret, in place of that with the mark `seen`; the one before opens until the next time. An
    answer that is loaded again asks again: that changes nothing."""
    site = Site.objects.select_for_update().get(pk=pk)
    if mark_of(site) != seen:
        return shown(site)
    site.rotate()
    site.save(update_fields=["secret", "former_secret"])
    log.note("site.rotated", site.name)
    now: str = site.secret
    return now
