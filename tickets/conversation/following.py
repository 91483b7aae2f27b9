"""All tickets that one socket follows: however many of them are behind, one hop reads them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tickets.conversation import timeline
from tickets.conversation.follower import Follower, Step
from tickets.conversation.timeline import Asked, Page
from tickets.gathered import Gathered, apart
from tickets.people.access import Seat
from tickets.per_loop import per_loop
from tickets.refusals import Refused, not_found
from tickets.wire import frames

MOST: Final = 16  # sockets that are read for by one hop

Pages = Callable[[Sequence[Asked]], list[Page | None]]


class _Reading(dict[Pages, Gathered[Sequence[Asked], list[Page | None]]]):
    """Of this process, by what reads."""

    def __missing__(self, pages_of: Pages) -> Gathered[Sequence[Asked], list[Page | None]]:
        def pages(sockets: list[Sequence[Asked]]) -> list[list[Page | None]]:
            found = iter(pages_of([one for asked in sockets for one in asked]))
            return [[next(found) for _ in asked] for asked in sockets]

        made = self[pages_of] = Gathered(apart(pages), MOST)
        return made


_reading = per_loop(_Reading)


def too_many_tickets() -> Refused:
    return Refused("too_many_tickets", f"At most {frames.MAX_TICKETS} tickets a socket.")


class Following:
    """Tickets by public id. What names one that isn't followed raises Refused not_found."""

    def __init__(self) -> None:
        self._followers: dict[str, Follower] = {}
        self._behind: dict[str, int] = {}  # ticket -> the head that it has not reached

    def __contains__(self, ticket: str) -> bool:
        return ticket in self._followers

    def __iter__(self) -> Iterator[Seat]:
        return iter([follower.seat for follower in self._followers.values()])

    def seat(self, ticket: str) -> Seat:
        return self._follower(ticket).seat

    def start(self, seat: Seat, after: int) -> None:
        """Raises Refused too_many_tickets."""
        if seat.public_id not in self and len(self._followers) >= frames.MAX_TICKETS:
            raise too_many_tickets()
        self._followers[seat.public_id] = Follower(seat, after)

    def stop(self, ticket: str) -> Seat:
        seat = self.seat(ticket)
        del self._followers[ticket]
        return seat

    def sits(self, seat: Seat) -> None:
        """The same seat, of somebody who has another name by now."""
        self._follower(seat.public_id).seat = seat

    def clear(self) -> None:
        self._followers.clear()

    async def read(self, asked: Sequence[Asked], pages_of: Pages = timeline.pages_after) -> list[Page | None]:
        """The pages that were asked for, to be handed out. None: the ticket is gone."""
        pages = await _reading()[pages_of].ask(asked)
        for page in pages:
            if page and page.ticket in self:
                self._followers[page.ticket].has_read(page)
        return pages

    async def read_on(self, ticket: str, after: int) -> Page:
        page = (await self.read([Asked(self.seat(ticket), after)]))[0]
        if page is None:
            raise not_found()
        return page

    def goes_live(self, page: Page) -> None:
        """From here on the page sees events come."""
        self._follower(page.ticket).live_since = page.head

    def delivered(self, ticket: str, seq: int) -> tuple[Seat, int]:
        """The page has all up to `seq`. Returns after which seq it saw them come, too."""
        follower = self._follower(ticket)
        since, follower.live_since = follower.live_since, max(follower.live_since, seq)
        return follower.seat, since

    # — what others wrote —

    def announced(self, ticket: str, seq: int) -> Step:
        follower = self._followers.get(ticket)
        return follower.announced(seq) if follower else Step.DROP

    def falls_behind(self, ticket: str, head: int) -> bool:
        """Whether it is time to `catch_up`: nobody was told yet, and this one must."""
        follower = self._followers.get(ticket)
        if follower is None or not follower.is_behind(head):
            return False
        first = not self._behind
        self._behind[ticket] = head
        return first

    async def catch_up(self) -> list[Page]:
        """What is missing of all that fell behind. Refused: they still are."""
        behind, self._behind = self._behind, {}
        followers = {ticket: self._followers.get(ticket) for ticket in behind}
        asked = [
            Asked(follower.seat, follower.seq)
            for ticket, follower in followers.items()
            if follower and follower.is_behind(behind[ticket])
        ]
        try:
            pages = await self.read(asked) if asked else []
        except Refused:
            self._behind = behind | self._behind
            raise
        return [page for page in pages if page]

    def _follower(self, ticket: str) -> Follower:
        if ticket not in self:
            raise not_found()
        return self._followers[ticket]
