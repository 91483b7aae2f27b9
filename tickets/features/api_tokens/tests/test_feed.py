"""The feed has every event once and a ticket's in order, whoever writes at the same time."""

import asyncio
import itertools
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from django.test import AsyncClient

from tests.seated import SUPERVISOR, make_agent, notes, opened, says
from tickets.database import in_database, transaction
from tickets.features.api_tokens import feed, tokens
from tickets.models import Event
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)


async def read(cursor: str = "") -> feed.Page:
    return await feed.page(await in_database(feed.asked, cursor, SUPERVISOR))


async def test_all_tickets_by_http_page_by_page(
    program: AsyncClient, carla: Seat, chris: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sync_to_async(notes)(ada, "Careful.")
    await sync_to_async(says)(chris, "Still.")
    monkeypatch.setattr(feed, "PAGE_EVENTS", 3)
    token = await sync_to_async(tokens.make)("Reader", ["read"])
    headers = {"Authorization": f"Bearer {token}"}
    first = (await program.get("/api/events", headers=headers)).json()
    assert first["more"]
    rest = (await program.get("/api/events", {"after": first["cursor"]}, headers=headers)).json()
    assert not rest["more"]
    events = first["events"] + rest["events"]
    assert [(event["ticket"], event["seq"], event["body"]) for event in events] == [
        (carla.public_id, 1, "It broke."),
        (chris.public_id, 1, "It smokes."),
        (carla.public_id, 2, "Careful."),
        (chris.public_id, 2, "Still."),
    ]
    assert events[2]["author"]["name"] == "Ada"
    none = (await program.get("/api/events", {"after": rest["cursor"]}, headers=headers)).json()
    assert none == {"events": [], "cursor": rest["cursor"], "more": False}


async def test_a_long_page_ends_before_it_is_too_long(
    program: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sync_to_async(says)(carla, "x" * 500)
    monkeypatch.setattr(feed, "PAGE_BYTES", 300)
    first = await read()
    assert ([event["seq"] for event in first["events"]], first["more"]) == ([1], True)
    assert [event["seq"] for event in (await read(first["cursor"]))["events"]] == [2]


@pytest.mark.parametrize("cursor", ["x", "NDI", "LTEuMGI4ZjdhNTI", "é", "MS4y.MS4y"])
async def test_nonsense_for_a_cursor(program: AsyncClient, carla: Seat, cursor: str) -> None:
    await program.aforce_login(
        await sync_to_async(make_agent)("ada"), "django.contrib.auth.backends.ModelBackend"
    )
    answer = await program.get("/api/events", {"after": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field")


async def test_a_cursor_of_another_log(program: AsyncClient, carla: Seat) -> None:
    await program.aforce_login(
        await sync_to_async(make_agent)("ada"), "django.contrib.auth.backends.ModelBackend"
    )
    event = await Event.objects.aget()
    cursor = feed._cursor(event)
    assert (await program.get("/api/events", {"after": cursor})).status_code == 200
    event.client_id = uuid4()
    answer = await program.get("/api/events", {"after": feed._cursor(event)})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


async def test_strangers_get_nothing(program: AsyncClient, carla: Seat) -> None:
    assert (await program.get("/api/events")).status_code == 401


async def test_those_who_wrote_before_are_waited_for_and_nobody_else(
    program: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = [{"1/1"}, {"1/1", "2/2"}, {"1/1"}, {"2/2"}, {"3/3"}]
    monkeypatch.setattr(feed, "_writing", lambda: frozenset(looks.pop(0)))
    asked = await in_database(feed.asked, "", SUPERVISOR)
    await in_database(says, carla, "Later.")
    page = await feed.page(asked)
    assert looks == [{"3/3"}]
    assert [event["body"] for event in page["events"]] == ["It broke."], "the rest isn't decided"


@contextmanager
def unfinished(seat: Seat) -> Iterator[threading.Event]:
    """A write that has its key and is not committed before `finish` is set."""
    began, finish = threading.Event(), threading.Event()

    def write() -> None:
        with transaction():
            says(seat, "Slow.")
            began.set()
            finish.wait(20)
        connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(write)
        began.wait(20)
        try:
            yield finish
        finally:
            finish.set()
            done.result()


async def test_a_smaller_key_that_is_committed_later(program: AsyncClient, carla: Seat, chris: Seat) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("has one writer at a time")
    before = await read()
    with unfinished(carla) as finish:
        await in_database(says, chris, "Quick.")
        asked = await in_database(feed.asked, before["cursor"], SUPERVISOR)
        assert asked.writing
        reading = asyncio.create_task(feed.page(asked))
        done, _ = await asyncio.wait([reading], timeout=0.2)
        assert not done, "it waits for who writes"
        finish.set()
        page = await reading
    assert [event["body"] for event in page["events"]] == ["Slow.", "Quick."]


async def test_who_writes_too_long_holds_it_up_and_loses_nothing(
    program: AsyncClient, carla: Seat, chris: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("has one writer at a time")
    monkeypatch.setattr(feed, "PATIENCE", 0.05)
    before = await read()
    with unfinished(carla):
        await in_database(says, chris, "Quick.")
        page = await read(before["cursor"])
        assert page == {"events": [], "cursor": before["cursor"], "more": True}
    after = await read(before["cursor"])
    assert [event["body"] for event in after["events"]] == ["Slow.", "Quick."]


WRITERS, EACH = 4, 40


async def test_while_many_write_nothing_is_left_out_and_each_ticket_is_in_order(
    program: AsyncClient,
) -> None:
    seats = [await sync_to_async(opened)(f"C{number}", "Hello") for number in range(6)]

    def write(number: int) -> None:
        for turn in range(EACH):
            says(seats[(number * 7 + turn) % len(seats)], f"{number} {turn}")
        connections.close_all()

    found: list[dict[str, Any]] = []
    cursor = ""
    with ThreadPoolExecutor(WRITERS) as threads:
        writing = [threads.submit(write, number) for number in range(WRITERS)]
        while True:
            over = all(one.done() for one in writing)
            page = await read(cursor)
            found += page["events"]
            cursor = page["cursor"]
            if over and not page["events"]:
                break
        for one in writing:
            one.result()
    seqs = defaultdict[str, list[int]](list)
    for event in found:
        seqs[event["ticket"]].append(event["seq"])
    assert len(found) == len(seats) + WRITERS * EACH
    assert all(told == list(itertools.islice(itertools.count(1), len(told))) for told in seqs.values())
