"""A conversation that others went on in is deleted: each of them goes on by itself again."""

from functools import partial
from typing import Any

from django.db.models.signals import pre_delete
from django.db.transaction import on_commit
from django.dispatch import receiver

from tickets.conversation import actions, ledger, timeline
from tickets.features.merge.effects import MERGED, OPEN
from tickets.features.merge.models import Merge
from tickets.models import Ticket
from tickets.wire import announce


@receiver(pre_delete, sender=Ticket)
def target_deleted(instance: Ticket, **_: Any) -> None:
    """Before its rows go, and with them what is known of the merges."""
    for merge in Merge.objects.filter(into=instance.pk):
        source = ledger.lock_all([merge.ticket_id]).get(merge.ticket_id)
        if source is None or source.status != MERGED:
            continue
        waits_since = timeline.unanswered_since(source) if merge.status == OPEN else None
        Ticket.objects.filter(pk=source.pk).update(status=merge.status, waiting_since=waits_since)
        on_commit(partial(_tell, source.pk))


def _tell(pk: int) -> None:
    if Ticket.objects.filter(pk=pk).exists():  # it may have been deleted with the other one
        announce.at_once(actions.told_anew(pk))
