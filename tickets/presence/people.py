"""The people at tickets and at the desk, as Redis has them: to be asked for, and to be announced."""

from collections.abc import Iterable
from typing import Any

from tickets.liveness.marks import marks
from tickets.presence import rules
from tickets.presence.store import presence_store
from tickets.redis import RedisError
from tickets.wire import announce, announcements, frames, groups


async def people_at(tickets: Iterable[str], tick: int) -> dict[str, list[dict[str, Any]]]:
    entries = await presence_store().people(tickets)
    return {ticket: rules.people(found, tick) for ticket, found in entries.items()}


async def tell(tickets: Iterable[str], tick: int) -> None:
    """Announce to everybody at these tickets, and to the desk, who is there now."""
    people = await people_at(tickets, tick)
    people.pop(groups.DESK, None)  # goes out with the next tick, to those customers whom it changes
    told = {ticket: frames.presence(ticket, there) for ticket, there in people.items()}
    to_customers = {
        ticket: frames.presence(ticket, rules.for_customer(there))
        for ticket, there in people.items()
        if not all(map(rules.answers, there))
    }
    announce.tell(*announcements.presence(told, to_customers))


async def people_of(tickets: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Who is at each ticket: [{role, name, state, last_seen}]; nothing while Redis is away."""
    try:
        return await people_at(tickets, await marks().newest_tick())
    except RedisError:
        return {}


async def agents_at_desk() -> list[str]:
    """The names of those who have the desk open, as far as Redis knows."""
    people = (await people_of([groups.DESK])).get(groups.DESK, [])
    return [person["name"] for person in people if person["state"] != "offline"]
