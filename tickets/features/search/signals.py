"""A name, an e-mail or a subject that is corrected by Django's own doors is found as it is by then."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from tickets.features.search import index
from tickets.models import Contact, Ticket


@receiver(post_save, sender=Contact)
def contact_corrected(instance: Contact, created: bool, **_: Any) -> None:
    if not created:
        index.follow(contact=instance.pk)


@receiver(post_save, sender=Ticket)
def ticket_corrected(instance: Ticket, created: bool, **_: Any) -> None:
    if not created:
        index.follow(ticket=instance.pk)
