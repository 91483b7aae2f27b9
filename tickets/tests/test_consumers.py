"""What a page's consumer does with what is announced, and whose it is."""

from dataclasses import replace
from typing import Any

import pytest

from tests.fakes import Layer, until
from tickets.consumers import SupportConsumer
from tickets.conversation import live
from tickets.conversation.following import Following
from tickets.conversation.timeline import Page as Missed
from tickets.hello import on_hello
from tickets.people.access import Person, Seat, SignIn, Visitor
from tickets.people.sign_ins import sign_ins
from tickets.wire import frames, groups
from tickets.wire.announcements import Drain
from tickets.wire.frames import Close
from tickets.wire.lane import Lane


class Page(SupportConsumer):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.id, self.closed, self.address, self.groups = "s", False, "here", []
        self.cookie_lines = []
        self.lane, self.ends = Lane(most), list[tuple[Close, float | None]]()
        self.there = list[tuple[str, str]]()  # who sits where by this socket

    def sits(self, ticket: str, person: Person) -> None:
        self.there.append((ticket, person.name))

    def left(self, ticket: str, person: Person) -> None:
        self.there.remove((ticket, person.name))

    async def send_text(self, frame: str) -> None: ...

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
        page.sits(seat.public_id, seat.person)
        assert crowd.asked().rights == page.rights
    page.rename(seats[0], "Christopher")
    assert crowd.asked().rights == page.rights
    page.leave_seat("ticket 1")
    assert crowd.asked().rights == [seats[1]]
    sign_ins().left(page)
    page.take_seat(seats[0], 0)
    assert not sign_ins()._crowds


async def test_who_gets_another_name_while_a_page_reads_is_there_once(announced: Layer) -> None:
    page, seat = Page(1), Seat(1, "ticket 1", Person("customer", "Chris"), token="hash")
    page.take_seat(seat, 0)
    page.sits("ticket 1", seat.person)
    page.rename(seat, "Christopher")
    page.left("ticket 1", Person("customer", "Christopher"))  # as if nobody had sat there yet
    await live._show(page, seat, Missed("ticket 1", [], 0, False, {}))
    assert page.there == [("ticket 1", "Christopher")]


async def test_who_opens_a_ticket_as_somebody_else_leaves_it_first(announced: Layer) -> None:
    page, seat = Page(1), Seat(1, "ticket 1", Person("customer", "Chris"), token="hash")
    place = frames.Place(ticket="ticket 1", after=0)
    live._started(page, place, seat)
    page.sits("ticket 1", seat.person)
    page.groups.append(groups.customer_of("ticket 1"))
    live._leave_as_another(page, seat)
    assert page.there == [("ticket 1", "Chris")], "once more as the same is no other"
    ada = replace(seat, person=Person("agent", "Ada", 1), token="")
    live._leave_as_another(page, ada)
    assert not page.there
    assert not page.groups


async def test_who_names_a_ticket_twice_joins_it_once(
    announced: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, seat = Page(1), Seat(1, "ticket 1", Person("customer", "Chris"), token="hash")
    place, read = frames.Place(ticket="ticket 1", after=0), list[int]()

    async def none(_: Any, asked: list[Any], __: Any) -> list[None]:
        read.append(len(asked))
        return [None] * len(asked)

    monkeypatch.setattr(Following, "read", none)
    agents = replace(seat, person=Person("agent", "Ada", 1), token="")
    await live.follow(page, [(place, agents), (place, seat)])
    assert (page.groups, read) == ([groups.customer_of("ticket 1")], [1])
    assert page.following.seat("ticket 1") == seat


async def test_who_says_hello_again_is_asked_about_once(
    announced: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, cookies = Page(1), iter(["one", "other"])

    class Door:
        async def ask(self, _: Any) -> Any:
            return Visitor(None, frozenset(), SignIn(next(cookies))), [None]

    monkeypatch.setattr("tickets.hello._door", Door)
    hello = frames.Hello(type="hello", v=frames.VERSION, tickets=[frames.Place(ticket="t" * 32, after=0)])
    for _ in range(2):
        await on_hello(page, hello, 0.0)
    assert [list(crowd.sockets) for crowd in sign_ins()._crowds] == [[page]]
    sign_ins().left(page)
    assert not sign_ins()._crowds
    assert not sign_ins()._crowd_of
