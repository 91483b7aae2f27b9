"""What agents say of themselves: whether they take new tickets. Told to every desk."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models.functions import Now
from django.utils import timezone

from tickets.database import in_database, transaction
from tickets.features.routing import frames
from tickets.features.routing.models import AgentState
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import User
from tickets.refusals import Refused
from tickets.wire import announce, groups
from tickets.wire.announcements import ReadyFrame
from tickets.wire.stamps import stamp

LONGEST: Final = timedelta(days=366)


async def say(agent: Person, said: frames.Saying) -> list[dict[str, Any]]:
    """Returns what every desk is told. Raises Refused."""
    told = await in_database(_say, agent, said)
    announce.tell(ReadyFrame(groups.DESK, frames.agents(told)))
    return told


def _say(agent: Person, said: frames.Saying) -> list[dict[str, Any]]:
    if said.back_at and not timezone.now() < said.back_at < timezone.now() + LONGEST:
        raise Refused("bad_field", "`back_at`: a time to come, within a year.")
    with transaction():
        states = {"available": said.available, "back_at": said.back_at, "by_closing": False}
        AgentState.objects.update_or_create(pk=agent.agent, defaults=states)
    return everybody()


def everybody() -> list[dict[str, Any]]:
    back = set(AgentState.objects.filter(back_at__lte=Now()).values_list("pk", flat=True))
    users = access.agents().select_related("routing").order_by("username")
    return [_told(user, getattr(user, "routing", None), back) for user in users]


def _told(user: User, state: AgentState | None, back: set[int]) -> dict[str, Any]:
    person = access.person_of(user)
    available = state is None or state.available or user.pk in back
    until: datetime | None = None if available or state is None else state.back_at
    who = {"key": person.key, "username": person.username, "name": person.name}
    return who | {"available": available, "back_at": stamp(until) if until else None}
