"""Whether a push to a customer says what was written: as administrators choose, and not at first."""

from typing import Final

from django.conf import settings

from tickets import cards
from tickets.audit import log
from tickets.database import transaction
from tickets.features.notifications.models import CustomersRule

CHANGED: Final = "push.customers"
SHOWN: Final = 200  # characters, as agents are shown


def are_said() -> bool:
    return CustomersRule.objects.filter(words=True).exists()


@transaction()
def say(on: bool) -> None:
    was = are_said()
    CustomersRule.objects.update_or_create(pk=1, defaults={"words": on})
    if was != on:
        log.note(CHANGED, before={"words": was}, after={"words": on})


def of(body: str) -> str:
    """Masked before it is cut: half a card's number isn't known for one."""
    return cards.masked(body, but=settings.PUBLIC_URL)[:SHOWN]
