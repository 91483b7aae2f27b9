"""An agent is called differently from now on: it is told to the desk, and to those customers of this
process in whose conversations the agent is named. To nobody else: a name tells who works here."""

import asyncio
from typing import Final

from tickets.conversation import timeline
from tickets.database import in_database
from tickets.per_loop import per_loop
from tickets.refusals import Refused
from tickets.wire import groups
from tickets.wire.announcements import Announcement, Renamed
from tickets.wire.hub import hub

AT_ONCE: Final = 500  # tickets in a query


class Names:
    def __init__(self) -> None:
        self._tasks = {asyncio.create_task(hub().join([groups.NAMES], self))}

    def announced(self, announcement: Announcement) -> None:
        if isinstance(announcement, Renamed) and announcement.agent is not None:
            task = asyncio.create_task(self._tell(announcement, announcement.agent))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell(self, renamed: Renamed, agent: int) -> None:
        tickets = list({ticket for group in hub().groups() if (ticket := groups.ticket_of(group))})
        hub().deliver_to([groups.DESK, *map(groups.agents_of, tickets)], renamed)
        for start in range(0, len(tickets), AT_ONCE):
            try:
                met = await in_database(timeline.met, agent, tickets[start : start + AT_ONCE])
            except Refused:
                return  # those pages learn it when they load again
            hub().deliver_to(map(groups.customer_of, met), renamed)


names = per_loop(Names)
