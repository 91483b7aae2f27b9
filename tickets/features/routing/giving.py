"""Tickets go to agents, and from those who have vanished or don't answer to others: what each process of jobs
looks for every second, where ROUTING says so.

Redis is asked first, the database afterwards: no lock is held while Redis is waited for. Whoever gives a
ticket holds the one row of `Turn` until the commit, so that each sees what the other gave.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.db.transaction import on_commit

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.database import transaction
from tickets.desk import views
from tickets.features.routing import closing, rules
from tickets.features.routing.agents import known, waiting
from tickets.features.routing.effects import Cause, Given, Reminded, Taken
from tickets.features.routing.models import AgentState, Turn
from tickets.features.routing.rules import Agent, Desk, LastSeen
from tickets.models import Ticket
from tickets.people.models import User
from tickets.presence import watch
from tickets.wire import announce

LOOKED_AT: Final = 1_000  # tickets, those that wait longest, of which the first is taken by priority
AT_ONCE: Final = 50  # tickets in a look: then the desk's links are asked for again
TO_COME: Final = 300  # seconds that who was given one by push has to come to a desk

_last_seen = LastSeen()


def look() -> None:
    if settings.ROUTING == "on":
        closing.look()
    there = watch.desk()
    if there is None:  # nobody knows who is there: nothing is given, nobody is judged
        return
    desk = rules.desk(*there)
    _last_seen.look(desk)
    look_at(desk, _last_seen)


def look_at(desk: Desk, last_seen: LastSeen) -> None:
    if desk.live:  # to whom, else?
        _from_vanished(desk, last_seen)
    if settings.ROUTING == "on":
        _from_pushed(desk)
        if desk.live:
            _from_silent(desk)
        give_all(desk)


# — to agents —


def give_all(desk: Desk) -> int:
    """Those that nobody has, as long as somebody has room. How many."""
    return next(given for given in range(AT_ONCE + 1) if given == AT_ONCE or not _give(desk))


def _give(desk: Desk) -> bool:
    if not _next(desk):  # a look that locks nothing
        return False
    with transaction():
        turn, found = Turn.take(), _next(desk)
        if not found:
            return False
        ticket, team, agent = found
        written = ledger.by_itself(ticket, Given(User(pk=agent.pk), agent.name, team))
        _tell(written)
        if written:
            _has_had(agent, turn)
    return True


def _next(desk: Desk) -> tuple[int, int | None, Agent] | None:
    """The next ticket, its team, and who gets it."""
    agents = known(desk)
    free = [agent for agent in agents if not agent.why_not]
    ticket = unassigned(free).values_list("pk", "team").first() if free else None
    agent = rules.next_of(free, ticket[1]) if ticket else None
    return (*ticket, agent) if ticket and agent else None


def unassigned(free: Sequence[Agent]) -> QuerySet[Ticket]:
    """That one of these could have: of the highest priority first, then who waits longest."""
    theirs = waiting().filter(_of_teams(free), assignee=None)
    longest = list(theirs.values_list("pk", flat=True)[:LOOKED_AT])
    return Ticket.objects.filter(pk__in=longest).order_by(*views.firsts(), "waiting_since", "pk")


def _of_teams(agents: Sequence[Agent]) -> Q:
    return Q(team=None) | Q(team__in={team for agent in agents for team in agent.teams})


def _has_had(agent: Agent, turn: int) -> None:
    AgentState.objects.update_or_create(pk=agent.pk, defaults={"turn": turn})


def _tell(written: Written | None) -> None:
    if written:
        on_commit(partial(announce.at_once, actions.told(written)))


# — from agents —


def _from_vanished(desk: Desk, last_seen: LastSeen) -> None:
    """Only while a colleague is there: else there is nobody to take over, and it stays as it is."""
    after = settings.ROUTING_VANISHED_AFTER
    agents = known(desk)
    gone = [agent for agent in agents if last_seen.vanished(agent.key, desk, after)]
    there = [agent for agent in agents if agent.link == "online" and agent.available]
    if gone and there:
        held = _held_by(gone, after).filter(_of_teams(there)).exclude(_given_by_push(gone, desk, last_seen))
        _move(held, desk, agents, "vanished")


def _given_by_push(gone: Sequence[Agent], desk: Desk, last_seen: LastSeen) -> Q:
    """What they were given while they weren't at the desk anyhow: of these no line broke."""
    found = Q(pk__in=())
    for agent in gone:
        if agent.by_push:
            left = last_seen.left(agent.key, desk)
            since = Q(holding__isnull=False) if left is None else Q(holding__since__gt=_ago(left))
            found |= Q(assignee=agent.pk) & since
    return found


def _from_pushed(desk: Desk) -> None:
    """Who was told by push and has not come: it is somebody else's, if anybody has room."""
    agents = known(desk)
    told = [agent for agent in agents if agent.by_push]
    if told and desk.covers(TO_COME):
        waits = _held_by(told, TO_COME).filter(waiting_since__lte=_ago(TO_COME))
        _move(waits, desk, agents, "silent")


def _from_silent(desk: Desk) -> None:
    """Who is there and doesn't answer: reminded at half of the time, and then it is somebody else's, if
    anybody has room. Time in which ticks were missing counts for nobody."""
    within = settings.ROUTING_ANSWER_WITHIN
    if not within or not desk.covers(within):
        return
    agents = known(desk)
    there = [agent for agent in agents if agent.link == "online"]
    _remind(there, within / 2)
    _move(_held_by(there, within).filter(waiting_since__lte=_ago(within)), desk, agents, "silent")


def _remind(agents: Sequence[Agent], seconds: float) -> None:
    fresh = Q(holding__reminded=None) | Q(holding__reminded__lt=F("waiting_since"))
    late = _held_by(agents, seconds).filter(fresh, waiting_since__lte=_ago(seconds))
    for ticket, holder in late.values_list("pk", "assignee")[:AT_ONCE]:
        _alone(partial(ledger.by_itself, ticket, Reminded(holder)))


def _held_by(agents: Sequence[Agent], seconds: float) -> QuerySet[Ticket]:
    """Where a customer waits, and which they have had for so long."""
    theirs = waiting().filter(assignee__in=[agent.pk for agent in agents])
    return theirs.filter(Q(holding=None) | Q(holding__since__lte=_ago(seconds)))


def _ago(seconds: float) -> Any:
    """By the database's clock, which wrote the times that it is compared with."""
    return Now() - timedelta(seconds=seconds)


def _move(tickets: QuerySet[Ticket], desk: Desk, agents: Sequence[Agent], cause: Cause) -> None:
    names = {agent.pk: agent.name for agent in agents}
    for pk, holder, team in tickets.values_list("pk", "assignee", "team")[:AT_ONCE]:
        if cause == "vanished" or rules.next_of(agents, team, but=holder):
            _alone(partial(_take, pk, holder, names[holder], team, desk, cause))


def _take(pk: int, holder: int, name: str, team: int | None, desk: Desk, cause: Cause) -> Written | None:
    """To who fits best. Nobody has room: who has vanished leaves it in the queue, who is silent keeps it."""
    turn = Turn.take()
    to = rules.next_of(known(desk), team, but=holder) if settings.ROUTING == "on" else None
    if to is None and cause == "silent":
        return None
    agent, its_name = (User(pk=to.pk), to.name) if to else (None, "")
    written = ledger.by_itself(pk, Taken(holder, name, agent, its_name, team, cause))
    if written and to:
        _has_had(to, turn)
    return written


def _alone(act: Callable[[], Written | None]) -> None:
    with transaction():
        _tell(act())
