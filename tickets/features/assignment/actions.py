"""Give a ticket to an agent or to nobody: the doors call these."""

from dataclasses import dataclass
from uuid import UUID

from tickets.conversation import actions, ledger
from tickets.conversation.ledger import Written
from tickets.conversation.seams import Effect
from tickets.features.assignment.effects import ASSIGNMENT, AssignedTo, HeldBy, no_such_agent
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User


async def assign(seat: Seat, id: UUID, username: str | None, held_by: HeldBy = ()) -> Written:
    return await actions.committed(assigning(seat, id, username, held_by))


def assigning(seat: Seat, id: UUID, username: str | None, held_by: HeldBy) -> "Assigning":
    """Give the ticket to an agent by user name, or to nobody. `held_by`: whose it was on the
    agent's screen, if that was said."""
    actions.agents_only(seat)
    return Assigning(seat, id, username, held_by)


@dataclass(frozen=True, slots=True)
class Assigning:
    """An assignment to be written, on a database thread."""

    seat: Seat
    id: UUID
    username: str | None
    held_by: HeldBy

    def __call__(self) -> Written:
        named = self.username is not None
        agent = User.objects.filter(username=self.username).first() if named else None
        name = access.person_of(agent).name if agent else ""
        return ledger.append(self.seat, self.id, ASSIGNMENT, name, self._effect(agent), agent)

    def _effect(self, agent: User | None) -> Effect:
        """Whoever can't answer is refused as an effect: a repeat is answered before that, for it was
        an agent then."""
        if self.username is None or (agent and access.answers(agent)):
            return AssignedTo(agent, self.held_by)
        return no_such_agent
