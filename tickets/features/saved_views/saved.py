"""An agent's saved views: listed, saved, deleted, counted. Synchronous; all raise Refused."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tickets.database import transaction
from tickets.desk import filters, queue, views
from tickets.desk.views import View
from tickets.features.saved_views.models import SavedView
from tickets.people.access import Person
from tickets.people.models import Team
from tickets.refusals import Refused

Order = Literal["priority", "waiting", "newest"]
PREFIX: Final = "saved:"  # of its name as a view of the list
MOST: Final = 50  # that an agent has
FRESH: Final = 1.0  # seconds: whoever asks in the same one is told the same


@dataclass(frozen=True, slots=True)
class Saving:
    """`team`: its primary key; None: it is the agent's own."""

    name: str
    query: str
    order: Order
    team: int | None


def of(agent: Person) -> list[SavedView]:
    """By name, the teams' first. Of those that teams have there may be more than are shown; their own are all
    there."""
    own_first = _seen_by(agent).order_by(F("owner").asc(nulls_last=True), "name", "pk")[: 2 * MOST]
    return sorted(own_first, key=lambda view: view.owner_id is not None)


def _seen_by(agent: Person) -> QuerySet[SavedView]:
    mine = Q(owner=agent.agent) | Q(team__in=Team.objects.filter(members=agent.agent))
    return SavedView.objects.filter(mine)


def teams_of(agent: Person) -> list[dict[str, Any]]:
    """For which the agent can save one."""
    teams = Team.objects.filter(members=agent.agent).order_by("name")
    return [{"id": team.pk, "name": team.name} for team in teams]


def told(view: SavedView) -> dict[str, Any]:
    return {
        "id": str(view.pk),
        "view": f"{PREFIX}{view.pk}",
        "name": view.name,
        "query": view.query,
        "order": view.order,
        "team": view.team_id,
    }


def save(agent: Person, id: UUID, saving: Saving) -> dict[str, Any]:
    """New, or in the place of what has this id."""
    if not filters.asked(agent, saving.query):
        raise Refused("bad_field", "`query` says nothing.")
    team = _team(agent, saving.team)
    with transaction():
        view = _own(agent, id) or SavedView(pk=id)
        if view._state.adding and _seen_by(agent).count() >= MOST:
            raise Refused("conflict", f"There are at most {MOST} views.")
        view.name, view.query, view.order = saving.name, saving.query, saving.order
        view.owner_id, view.team = (None, team) if team else (agent.agent, None)
        view.save()
    return told(view)


def _team(agent: Person, team: int | None) -> Team | None:
    if team is None:
        return None
    found = Team.objects.filter(pk=team, members=agent.agent).first()
    if found is None:
        raise Refused("bad_field", "`team`: one that you are in.")
    return found


def _own(agent: Person, id: UUID) -> SavedView | None:
    """None: there is none. Somebody else's is there for nobody but them."""
    found = SavedView.objects.filter(pk=id).first()
    if found and not _seen_by(agent).filter(pk=id).exists():
        raise Refused("not_found", "There is no such view.")
    return found


def delete(agent: Person, id: UUID) -> None:
    """One that is gone already is gone."""
    with transaction():
        if view := _own(agent, id):
            view.delete()


def named(agent: Person, name: str) -> View | None:
    """One that was deleted, or isn't this agent's, holds nothing: who looks at it sees that."""
    if not name.startswith(PREFIX):
        return None
    id = _id(name)
    found = _seen_by(agent).filter(pk=id).first() if id else None
    which = _which(agent, found.query) if found else Q(pk__in=())
    order: Any = found.order if found else "priority"
    return View(name, found.name if found else "", 0, lambda _agent: which, aside=True, order=order)


def _id(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix(PREFIX))
    except ValueError:
        return None


def _which(agent: Person, query: str) -> Q:
    """Of a filter whose feature has gone since: nothing."""
    try:
        which = filters.asked(agent, query)
        return which & views.unless_said(agent, filters.said(query, filters.STATE))
    except Refused:
        return Q(pk__in=())


_counted: dict[tuple[str, int | None], tuple[float, int]] = {}  # query, whose → when (monotonic), how many


def counts(agent: Person) -> Mapping[str, int]:
    """In one query, of what nobody has asked in this process within FRESH: a team's views are counted once
    for all of its desks. Other threads count and forget meanwhile."""
    mine = {f"{PREFIX}{view.pk}": _key(agent, view) for view in of(agent)}
    now = time.monotonic()
    known = {key: _counted.get(key, (-FRESH, 0)) for key in mine.values()}
    due = {key for key, (at, _) in known.items() if now - at >= FRESH}
    seen = agent.sight.tickets() if due else Q()
    asked = {str(n): _which(agent, query) & seen for n, (query, _) in enumerate(sorted(due, key=str))}
    found = queue.counted(asked)
    for n, key in enumerate(sorted(due, key=str)):
        known[key] = _counted[key] = now, found[str(n)]
    for key, (at, _) in list(_counted.items()):
        if now - at > FRESH:
            _counted.pop(key, None)
    return {name: known[key][1] for name, key in mine.items()}


def _key(agent: Person, view: SavedView) -> tuple[str, int | None]:
    """Where nobody is meant by `me`, it is the same for all who see everything."""
    of_whom = any("me" in filters.said(view.query, name) for name in filters.names())
    alike = agent.sight.everything and not of_whom
    return view.query, None if alike else agent.agent
