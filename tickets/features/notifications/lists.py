"""The word that finds conversations whose notes name who asks, and what is kept for it."""

from typing import Final

from django.db.models import Q

from tickets.desk.filters import Filter
from tickets.features.notifications import mentions
from tickets.features.notifications.models import Mention
from tickets.models import Event, Ticket
from tickets.people.access import Person


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    for users in mentions.of([event]).values():
        named = [Mention(user_id=user, ticket=ticket) for user in users]
        Mention.objects.bulk_create(named, ignore_conflicts=True)


def _naming(agent: Person, _me: str) -> Q:
    return Q(pk__in=Mention.objects.filter(user=agent.agent).values("ticket"))


MENTIONS_ME: Final = Filter("mentions", _naming, ("me",))
