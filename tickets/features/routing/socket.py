"""What the socket does with an `availability` frame."""

from tickets.conversation.page_socket import PageSocket
from tickets.features.routing import saying
from tickets.features.routing.frames import Availability
from tickets.people import access
from tickets.people.roles import Right
from tickets.refusals import Refused
from tickets.wire.handlers import register


async def on_availability(page: PageSocket, frame: Availability, _came_at: float) -> None:
    agent = page.visitor.agent
    if agent is None:
        raise Refused("forbidden", "Only agents may do this.")
    access.must(agent, Right.ANSWER)
    await saying.say(agent, frame)


register(Availability, on_availability)
