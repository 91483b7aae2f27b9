"""A socket with many tickets asks once for all that it missed, and forgets none of it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tickets import gathered
from tickets.conversation.follower import Step
from tickets.conversation.following import Following
from tickets.conversation.timeline import Asked, Page
from tickets.people.access import Person, Seat
from tickets.refusals import Refused, unavailable
from tickets.wire import frames

ADA = Person("agent", "Ada", 1, "ada")


def seat(name: str) -> Seat:
    return Seat(sum(name.encode()), name, ADA)


class Logs:
    """Heads of tickets, and who asked for what."""

    def __init__(self) -> None:
        self.heads: dict[str, int] = {}
        self.asked: list[dict[str, int]] = []
        self.away = False

    async def in_database(
        self, _: Callable[..., Any], sockets: list[Sequence[Asked]]
    ) -> list[list[Page | None]]:
        [asked] = sockets
        self.asked.append({one.seat.public_id: one.after for one in asked})
        if self.away:
            raise unavailable()
        return [[self.page(one) for one in asked]]

    def page(self, one: Asked) -> Page | None:
        ticket = one.seat.public_id
        if ticket not in self.heads:
            return None
        head = self.heads[ticket]
        return Page(ticket, [{"seq": seq} for seq in range(one.after + 1, head + 1)], head, False, {})


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Logs:
    logs = Logs()
    monkeypatch.setattr(gathered, "in_database", logs.in_database)
    return logs


async def desk(logs: Logs, *tickets: str) -> Following:
    """Follows these, each at seq 5."""
    logs.heads = dict.fromkeys(tickets, 5)
    follows = Following()
    for ticket in tickets:
        follows.start(seat(ticket), 0)
    await follows.read([Asked(seat(ticket), 0) for ticket in tickets])
    logs.asked.clear()
    return follows


async def test_all_that_fell_behind_is_read_at_once(logs: Logs) -> None:
    follows = await desk(logs, "a", "b", "c")
    logs.heads |= {"a": 7, "c": 6}
    assert [follows.falls_behind(ticket, logs.heads[ticket]) for ticket in "abc"] == [True, False, False]
    pages = await follows.catch_up()
    assert logs.asked == [{"a": 5, "c": 5}]
    assert {page.ticket: page.last_seq for page in pages} == {"a": 7, "c": 6}
    assert not any(follows.falls_behind(ticket, logs.heads[ticket]) for ticket in "abc")


async def test_who_caught_up_in_another_way_asks_nothing(logs: Logs) -> None:
    follows = await desk(logs, "a")
    assert follows.falls_behind("a", 6)
    assert follows.announced("a", 6) is Step.HAND_OUT
    assert await follows.catch_up() == []
    assert logs.asked == []


async def test_refused_it_is_behind_still_with_what_came_meanwhile(logs: Logs) -> None:
    follows = await desk(logs, "a", "b")
    logs.heads = {"a": 6, "b": 6}
    logs.away = True
    follows.falls_behind("a", 6)
    with pytest.raises(Refused):
        await follows.catch_up()
    assert not follows.falls_behind("b", 6), "somebody is told to catch up already"
    logs.away = False
    assert {page.ticket for page in await follows.catch_up()} == {"a", "b"}


async def test_a_ticket_that_is_gone_or_was_left_holds_up_no_other(logs: Logs) -> None:
    follows = await desk(logs, "a", "b", "c")
    logs.heads = {"b": 6, "c": 6}
    for ticket in "abc":
        follows.falls_behind(ticket, 6)
    assert follows.stop("c") == seat("c")
    assert [page.ticket for page in await follows.catch_up()] == ["b"]
    assert [one.public_id for one in follows] == ["a", "b"]


async def test_what_is_not_followed_is_not_there(logs: Logs) -> None:
    follows = await desk(logs)
    assert follows.announced("a", 1) is Step.DROP
    assert not follows.falls_behind("a", 1)
    for ask in (follows.seat, follows.stop):
        with pytest.raises(Refused) as refused:
            ask("a")
        assert refused.value.code == "not_found"


async def test_a_socket_follows_so_many_and_again_one_of_them(logs: Logs) -> None:
    follows = await desk(logs)
    for number in range(frames.MAX_TICKETS):
        follows.start(seat(f"ticket{number}"), 0)
    follows.start(seat("ticket0"), 3)
    with pytest.raises(Refused) as refused:
        follows.start(seat("one more"), 0)
    assert refused.value.code == "too_many_tickets"
