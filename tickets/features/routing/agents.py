"""The agents as routing sees them: what they say of themselves, where they are, what they have."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from tickets.desk import filters, views
from tickets.features.routing.models import AgentState
from tickets.features.routing.rules import Agent, Desk, Link
from tickets.models import Ticket, TicketQuerySet
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import Membership, User
from tickets.presence.reachable import of as reachable_of
from tickets.presence.rules import PRESENCE_GRACE

_DESK: Final = Person("agent", "")  # what is set aside is so for everybody


def open_tickets() -> TicketQuerySet:
    """All that aren't done, nor set aside (snoozed, spam)."""
    view = views.named("open")
    assert view is not None
    return Ticket.objects.filter(view.holds(_DESK), status=Ticket.Status.OPEN)


def waiting() -> TicketQuerySet:
    """Where a customer waits, the longest wait first."""
    return open_tickets().waiting().order_by("waiting_since", "pk")


def people() -> list[User]:
    """To whom tickets are given: no programs, which are nowhere present, and so have no line to judge."""
    users = access.answering().select_related("routing").order_by("pk")
    return [user for user in users if not user.is_program]


def known(desk: Desk) -> list[Agent]:
    """All of them, in six queries, none of which grows with the table of tickets."""
    users = people()
    states = {user.pk: _state(user) for user in users}
    links = {user.pk: _link(access.key_of(user), desk) for user in users}
    reachable = reachable_of([pk for pk, link in links.items() if link == "offline"])
    back = _back_by_now(states.values())
    capacities = {pk: state.capacity or settings.ROUTING_CAPACITY for pk, state in states.items()}
    loads, teams = loads_of(capacities), _teams()
    return [
        Agent(
            pk=user.pk,
            key=access.key_of(user),
            name=access.person_of(user).name,
            teams=frozenset(teams.get(user.pk, ())),
            link=links[user.pk],
            available=states[user.pk].available or user.pk in back,
            back_at=None if user.pk in back else states[user.pk].back_at,
            capacity=capacities[user.pk],
            load=loads[user.pk],
            turn=states[user.pk].turn,
            reachable=user.pk in reachable,
        )
        for user in users
    ]


def _back_by_now(states: Collection[AgentState]) -> set[int]:
    """By the database's clock, which is asked only if somebody said a time."""
    if not any(state.back_at for state in states if not state.available):
        return set()
    return set(AgentState.objects.filter(available=False, back_at__lte=Now()).values_list("pk", flat=True))


def _state(user: User) -> AgentState:
    return getattr(user, "routing", None) or AgentState(agent=user)


def _link(key: str, desk: Desk) -> Link:
    if key in desk.live:
        return "online"
    recent = key in desk.gone and desk.tick - desk.gone[key] < PRESENCE_GRACE
    return "unstable" if recent else "offline"


def _teams() -> Mapping[int, Sequence[int]]:
    teams: dict[int, list[int]] = {}
    for user, team in Membership.objects.values_list("user", "team"):
        teams.setdefault(user, []).append(team)
    return teams


def loads_of(capacities: Mapping[int, int]) -> dict[int, int]:
    """What each one's open tickets weigh, in one query: counted no further than it matters."""
    if not capacities:
        return {}
    kinds = _weighed()
    counts = [
        open_tickets().filter(which, assignee=pk).values("pk")[:most].query.sql_with_params()
        for which, _ in kinds
        for pk, most in capacities.items()
    ]
    sql = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS held)" for sql, _ in counts)  # noqa: S608  (Django's)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [arg for _, args in counts for arg in args])
        counted = iter(cursor.fetchone())
    loads = dict.fromkeys(capacities, 0)
    for _, weight in kinds:
        for pk in capacities:
            loads[pk] += weight * next(counted)
    return loads


def _weighed() -> list[tuple[Q, int]]:
    """Each ticket once, and those of a priority that weighs more as often again as that says. Priorities are
    another feature's, if it is there."""
    more = [
        (which, weight - 1)
        for name, weight in settings.ROUTING_WEIGHTS.items()
        if weight > 1 and (which := filters.where(_DESK, "priority", name)) is not None
    ]
    return [(Q(), 1), *more]
