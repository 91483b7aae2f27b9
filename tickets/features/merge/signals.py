"""A conversation that others went on in is deleted: each of them goes on by itself again."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.db.models.signals import pre_delete
from django.db.transaction import on_commit
from django.dispatch import receiver

from tickets.conversation import actions, ledger
from tickets.database import transaction
from tickets.features.merge import effects
from tickets.features.merge.models import Merge
from tickets.models import Event, Ticket


@receiver(pre_delete, sender=Ticket)
def target_deleted(instance: Ticket, **_: Any) -> None:
    """Before its rows go, and with them what is known of the merges; but the others may go with it."""
    for merge in Merge.objects.filter(into=instance.pk):
        on_commit(partial(_freed, merge.ticket_id, merge.status), robust=True)


@transaction()
def _freed(ticket: int, status: str) -> None:
    said = (effects.MERGED, effects.BY_ITSELF, Event.Role.SYSTEM)
    written = ledger.append_to(
        ticket, uuid4(), *said, partial(effects.as_before, status), data={"into": None}
    )
    if written:
        actions.tell_after_commit(written)
