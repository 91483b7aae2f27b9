"""How far a ticket's replies were mailed: the mark `mailed`, which agents see beside delivered and read."""

from collections.abc import Collection, Mapping

from django.db.models import Max

from tickets import letters
from tickets.features.mail import frames
from tickets.features.mail.models import Mail
from tickets.models import Ticket
from tickets.wire import announce, groups
from tickets.wire.announcements import ReadyFrame


def of(tickets: Collection[int]) -> Mapping[int, int]:
    if not letters.can_be_sent():
        return {}
    sent = Mail.objects.filter(ticket__in=tickets, state=Mail.State.SENT, seq__isnull=False)
    newest = sent.values("ticket").annotate(newest=Max("seq"))
    return {row["ticket"]: row["newest"] for row in newest}


def tell(ticket: int, seq: int) -> None:
    """After the commit: to the agents who have it open."""
    found = Ticket.objects.filter(pk=ticket).values_list("public_id", flat=True).first()
    if found:
        announce.at_once([ReadyFrame(groups.agents_of(found), frames.mailed(found, seq))])
