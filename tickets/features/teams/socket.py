"""What the socket does with a `team` frame."""

from tickets.conversation import actions as writes
from tickets.conversation.ledger import Written
from tickets.conversation.page_socket import PageSocket
from tickets.features.teams import actions
from tickets.features.teams.frames import GiveToTeam
from tickets.people.access import Seat
from tickets.wire.handlers import register


async def on_team(page: PageSocket, frame: GiveToTeam, came_at: float) -> None:
    page.write(frame, await page.seat_for_writing(frame.ticket), give, came_at)


async def give(seat: Seat, frame: GiveToTeam) -> Written:
    return await writes.committed(actions.giving(seat, frame.id, frame.team))


register(GiveToTeam, on_team)
