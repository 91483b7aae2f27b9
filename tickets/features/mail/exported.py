"""What a customer is handed: the mails that they wrote, whole as they came, and that some went to them."""

from functools import partial
from typing import Any

from django.core.files.storage import storages

from tickets.conversation.exporting import Handed, Stored
from tickets.features.mail.models import Mail
from tickets.models import Ticket
from tickets.wire.stamps import stamp


def of(ticket: Ticket) -> Handed | None:
    """Of their own address alone: in a conversation stand also mails that agents wrote."""
    email = ticket.contact.email
    mails = Mail.objects.filter(ticket=ticket).order_by("created_at") if email else Mail.objects.none()
    theirs = list(mails.filter(direction=Mail.Direction.IN, sender__iexact=email))
    sent = mails.filter(direction=Mail.Direction.OUT, state=Mail.State.SENT, recipient__iexact=email)
    kept = {mail.pk: f"mails/{n}.eml" for n, mail in enumerate(theirs, 1) if mail.place}
    rows = [_row(mail) | ({"file": kept[mail.pk]} if mail.pk in kept else {}) for mail in [*theirs, *sent]]
    files = [
        Stored(kept[mail.pk], partial(storages["files"].open, mail.place))
        for mail in theirs
        if mail.pk in kept
    ]
    return Handed(rows, files) if rows else None


def _row(mail: Mail) -> dict[str, Any]:
    at = mail.sent_at or mail.created_at
    return {"direction": mail.direction, "from": mail.sender, "to": mail.recipient, "at": stamp(at)} | (
        {"subject": mail.subject} if mail.subject else {}
    )
