"""The link of a mail that asks: signed, for one resolution, and no way into the conversation."""

from dataclasses import dataclass
from typing import Final, Self

from django.conf import settings
from django.core import signing

from tickets.features.rating.effects import OPEN_FOR
from tickets.features.rating.models import Rating
from tickets.models import Ticket
from tickets.people.access import Person, Seat

SALT: Final = "rating"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who came by it, and may rate this resolution."""

    seat: Seat
    resolution: int

    @classmethod
    def by(cls, token: str) -> Self | None:
        """None: it was changed, is too old, or there is no such ticket any more."""
        try:
            ticket, resolution = signing.loads(token, salt=SALT, max_age=OPEN_FOR)
        except (signing.BadSignature, ValueError):
            return None
        found = Ticket.objects.select_related("contact").filter(pk=ticket).first()
        if found is None:
            return None
        return cls(Seat(found.pk, found.public_id, Person("customer", found.contact.name)), resolution)

    def given(self) -> Rating | None:
        """What has been answered so far."""
        return Rating.objects.filter(ticket=self.seat.ticket, resolution=self.resolution).first()


def url_of(ticket: int, resolution: int) -> str:
    return f"{settings.PUBLIC_URL}/rate/{signing.dumps([ticket, resolution], salt=SALT)}/"
