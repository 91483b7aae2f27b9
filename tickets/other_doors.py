"""What the admin, a shell or a script changes with Django's own means, told as if by our doors."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.db.transaction import on_commit
from django.dispatch import receiver

from tickets.conversation import actions
from tickets.models import Contact, Ticket
from tickets.people import access, sight
from tickets.people.models import User
from tickets.wire import announce, announcements, frames

NAMES = {"first_name", "last_name", "username"}
MOST_CORRECTED = (
    100  # tickets of a contact or an agent, the newest; pages of older ones learn it when they load again
)


@receiver(post_save, sender=User)
def agent_saved(instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if not created and (update_fields is None or NAMES & set(update_fields)):  # not at each sign-in
        name = access.person_of(instance).name
        frame = frames.person("agent", access.key_of(instance), name)
        renamed = announcements.agent_renamed(instance.pk, name, frame)
        on_commit(partial(announce.at_once, [renamed]))
        if access.is_agent(instance):  # who isn't has no open tickets any more
            open_ones = Ticket.objects.filter(assignee=instance, status=Ticket.Status.OPEN)
            on_commit(partial(_tell_anew, open_ones))


@receiver(pre_save, sender=Ticket)
def ticket_to_be_corrected(instance: Ticket, **_: Any) -> None:
    """Whose it is before: who sees it no longer is told so."""
    before = Ticket.objects.filter(pk=instance.pk).first() if instance.pk else None
    instance._was_whose = before and sight.whose(before)  # type: ignore[attr-defined]


@receiver(post_save, sender=Ticket)
def ticket_corrected(instance: Ticket, created: bool, **_: Any) -> None:
    """Its subject: what happens on a ticket is no `save` (`statements`)."""
    if not created:
        was_whose = instance._was_whose  # type: ignore[attr-defined]
        on_commit(lambda: announce.at_once(actions.told_anew(instance.pk, was_whose)))


@receiver(post_save, sender=Contact)
def contact_corrected(instance: Contact, created: bool, **_: Any) -> None:
    """Name or e-mail, on each of their tickets."""
    if not created:
        on_commit(partial(_tell_anew, instance.tickets.all()))


def _tell_anew(tickets: QuerySet[Ticket]) -> None:
    newest = tickets.order_by("-last_event_at").values_list("pk", flat=True)[:MOST_CORRECTED]
    announce.at_once([one for pk in newest for one in actions.told_anew(pk)])


@receiver(post_delete, sender=Ticket)
def ticket_deleted(instance: Ticket, **_: Any) -> None:
    on_commit(partial(announce.at_once, announcements.gone(instance.public_id, sight.whose(instance))))
    # The customer's name and e-mail were known by this ticket alone.
    Contact.objects.filter(pk=instance.contact_id, external_id=None, tickets=None).delete()
