"""What a page's socket is told of the tickets that it follows."""

import json
from typing import Any

import pytest

from tickets import gathered
from tickets.conversation import live
from tickets.conversation.following import Following
from tickets.conversation.timeline import Page
from tickets.people.access import Person, Seat

ADA = Seat(1, "t", Person("agent", "Ada", 1, "ada"))
CARLA = {"role": "customer", "name": "Carla"}


class Socket:
    def __init__(self) -> None:
        self.following, self.told = Following(), list[dict[str, Any]]()
        self.following.start(ADA, 5)

    async def send_text(self, frame: str) -> None:
        self.told.append(json.loads(frame))


async def test_with_what_got_lost_come_the_marks_that_may_be_lost_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    socket: Any = Socket()
    marks = (("delivered", CARLA, 6), ("read", CARLA, 4))

    async def answers(*_: Any) -> list[list[Page]]:
        return [[Page("t", [{"seq": 6}], 6, False, {}, marks=marks)]]

    monkeypatch.setattr(gathered, "in_database", answers)
    assert socket.following.falls_behind("t", 6)
    await live.catch_up(socket)
    assert [(frame["type"], frame.get("seq")) for frame in socket.told] == [
        ("events", None),
        ("delivered", 6),
        ("read", 4),
    ]
