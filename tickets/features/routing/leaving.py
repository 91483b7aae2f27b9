"""Who goes may give all that they have back to the queue."""

from contextlib import suppress
from functools import partial
from uuid import uuid4

from tickets.conversation import actions, ledger
from tickets.features.routing.agents import open_tickets
from tickets.features.routing.effects import ASSIGNMENT, GivenBack
from tickets.people import access
from tickets.people.access import Person, Seat, Visitor
from tickets.refusals import Refused
from tickets.wire.announcements import Announcement

MOST = 500  # tickets in a call


def held_by(agent: Person) -> list[str]:
    """Their open tickets, by public id: of a program's, those at its sites."""
    theirs = open_tickets().filter(agent.sight.at_sites(), assignee=agent.agent)
    return list(theirs.values_list("public_id", flat=True)[:MOST])


def give_back(visitor: Visitor, agent: Person) -> tuple[int, list[Announcement]]:
    """How many went, and what is to be announced of it."""
    places = [(ticket, None) for ticket in held_by(agent)]
    seats = filter(None, access.seats(visitor, places, as_agent=True))
    told = [one for seat in seats for one in [_give_back(seat)] if one is not None]
    return len(told), [announcement for one in told for announcement in one]


def _give_back(seat: Seat) -> list[Announcement] | None:
    """None: somebody else was first."""
    assert seat.person.agent is not None
    with suppress(Refused):
        effect = GivenBack(seat.person.agent)
        return actions.commit(partial(ledger.append, seat, uuid4(), ASSIGNMENT, "", effect))[1]
    return None
