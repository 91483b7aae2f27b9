"""Who is deleted by Django's own means leaves neither an export nor a name in what its admin has noted."""

from functools import partial
from typing import Any

from django.db.models.signals import post_delete
from django.db.transaction import on_commit
from django.dispatch import receiver

from tickets.features.privacy import erasing, exports
from tickets.models import Contact, Ticket


@receiver(post_delete, sender=Ticket)
@receiver(post_delete, sender=Contact)
def deleted(sender: type[Contact | Ticket], instance: Contact | Ticket, **_: Any) -> None:
    erasing.forget_log_entries(sender, [instance.pk])
    if sender is Contact:
        on_commit(partial(exports.forget_all_of, instance.pk))
