"""Give a ticket to a team, or to none: the doors call these."""

from dataclasses import dataclass
from uuid import UUID

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.features.teams.effects import TEAM, GivenTo, no_such_team
from tickets.people.access import Seat
from tickets.people.models import Team


def giving(seat: Seat, id: UUID, team: int | None) -> "Giving":
    actions.agents_only(seat)
    return Giving(seat, id, team)


@dataclass(frozen=True, slots=True)
class Giving:
    """On a database thread. Who isn't in the team, and doesn't see all of them, sees the ticket no more."""

    seat: Seat
    id: UUID
    team: int | None

    def __call__(self) -> Written:
        team = Team.objects.filter(pk=self.team).first() if self.team else None
        effect = GivenTo(team) if team or not self.team else no_such_team
        data = {"team": self.team}
        return ledger.append(self.seat, self.id, TEAM, team.name if team else "", effect, data=data)
