"""What a page's consumer does with what is announced."""

import pytest

from tests.fakes import Layer, until
from tickets.consumers import SupportConsumer
from tickets.people.access import Person, Seat
from tickets.people.sign_ins import sign_ins
from tickets.wire import groups
from tickets.wire.announcements import Drain
from tickets.wire.frames import Close
from tickets.wire.lane import Lane


class Page(SupportConsumer):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.lane, self.ends = Lane(most), list[tuple[Close, float | None]]()

    def sits(self, *_: object) -> None: ...
    def left(self, *_: object) -> None: ...

    async def close(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        self.ends.append((code, retry_after))


@pytest.mark.parametrize("room", [1, 0])
async def test_a_process_that_ends_says_so_though_a_page_keeps_too_much_waiting(room: int) -> None:
    page = Page(room)
    page.announced(Drain(groups.EVERYBODY, spread=5))
    await until(lambda: page.ends == [(Close.RESTARTING_SOON, 5)], "its bye")


async def test_what_a_page_may_is_asked_for_where_it_sits_by_now(announced: Layer) -> None:
    page = Page(1)
    sign_ins().came(page)
    [crowd] = sign_ins()._crowds
    seats = [Seat(n, f"ticket {n}", Person("customer", "Chris"), token="hash") for n in (1, 2)]
    for seat in seats:
        page.take_seat(seat, 0)
        assert crowd.asked().rights == page.rights
    page.rename(seats[0], "Christopher")
    assert crowd.asked().rights == page.rights
    page.leave_seat("ticket 1")
    assert crowd.asked().rights == [seats[1]]
    sign_ins().left(page)
    page.take_seat(seats[0], 0)
    assert not sign_ins()._crowds
