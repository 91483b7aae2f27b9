"""Who would get a ticket now, of a team or of none, and why not the others; and whose line broke lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.db.models.functions import Now

from tickets.features.routing import rules
from tickets.features.routing.agents import known, waiting
from tickets.features.routing.models import KEPT, Vanished
from tickets.features.routing.rules import Agent, Desk, Why
from tickets.liveness.marks import marks
from tickets.liveness.rules import Stretch
from tickets.models import Ticket
from tickets.people import access
from tickets.people.models import Team
from tickets.people.sight import Sight
from tickets.presence.store import presence_store
from tickets.redis import RedisError
from tickets.wire import groups

MOST_COUNTED = 1_000
MOST_BROKEN: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    agent: Agent
    teams: str
    is_next: bool
    why_not: Why | Literal["team"] | None


@dataclass(frozen=True, slots=True)
class Broken:
    name: str
    to: str  # empty: back in the queue
    ticket: Ticket
    at: datetime


async def desk_now() -> Desk | None:
    """None: Redis is away, and nobody knows."""
    try:
        entries = (await presence_store().people([groups.DESK]))[groups.DESK]
        return rules.desk(entries, Stretch(0, await marks().newest_tick()))
    except RedisError:
        return None


def lines(desk: Desk, team: int | None) -> list[Line]:
    """In the order in which they would get one of this team, or of none, and then those who wouldn't."""
    agents, names = known(desk), {one.pk: one.name for one in teams()}
    following = rules.next_of(agents, team)
    found = [
        Line(
            agent,
            ", ".join(sorted(names[one] for one in agent.teams)),
            agent == following,
            agent.why_not if agent.is_of(team) else "team",
        )
        for agent in agents
    ]
    return sorted(found, key=lambda one: (_how_far(one), *rules.in_turn(one.agent)))


def _how_far(line: Line) -> int:
    return 0 if line.why_not is None else 2 if line.why_not == "team" else 1


def teams() -> list[Team]:
    return list(Team.objects.order_by("name"))


def unassigned(team: int | None, sight: Sight) -> int:
    """Of those that the reader sees; of this team, or without one, all."""
    free = waiting().filter(sight.held().tickets(), assignee=None)
    return (free if team is None else free.filter(team=team))[:MOST_COUNTED].count()


def broken() -> list[Broken]:
    """What was taken lately from whose line broke, the newest first."""
    lately = Vanished.objects.filter(at__gt=Now() - KEPT).select_related("agent", "to", "ticket__contact")
    return [_broken(one) for one in lately.order_by("-at", "-pk")[:MOST_BROKEN]]


def _broken(one: Vanished) -> Broken:
    to = access.person_of(one.to).name if one.to else ""
    return Broken(access.person_of(one.agent).name, to, one.ticket, one.at)
