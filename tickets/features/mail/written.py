"""What the letters of this feature say: unread replies, and the private link. In the reader's language."""

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.conversation import details, kinds, ledger
from tickets.conversation.timeline import row_of
from tickets.features.mail import compose
from tickets.letters import Args, Letter, Wording
from tickets.models import Event, Ticket
from tickets.people.access import Person, Seat

MOST_REPLIES: Final = 20  # in a mail: the newest
MOST_BYTES: Final = 256 * 1024  # of replies in a mail
LINK: Final = "link"


def customers_seat(ticket: Ticket) -> Seat:
    return Seat(ticket.pk, ticket.public_id, Person("customer", ticket.contact.name))


def away(args: Args) -> Letter | None:
    """The replies of a mail, if no page has them by now."""
    ticket = _ticket(args)
    replies = list(_replies(ticket, args)) if ticket else []
    if ticket is None or not replies:
        return None
    with translation.override(letters.language_of(ticket.contact)):
        shown = _fitting(_lines(replies, ticket))
        more = {"replies": shown, "left_out": len(replies) - len(shown)}
        return _letter("away", ticket, more, compose.subject(ticket, _("Your conversation")))


def _replies(ticket: Ticket, args: Args) -> QuerySet[Event]:
    reached = max(ticket.customer_delivered, ticket.customer_read)
    replies = ticket.events.filter(kind=kinds.MESSAGE, role=Event.Role.AGENT, public_seq__gt=reached)
    chosen = replies.filter(seq__gte=args["first"], seq__lte=args["last"])
    return chosen.select_related("agent").order_by("seq")


def _lines(replies: list[Event], ticket: Ticket) -> Iterable[dict[str, Any]]:
    """As they would be printed; what they have beside their words is a way to the conversation."""
    more = details.of(replies, public=True)
    for event in replies:
        row = row_of(event, ticket, public=True) | more.get(event.pk, {})
        words = {"body": row["body"], "beside": kinds.beside(row)}
        yield {"name": row["author"]["name"], "at": event.at, **words}


def _fitting(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    fitting: list[dict[str, Any]] = []
    size = 0
    for line in [*lines][: -MOST_REPLIES - 1 : -1]:
        size += len(line["body"].encode())
        if fitting and size > MOST_BYTES:
            break
        fitting.append(line)
    return fitting[::-1]


def link(args: Args) -> Letter | None:
    ticket = _ticket(args)
    if ticket is None:
        return None
    with translation.override(letters.language_of(ticket.contact)):
        return _letter("link", ticket, {}, compose.subject(ticket, _("Your private link")))


def _letter(name: str, ticket: Ticket, more: dict[str, Any], subject: str) -> Letter:
    told = {
        "name": ticket.contact.name,
        "url": url_of(ticket),
        "wording": letters.wording(name, ticket),
    }
    return _drawn(name, told | more, subject)


def _drawn(name: str, more: dict[str, Any], subject: str) -> Letter:
    told = {"answers_arrive": compose.answers_arrive(), "language": translation.get_language()}
    text, html = (render_to_string(f"mail/{name}.{form}", told | more) for form in ("txt", "html"))
    return Letter(subject, text, html)


def sample_of_away(wording: Wording) -> Letter:
    reply: dict[str, Any] = {"name": "Ada", "body": "…", "at": None, "beside": []}
    return _sample("away", wording, _("Your conversation"), replies=[reply], left_out=0)


def sample_of_link(wording: Wording) -> Letter:
    return _sample(LINK, wording, _("Your private link"))


def _sample(name: str, wording: Wording, subject: str, **more: Any) -> Letter:
    told = {"name": "Carla Muster", "url": f"{settings.PUBLIC_URL}/t/…", "wording": wording}
    return _drawn(name, told | more, f"{subject} [#42]")


def url_of(ticket: Ticket) -> str:
    """The private link: its token is a fragment, which no server on the way is told."""
    token = ledger.give_token(customers_seat(ticket))
    return f"{settings.PUBLIC_URL}/t/{ticket.public_id}/#{token}"


def _ticket(args: Args) -> Ticket | None:
    return Ticket.objects.select_related("contact").filter(pk=args["ticket"]).first()
