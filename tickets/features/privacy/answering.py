"""What a customer hears of what they asked for: an event of their conversation, and a letter where there is
an address. Within the transaction of what was decided."""

from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.conversation import actions, ledger
from tickets.features.privacy import said
from tickets.features.privacy.models import Request
from tickets.letters import Args, Letter
from tickets.models import Event, Ticket

LETTER: Final = "privacy"
READY: Final = "ready"


def tell(request: Request, state: str, **more: Any) -> bool:
    """Whether a letter is on its way as well."""
    data = {"what": request.what, "state": state, **more}
    body = said.in_english(data)
    written = ledger.append_to(request.ticket_id, uuid4(), said.OWN, body, Event.Role.SYSTEM, data=data)
    if written is None:
        return False
    actions.tell_after_commit(written)
    to = written.ticket.contact.email
    return bool(to) and letters.post(LETTER, to, {"seq": written.seq}, request.ticket_id)


def ready(export: int) -> None:
    """It was made, and can be fetched."""
    for request in Request.objects.filter(export=export, state=Request.State.GRANTED):
        tell(request, READY)


def letter(args: Args) -> Letter | None:
    ticket = Ticket.objects.select_related("contact").filter(pk=args["ticket"]).first()
    event = ticket.events.filter(seq=args["seq"]).first() if ticket else None
    if ticket is None or event is None or not event.body:  # erased meanwhile
        return None
    language = letters.language_of(ticket.contact)
    with translation.override(language):
        told = {"words": said.of_request(event.data), "language": language}
        told |= {"url": f"{settings.PUBLIC_URL}/t/{ticket.public_id}/"}
        text, html = (render_to_string(f"privacy/letter.{form}", told) for form in ("txt", "html"))
        return Letter(f"{_('Your data')} [#{ticket.pk}]", text, html)
