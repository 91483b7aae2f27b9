"""What of mail fails just now, for /readyz and the Connections page: as jobs and doors have it."""

from collections.abc import Iterable

from tickets.connections.troubles import Trouble
from tickets.features.mail.models import Door, Mailbox
from tickets.features.mail.outbox import SEND
from tickets.jobs.models import Job


def look() -> Iterable[Trouble]:
    failing = Job.objects.filter(kind=SEND).exclude(error="").order_by("due").first()
    if failing:
        yield Trouble("mail", "out", failing.error, f"can't be sent: {failing.error}")
    for door in Door.objects.all():
        yield Trouble("mail", door.name, door.words, f"{door.name} can't be read: {door.words}")


def of(mailbox: Mailbox) -> str:
    """Empty: none is known."""
    return Door.objects.filter(name=mailbox.door).values_list("words", flat=True).first() or ""
