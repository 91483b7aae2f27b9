"""What a page's consumer does with what is announced."""

import pytest

from tests.fakes import until
from tickets.consumers import SupportConsumer
from tickets.wire import groups
from tickets.wire.announcements import Drain
from tickets.wire.frames import Close
from tickets.wire.lane import Lane


class Page(SupportConsumer):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.lane, self.ends = Lane(most), list[tuple[Close, float | None]]()

    async def close(self, code: Close, reason: str, retry_after: float | None = None) -> None:
        self.ends.append((code, retry_after))


@pytest.mark.parametrize("room", [1, 0])
async def test_a_process_that_ends_says_so_though_a_page_keeps_too_much_waiting(room: int) -> None:
    page = Page(room)
    page.announced(Drain(groups.EVERYBODY, spread=5))
    await until(lambda: page.ends == [(Close.RESTARTING_SOON, 5)], "its bye")
