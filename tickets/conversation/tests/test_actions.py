"""The whole way of a write: one hop to the database, the commit, then the announcement."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections

from tests.fakes import Layer
from tests.seated import log_of, opened, says, seated, ticket_of
from tickets.conversation import actions, ledger, timeline
from tickets.conversation.ledger import Opening
from tickets.desk import queue
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.refusals import Refused
from tickets.wire import announce, groups

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 20
T = TypeVar("T")


def at_once(works: list[Callable[[], T]]) -> list[T]:
    """Each on a thread and a connection of its own, all let go at the same moment."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        barrier.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


# — a crowd —


def test_twenty_at_once_on_one_ticket_get_one_number_each(carla: Seat) -> None:
    Event.objects.filter(ticket=carla.ticket).delete()
    Ticket.objects.update(last_seq=0, last_public_seq=0)
    written = at_once([lambda n=n: says(carla, f"message {n}") for n in range(CROWD)])  # type: ignore[misc]
    assert sorted(each.seq for each in written) == list(range(1, CROWD + 1))
    log = log_of(carla)
    assert [event["seq"] for event in log] == list(range(1, CROWD + 1))
    answered = {(str(each.id), each.seq) for each in written}
    assert {(event["id"], event["seq"]) for event in log} == answered


def test_the_same_message_on_twenty_sockets_is_one_row(carla: Seat, ada: Seat) -> None:
    for seat in (carla, ada):
        id = uuid4()
        written = at_once([lambda s=seat, i=id: says(s, "Once", i)] * CROWD)  # type: ignore[misc]
        assert len({(each.seq, each.at) for each in written}) == 1
        assert sum(bool(each.events) for each in written) == 1, "announced by one of them"
        assert Event.objects.filter(client_id=id).count() == 1
    assert [event["seq"] for event in log_of(ada)] == [1, 2, 3]


def test_one_id_at_two_tickets_at_once_is_written_at_one(carla: Seat, chris: Seat, ada_herself: User) -> None:
    """Two tickets, two locks: the constraint decides, and the loser is told the truth."""
    id = uuid4()

    def say(at: Seat) -> str:
        write = lambda: says(seated(ada_herself, at), "Hello", id)  # noqa: E731
        try:
            actions.commit(write)
        except Refused as refused:
            return refused.code
        return "written"

    told = at_once([lambda at=at: say(at) for at in [carla, chris] * 5])  # type: ignore[misc]
    assert set(told) == {"written", "conflict"}
    assert Event.objects.filter(client_id=id).count() == 1


def test_the_same_opening_twenty_times_at_once_is_one_ticket() -> None:
    opening = Opening(uuid4(), "Carla", "It broke.")
    tokens = list[str]()

    def open_it() -> int:
        def work() -> ledger.Written:
            written, token = ledger.open_ticket(opening)
            tokens.append(token)
            return written

        return actions.commit(work)[0].ticket.pk

    assert len(set(at_once([open_it] * CROWD))) == 1
    assert len(set(tokens)) == 1
    assert Ticket.objects.count() == Event.objects.count() == 1


def test_marks_set_at_once_end_at_the_highest(carla: Seat, ada: Seat) -> None:
    for _ in range(CROWD):
        says(carla, "More")
    for side in (carla, ada):
        at_once([lambda s=side, n=n: _reads(s, n) for n in range(1, CROWD + 1)])  # type: ignore[misc]
    ticket = ticket_of(carla)
    assert (ticket.customer_read, ticket.agents_read) == (CROWD, CROWD)


def _reads(seat: Seat, seq: int) -> None:
    asyncio.run(actions.mark_read(seat, seq))


# — what is announced —


async def test_a_message_is_announced_to_each_audience_and_to_the_desk(
    carla: Seat, ada: Seat, announced: Layer
) -> None:
    await actions.send(ada, uuid4(), "hidden", "note")
    await actions.send(ada, uuid4(), "Hello")
    await announce.drained()
    heard = [(m["group"], m["type"], m.get("seq", m.get("head"))) for m in announced.sent]
    agents, customer = groups.agents_of(carla.public_id), groups.customer_of(carla.public_id)
    assert heard == [
        (agents, "event", 2),
        (groups.DESK, "queue", 2),
        (agents, "event", 3),
        (customer, "event", 2),
        (groups.DESK, "queue", 3),
    ]
    assert not any("hidden" in m["frame"] for m in announced.sent if m["group"] == customer)


async def test_what_is_announced_is_what_a_page_would_read(carla: Seat, announced: Layer) -> None:
    await actions.send(carla, uuid4(), "Hello?")
    await announce.drained()
    [frame] = [json.loads(m["frame"]) for m in announced.sent if m["group"].endswith(".customer")]
    page = await asyncio.to_thread(lambda: _closing(lambda: timeline.page_after(carla, 1)))
    assert frame == json.loads(page.as_frame())


async def test_a_repeat_announces_nothing(carla: Seat, announced: Layer) -> None:
    id = uuid4()
    await actions.send(carla, id, "Once")
    await announce.drained()
    announced.sent.clear()
    await actions.send(carla, id, "Once")
    await announce.drained()
    assert announced.sent == []


async def test_without_redis_a_message_is_stored_all_the_same(carla: Seat, announced: Layer) -> None:
    announced.breaks()
    assert (await actions.send(carla, uuid4(), "Hello?")).seq == 2
    await announce.drained()


async def test_a_commit_whose_announcement_fails_is_still_a_commit(
    carla: Seat, announced: Layer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise DatabaseError("gone in between")

    monkeypatch.setattr(queue, "row_after", breaks)
    assert (await actions.send(carla, uuid4(), "Hello?")).seq == 2
    assert "committed, but not announced" in caplog.text


async def test_marks_are_announced_when_they_move_and_only_then(
    carla: Seat, ada: Seat, announced: Layer
) -> None:
    await actions.mark_read(carla, 1)
    await actions.mark_read(carla, 1)
    await announce.drained()
    assert announced.types() == ["frame", "frame"]
    await actions.mark_read(ada, 1)
    await announce.drained()
    assert announced.types()[2:] == ["frame", "frame", "queue"], "the row's unread count changed"


# — who may —


async def test_only_agents_note(carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        await actions.send(carla, uuid4(), "Hm.", "note")
    assert refused.value.code == "forbidden"


async def test_opening_gives_the_ticket_and_its_token(announced: Layer) -> None:
    opening = Opening(UUID(int=9), "Carla", "It broke.")
    ticket, token = await actions.open_ticket(opening)
    assert await actions.open_ticket(opening) == (ticket, token)
    await announce.drained()
    assert announced.types().count("queue") == 1
    seat = await asyncio.to_thread(lambda: _closing(lambda: access.seat(access.NOBODY, ticket, token)))
    assert seat.person.name == "Carla"


def _closing(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connections.close_all()


def test_opened_seats_are_customers(carla: Seat) -> None:
    assert not opened("Chris", "x").is_agent
