"""Who opens a ticket at a site, and what a verified visitor finds again. Synchronous, on a database thread;
raises Refused."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import Field

from tickets.conversation import ledger, openings
from tickets.features.sites.identity import MOST_TOKEN, Identity, verified
from tickets.features.sites.models import Site, SiteTicket
from tickets.models import Contact, Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.refusals import Refused

MOST_TICKETS: Final = 10  # open ones of a visitor, the newest


def site_with(key: str) -> Site:
    found = Site.objects.filter(key=key, is_on=True).first() if key.isalnum() else None
    if found is None:
        raise Refused("not_found", "There is no such site.")
    return found


def contact_of(carried: Mapping[str, Any], said: Contact) -> Contact | None:
    """The verified visitor who opens a ticket. None: somebody says who they are."""
    if not carried.get("site"):
        return None
    site, token = site_with(carried["site"]), carried.get("identity")
    if token:
        return _contact(site, verified(site, token), said)
    if site.only_verified:
        raise Refused("forbidden", "This site's visitors are verified ones only.")
    return None


def opened(ticket: Ticket, carried: Mapping[str, Any]) -> None:
    """What comes by the desk's own pages, or by mail, is the first site's team's, unless something nearer, a
    mailbox say, has a team of its own."""
    if carried.get("site"):
        at: Site | None = SiteTicket.objects.create(ticket=ticket, site=site_with(carried["site"])).site
    else:
        at = Site.objects.first()
    if ticket.team_id is None:
        ticket.team_id = at.team_id if at else None


JOINS: Final = openings.Joins(
    fields={
        "site": (Annotated[str, Field(max_length=16)], "The key of the site where it is opened."),
        "identity": (
            Annotated[str, Field(max_length=MOST_TOKEN)],
            "Whom the site vouches for: a JWT. Then name and e-mail are the verified ones.",
        ),
    },
    contact=contact_of,
    opened=opened,
)


def welcomed(key: str, token: str) -> dict[str, Any]:
    """A verified visitor's name, and what opens each of their open tickets at this site."""
    site = site_with(key)
    identity = verified(site, token)
    contact = _contact(site, identity)
    name = identity.name or (contact.name if contact else "")
    return {"name": name, "email": identity.email, "tickets": _keys(contact) if contact else []}


def _contact(site: Site, identity: Identity, said: Contact | None = None) -> Contact | None:
    """What the site says of them is so; what it doesn't say stays as it was, and is at first, where they
    come to write, as they say."""
    external_id = f"{site.key}:{identity.sub}"
    if said:
        first = _named(identity, said)
        contact = Contact.objects.get_or_create(external_id=external_id, defaults=first)[0]
    else:
        found = Contact.objects.filter(external_id=external_id).first()
        if found is None:
            return None
        contact = found
    of_site = {"name": identity.name, "email": identity.email}
    changed = {field: value for field, value in of_site.items() if value and getattr(contact, field) != value}
    for field, value in changed.items():
        setattr(contact, field, value)
    if changed:
        contact.save(update_fields=changed)
    return contact


def _named(identity: Identity, said: Contact) -> dict[str, str]:
    name = identity.name or said.name or identity.sub[:80]
    return {"name": name, "email": identity.email or said.email, "language": said.language}


def _keys(contact: Contact) -> list[dict[str, str]]:
    tickets = Ticket.objects.filter(contact=contact, status=Ticket.Status.OPEN).order_by("-last_event_at")
    return [{"ticket": one.public_id, "token": _token(one)} for one in tickets[:MOST_TICKETS]]


def _token(ticket: Ticket) -> str:
    """Of its opening; where the server's key has changed since, a new one."""
    customer = Person("customer", "")
    seat = Seat(ticket.pk, ticket.public_id, customer, token=ticket.token_hash)
    return access.token_of(ticket) or ledger.give_token(seat)
