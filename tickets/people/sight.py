"""Which tickets an agent sees: the one place that says it, for the database and for open sockets.

All of them, from a supervisor on. Else their own, and unless they see no others: those of their teams, and
those of no team. A program may be held to some sites, and sees none of another, whatever its role, team or
what is assigned to it. `tickets/tests/test_every_door.py` holds the ways of asking it against each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import BooleanField, Expression, ExpressionWrapper, Func, Q, Value

from tickets.models import Ticket
from tickets.people import roles, sites
from tickets.people.models import Membership, Team, User
from tickets.people.roles import Right

# A ticket's team and its agent. On the channel layer a list; None: an older version didn't say.
Whose = Sequence[int | None]

# In a statement about `tickets_ticket`, as of now: the agent sees it, and has the role that they came with.
SEES: Final = """EXISTS (
    SELECT 1 FROM people_user AS looking
    WHERE looking.id = %(agent)s
    AND CASE WHEN looking.is_superuser THEN 'owner' ELSE looking.role END = %(role)s
    AND (
        looking.is_superuser OR looking.role IN ('supervisor', 'admin')
        OR tickets_ticket.assignee_id = looking.id
        OR (NOT looking.own_only AND (
            tickets_ticket.team_id IS NULL OR EXISTS (
                SELECT 1 FROM people_membership
                WHERE user_id = looking.id AND team_id = tickets_ticket.team_id
            )
        ))
    )
)"""


@dataclass(frozen=True, slots=True)
class Sight:
    """An agent's, as it stands with the user. By itself: nothing."""

    agent: int | None = None
    every_team: bool = False
    own_only: bool = False
    sites: frozenset[str] | None = None  # None: of all

    @property
    def everything(self) -> bool:
        return self.every_team and self.sites is None

    def tickets(self, prefix: str = "") -> Q:
        """For a query about tickets; `prefix`: of what belongs to one, "ticket__" say."""
        return self._of_teams(prefix) & self.at_sites(prefix)

    def at_sites(self, prefix: str = "") -> Q:
        if self.sites is None:
            return Q()
        at = sites.opened_at_any(sorted(self.sites))
        return Q(**{f"{prefix}in": Ticket.objects.filter(at)}) if prefix else at

    def is_at_site(self, ticket: int) -> bool:
        """Without a query, but for who is held to some."""
        return self.sites is None or Ticket.objects.filter(self.at_sites(), pk=ticket).exists()

    def _of_teams(self, prefix: str) -> Q:
        if self.every_team:
            return Q()
        if self.agent is None:
            return Q(pk__in=())
        own = Q(**{f"{prefix}assignee": self.agent})
        if self.own_only:
            return own
        teams = Membership.objects.filter(user=self.agent).values("team")
        return own | Q(**{f"{prefix}team": None}) | Q(**{f"{prefix}team__in": teams})

    def seen(self) -> Expression:
        """The same, to annotate tickets with."""
        if self.everything or self.agent is None:
            return Value(self.everything)
        return ExpressionWrapper(self.tickets(), output_field=BooleanField())

    def held(self) -> "HeldSight":
        """To be asked without the database from now on. One query for who is in a team, two for others."""
        if self.every_team or self.own_only or self.agent is None:
            return HeldSight(self)
        teams = frozenset(_teams_of([self.agent]).get(self.agent, ()))
        return HeldSight(self, teams if teams or Team.objects.exists() else None)


class _OfTeams(Func):
    """Of one of these teams, of none, or the agent's own: what three lookups say as well, which Django takes
    longer to put together, once for each view that is counted, than SQLite needs for a thousand tickets. For
    queries that begin with tickets: its columns are theirs from the start."""

    output_field = BooleanField()

    def __init__(self, teams: Collection[int], agent: int) -> None:
        fields = Ticket.team.field, Ticket.assignee.field
        columns = (field.get_col(Ticket._meta.db_table) for field in fields)
        super().__init__(*columns, teams=sorted(teams), agent=agent)

    def resolve_expression(self, *_: Any, **_context: Any) -> Self:
        return self

    def as_sql(self, compiler: Any, *_: Any, **_context: Any) -> Any:
        team, assignee = (compiler.compile(one)[0] for one in self.get_source_expressions())
        teams, agent = self.extra["teams"], self.extra["agent"]
        any_of = f"{team} IN ({', '.join(['%s'] * len(teams))}) OR " if teams else ""
        return f"({any_of}{team} IS NULL OR {assignee} = %s)", (*teams, agent)


