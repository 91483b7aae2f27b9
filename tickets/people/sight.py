"""Which tickets an agent sees: the one place that says it, for the database and for open sockets.

All of them, from a supervisor on. Else their own, and unless they see no others: those of their teams, and
those of no team. `tests/walk` holds the ways of asking it against each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import BooleanField, Expression, ExpressionWrapper, Q, Value

from tickets.models import Ticket
from tickets.people import roles
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
    everything: bool = False
    own_only: bool = False

    def tickets(self, prefix: str = "") -> Q:
        """For a query about tickets; `prefix`: of what belongs to one, "ticket__" say."""
        if self.everything:
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
        if self.everything or self.own_only or self.agent is None:
            return HeldSight(self)
        teams = frozenset(_teams_of([self.agent]).get(self.agent, ()))
        return HeldSight(self, teams if teams or Team.objects.exists() else None)


@dataclass(frozen=True, slots=True)
class HeldSight:
    """What an open socket keeps: `sign_ins` looks after it. `teams`, None: there are none."""

    sight: Sight
    teams: frozenset[int] | None = frozenset()

    @property
    def everything(self) -> bool:
        return self.sight.everything or (self.teams is None and not self.sight.own_only)

    def tickets(self) -> Q:
        """For lists and counts, which ask it of many tickets: teams by their keys."""
        if self.everything or self.sight.own_only or self.sight.agent is None:
            return Q() if self.everything else self.sight.tickets()
        return Q(team__in=sorted(self.teams or ())) | Q(team=None) | Q(assignee=self.sight.agent)

    def sees(self, whose: Whose | None) -> bool:
        if self.everything:
            return True
        if whose is None or self.sight.agent is None:
            return False
        team, assignee = whose
        if assignee == self.sight.agent:
            return True
        return not self.sight.own_only and (team is None or team in (self.teams or ()))


NOTHING: Final = Sight()
NO_AGENT: Final = 0  # the key of no user


def of(user: User) -> Sight:
    """Without a query."""
    everything = roles.has(roles.of(user), Right.SEE_ALL)
    return Sight(user.pk, everything, user.own_only and not everything)


def of_teams(teams: Iterable[int]) -> HeldSight:
    """Of what is no agent, a webhook say: as for an agent of these teams, to whom nothing is assigned."""
    return HeldSight(Sight(NO_AGENT), frozenset(teams))


def whose(ticket: Ticket) -> Whose:
    return ticket.team_id, ticket.assignee_id


def held_by(users: Iterable[User], *, has_teams: bool | None = None) -> dict[int, HeldSight]:
    """Of many, in two queries; in one at most, if it is known whether there are any teams."""
    sights = {user.pk: of(user) for user in users}
    limited = [pk for pk, sight in sights.items() if not (sight.everything or sight.own_only)]
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
