"""Card numbers, which a desk may wish to keep in no message: as `conversation.hiding` has it."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from tickets import cards
from tickets.audit import log
from tickets.conversation import kinds
from tickets.conversation.hiding import Rule
from tickets.database import transaction
from tickets.features.privacy.models import Hiding
from tickets.models import Event

CHANGED: Final = "privacy.cards"  # in the audit log
LOOKED_AT: Final = 1000  # messages, the newest


def are_hidden() -> bool:
    return Hiding.objects.filter(cards=True).exists()


def hidden(words: str) -> str:
    """Our own addresses stay: a private link has to work."""
    return cards.masked(words, but=settings.PUBLIC_URL, surely=True)


RULE: Final = Rule(hidden, are_hidden)


@dataclass(frozen=True, slots=True)
class Seen:
    """What it would have hidden until now."""

    looked_at: int
    found: int


def preview() -> Seen:
    said = Event.objects.filter(kind=kinds.MESSAGE).order_by("-pk").values_list("body", flat=True)[:LOOKED_AT]
    bodies = list(said)
    return Seen(len(bodies), sum(hidden(body) != body for body in bodies))


@transaction()
def save(wanted: bool) -> None:
    """From the next message on."""
    before = are_hidden()
    if before != wanted:
        Hiding.objects.update_or_create(pk=1, defaults={"cards": wanted})
        log.note(CHANGED, before={"hidden": before}, after={"hidden": wanted})
