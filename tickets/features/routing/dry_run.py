"""Who would get a ticket now, and why not the others."""

from dataclasses import dataclass

from tickets.features.routing import rules
from tickets.features.routing.agents import known, waiting
from tickets.features.routing.rules import Agent, Desk
from tickets.liveness.marks import marks
from tickets.liveness.rules import Stretch
from tickets.people.models import Team
from tickets.presence.store import presence_store
from tickets.redis import RedisError
from tickets.wire import groups

MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    agent: Agent
    teams: str
    is_next: bool


async def desk_now() -> Desk | None:
    """None: Redis is away, and nobody knows."""
    try:
        entries = (await presence_store().people([groups.DESK]))[groups.DESK]
        return rules.desk(entries, Stretch(0, await marks().newest_tick()))
    except RedisError:
        return None


def lines(desk: Desk) -> list[Line]:
    """In the order in which they would get one, and then those who wouldn't."""
    agents, teams = known(desk), dict(Team.objects.values_list("pk", "name"))
    following = rules.next_of(agents, None)
    in_order = sorted(agents, key=lambda one: (one.why_not is not None, *rules.in_turn(one)))
    return [
        Line(agent, ", ".join(sorted(teams[team] for team in agent.teams)), agent == following)
        for agent in in_order
    ]


def unassigned() -> int:
    return waiting().filter(assignee=None)[:MOST_COUNTED].count()