@dataclass(frozen=True, slots=True)
class HeldSight:
    """What an open socket keeps: `sign_ins` looks after it. `teams`, None: there are none."""

    sight: Sight
    teams: frozenset[int] | None = frozenset()

    @property
    def everything(self) -> bool:
        return self._every_team and self.sight.sites is None

    @property
    def _every_team(self) -> bool:
        return self.sight.every_team or (self.teams is None and not self.sight.own_only)

    def tickets(self) -> Q:
        """For lists and counts, which ask it of many tickets: teams by their keys."""
        if self._every_team or self.sight.own_only or self.sight.agent is None:
            return self.sight.at_sites() if self._every_team else self.sight.tickets()
        return Q(_OfTeams(self.teams or (), self.sight.agent)) & self.sight.at_sites()

    def of(self, tickets: Collection[Ticket]) -> set[int]:
        """Which of these, by their keys. Without a query, but for who is held to some sites."""
        if self.sight.sites is None:
            return {ticket.pk for ticket in tickets if self.sees(whose(ticket))}
        there = Ticket.objects.filter(self.tickets(), pk__in={ticket.pk for ticket in tickets})
        return set(there.values_list("pk", flat=True))

    def sees(self, whose: Whose | None) -> bool:
        """By what open pages are told, which doesn't say at which site: who is held to some sees nothing."""
        if self.everything:
            return True
        if whose is None or self.sight.agent is None or self.sight.sites is not None:
            return False
        team, assignee = whose
        if assignee == self.sight.agent:
            return True
        return not self.sight.own_only and (team is None or team in (self.teams or ()))


NOTHING: Final = Sight()
NO_AGENT: Final = 0  # the key of no user


def of(user: User) -> Sight:
    """Without a query."""
    every_team = roles.has(roles.of(user), Right.SEE_ALL)
    held_to = None if user.sites is None else frozenset(user.sites)
    return Sight(user.pk, every_team, user.own_only and not every_team, held_to)


def of_nobody(teams: Iterable[int] | None, sites: Iterable[str] | None) -> HeldSight:
    """Of what is no agent, a webhook say: as for an agent of these teams, to whom nothing is assigned, and
    held to these sites. None: of all."""
    held_to = None if sites is None else frozenset(sites)
    return HeldSight(Sight(NO_AGENT, every_team=teams is None, sites=held_to), frozenset(teams or ()))


def whose(ticket: Ticket) -> Whose:
    return ticket.team_id, ticket.assignee_id


def held_by(users: Iterable[User], *, has_teams: bool | None = None) -> dict[int, HeldSight]:
    """Of many, in two queries; in one at most, if it is known whether there are any teams."""
    sights = {user.pk: of(user) for user in users}
    limited = [pk for pk, sight in sights.items() if not (sight.every_team or sight.own_only)]
    if has_teams is None:
        has_teams = bool(limited) and Team.objects.exists()
    teams = _teams_of(limited) if limited and has_teams else None
    return {
        pk: HeldSight(sight, teams if teams is None else frozenset(teams.get(pk, ())))
        if pk in limited
        else HeldSight(sight)
        for pk, sight in sights.items()
    }


def _teams_of(agents: Iterable[int]) -> Mapping[int, Sequence[int]]:
    teams: dict[int, list[int]] = {}
    for user, team in Membership.objects.filter(user__in=agents).values_list("user", "team"):
        teams.setdefault(user, []).append(team)
    return teams


def whose_of(public_ids: Iterable[str]) -> dict[str, Whose]:
    """Of those that are there."""
    found = Ticket.objects.named(public_ids).values_list("public_id", "team", "assignee")
    return {public_id: (team, assignee) for public_id, team, assignee in found}
