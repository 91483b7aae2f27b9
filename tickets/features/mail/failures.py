"""A mail that will never arrive: agents read it in the log, where they would wait for an answer."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final
from uuid import uuid5

from django.db.transaction import on_commit
from django.utils.translation import gettext as _

from tickets.conversation import actions, ledger
from tickets.features.mail.models import Mail
from tickets.models import Event, Ticket
from tickets.wire import announce

KIND: Final = "mail"  # of event, for agents only: what mail did, by `data.what`
UNDELIVERED: Final = "undelivered"


def text(words: bytes | str) -> str:
    """What a server said, in one line."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(said.split())


def write(ticket: int, mail: Mail, reason: str) -> None:
    """In the transaction that ends the job."""
    act = partial(_undelivered, mail=mail, reason=reason)
    if written := ledger.by_itself(ticket, act):
        on_commit(lambda: announce.at_once(actions.told(written)))


def _undelivered(ticket: Ticket, mail: Mail, reason: str) -> Iterable[Event]:
    data = {"what": UNDELIVERED, "mail": str(mail.pk), "to": mail.recipient, "reason": reason[:500]}
    id = uuid5(mail.pk, UNDELIVERED)
    if not ticket.events.filter(client_id=id).exists():
        body = f"The mail to {mail.recipient} can't be delivered: {reason[:500]}"
        yield ledger.next_event(ticket, id, KIND, body, Event.Role.SYSTEM, data=data)


def in_words(event: Mapping[str, Any]) -> str:
    """On paper."""
    data: dict[str, str] = event["data"]
    match data.get("what"):
        case "undelivered":
            return _("The mail to %(to)s can't be delivered: %(reason)s") % data
        case "another":
            return _("%(from)s wrote from another address: %(body)s") % {"body": event["body"], **data}
        case "machine":
            return _("A machine answered: %(body)s") % {"body": event["body"]}
        case "too-many":
            return _("Many mails came at once: the rest waits under Mail.")
    return str(event["body"])
