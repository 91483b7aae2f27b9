"""An agent who goes, by whatever door of Django's, leaves no ticket behind."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.db.transaction import on_commit
from django.dispatch import receiver

from tickets.conversation import actions
from tickets.conversation.ledger import Written
from tickets.features.assignment import departures
from tickets.people import access
from tickets.people.models import User
from tickets.wire import announce


@receiver(post_save, sender=User)
def agent_saved(instance: User, created: bool, **_: Any) -> None:
    if not created and not access.answers(instance):
        _tell(departures.gone(instance))


@receiver(pre_delete, sender=User)
def agent_deleted(instance: User, **_: Any) -> None:
    _tell(departures.gone(instance, resolved=True))


def _tell(writes: Iterable[Written]) -> None:
    told = [one for written in writes for one in actions.told(written)]
    if told:
        on_commit(partial(announce.at_once, told))
