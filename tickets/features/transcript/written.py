"""A conversation as a letter: every line that its customer sees, with names and times, and no note."""

from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.conversation import ledger, on_paper
from tickets.database import transaction
from tickets.letters import Args, Letter, Wording
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Person, Seat
from tickets.people.roles import Right
from tickets.refusals import Refused

LETTER: Final = "transcript"
COME_BACK: Final = 20 * 60  # seconds


@transaction()
def ask(seat: Seat) -> None:
    """By the customer, or an agent for them: always to the ticket's own address."""
    if seat.is_agent:
        access.must(seat.person, Right.ANSWER)
    ticket = ledger.locked(seat)
    if not letters.can_be_sent() or not ticket.contact.email:
        raise Refused("not_found", "There is no address to write to.")
    if not letters.post(LETTER, ticket.contact.email, {}, ticket.pk):
        raise Refused("rate_limited", "Too many letters to this address.", retry_after=COME_BACK)


def letter(args: Args) -> Letter | None:
    ticket = Ticket.objects.select_related("contact").filter(pk=args["ticket"]).first()
    if ticket is None:
        return None
    language = letters.language_of(ticket.contact)
    with translation.override(language):
        # As the customer, whoever asked for it.
        seat = Seat(ticket.pk, ticket.public_id, Person("customer", ticket.contact.name))
        told = on_paper.whole(seat, notes=False)
        told |= {"language": language, "url": f"{settings.PUBLIC_URL}/t/{ticket.public_id}/"}
        told |= {"wording": letters.wording(LETTER, ticket)}
        return _drawn(told, f"{ticket.subject or _('Your conversation')} [#{ticket.pk}]")


def _drawn(told: dict[str, Any], subject: str) -> Letter:
    text, html = (render_to_string(f"transcript/letter.{form}", told) for form in ("txt", "html"))
    return Letter(subject, text, html)


def sample(wording: Wording) -> Letter:
    line = {"kind": "message", "name": "Carla Muster", "at": timezone.now(), "body": "…"}
    told = {"title": _("Your conversation"), "lines": [line], "url": f"{settings.PUBLIC_URL}/t/…/"}
    more = {"language": translation.get_language(), "wording": wording}
    return _drawn(told | more, f"{_('Your conversation')} [#42]")
