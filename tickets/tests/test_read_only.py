"""A database that takes no writes for a while: whoever writes is refused, and nobody any longer than that."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client

from tests.seated import make_agent, says
from tickets import database
from tickets.conversation import ledger
from tickets.conversation.rehearsal import Rehearsal
from tickets.database import in_database
from tickets.database_trouble import last
from tickets.jobs import table, worker
from tickets.jobs.models import Job
from tickets.people.access import Seat
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)

# What a connection is for all its life that was made while the file, or the server, was read-only.
STAYS_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
}


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(database, "_pool", pool)
        yield
        pool.submit(connections.close_all).result()
    connection.close()


def become_read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STAYS_READ_ONLY[connection.vendor])


def read_only(work: Callable[..., Any]) -> Callable[..., Any]:
    """By a connection that is, whichever of the pool's it gets."""

    def working(*arguments: Any) -> Any:
        become_read_only()
        return work(*arguments)

    return working


async def test_who_writes_is_refused_in_words_and_the_next_is_stored(carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        await in_database(read_only(says), carla, "Hello?", uuid4())
    assert refused.value.retry_after
    assert refused.value.message == "Nothing can be stored right now."
    assert (await in_database(says, carla, "Hello?", uuid4())).seq == 2


async def test_so_is_what_asks_whether_it_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.conversation.rehearsal.AGAIN", 0)
    rehearsal = Rehearsal()
    with monkeypatch.context() as now:
        now.setattr(ledger, "rehearse", read_only(ledger.rehearse))
        assert "it is read-only" in await rehearsal.trouble()
    assert await rehearsal.trouble() == ""


async def test_a_file_without_rights_is_told_though_open_connections_go_on(
    monkeypatch: pytest.MonkeyPatch, carla: Seat
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL minds its own files")
    rehearsal = Rehearsal()
    await in_database(says, carla, "Hello?", uuid4())
    opened = await in_database(lambda: connection.connection)
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root has every right
    assert "may not be written by this user" in await rehearsal.trouble()
    assert await in_database(lambda: connection.connection) is opened


def test_so_is_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    written = list[str]()
    monkeypatch.setattr(table, "carry_out", read_only(lambda job: make_agent(job.kind)))
    monkeypatch.setattr(table, "failed", lambda job, error: written.append(make_agent("bea").username))
    worker._carry_out(Job(kind="ada"))
    assert written == ["bea"]


@pytest.mark.usefixtures("plain_static_files", "quick_passwords")
@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
def test_who_signs_in_gets_a_kind_page_and_then_in(client: Client, door: str) -> None:
    last.words = ""
    form = {"username": "bea", "password": "a-long-one"}
    make_agent(**form)
    become_read_only()
    answer = client.post(door, form)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Nothing can be stored right now." in answer.content.decode()
    assert "it is read-only" in last.words, "which /readyz says at once"
    assert client.post(door, form).status_code == 302
