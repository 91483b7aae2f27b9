"""Whose a file is, how many there may be, and how it goes with its message."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections

from tests.seated import log_of, opened
from tickets.conversation import actions, kinds
from tickets.database import transaction
from tickets.features.files import disk, limits, uploads
from tickets.features.files.models import File
from tickets.features.files.tests.conftest import Uploads, code_of, run_jobs
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire.buckets import Buckets, Rate, Volumes

HERE = "192.0.2.1"  # an address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
async def closed() -> AsyncIterator[None]:
    """The connection of the thread on which asynchronous stories ask."""
    yield
    await sync_to_async(connections.close_all)()


async def sends(
    seat: Seat, *files: File, body: str = "", kind: str = kinds.MESSAGE, id: UUID | None = None
) -> Any:
    carried = {"files": [str(file.client_id) for file in files]}
    return await actions.send(seat, id or uuid4(), body, kind, carried)


def test_the_same_id_again_is_the_same_file(carla: Seat) -> None:
    id = uuid4()
    first, again = (uploads.begin(carla, id, "a.txt", 5, HERE) for _ in range(2))
    assert first.pk == again.pk
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, id, "a.txt", 6, HERE)
    assert code_of(refused) == "conflict"


def test_another_s_id_in_the_same_ticket_is_a_conflict(carla: Seat, ada: Seat, bob: Seat) -> None:
    id = uuid4()
    uploads.begin(ada, id, "a.txt", 5, HERE)
    for seat in (carla, bob):
        with pytest.raises(Refused) as refused:
            uploads.begin(seat, id, "a.txt", 5, HERE)
        assert code_of(refused) == "conflict"
        with pytest.raises(Refused) as refused:
            uploads.mine(seat, id)
        assert code_of(refused) == "not_found"


def test_a_ticket_of_another_knows_nothing_of_it(carla: Seat, chris: Seat) -> None:
    id = uuid4()
    assert uploads.begin(carla, id, "a.txt", 5, HERE).pk != uploads.begin(chris, id, "b.txt", 7, HERE).pk


async def test_a_message_takes_its_files_along(carla: Seat, ada: Seat, uploads_a_file: Uploads) -> None:
    two = [await sync_to_async(uploads_a_file)(carla, name=name) for name in ("b.txt", "a.txt")]
    written = await sends(carla, *two, body="Look")
    for seat in (carla, ada):
        event = (await sync_to_async(log_of)(seat))[-1]
        assert (event["body"], [one["name"] for one in event["files"]]) == ("Look", ["b.txt", "a.txt"])
        assert event["files"][0] == {
            "id": str(two[0].client_id),
            "name": "b.txt",
            "size": 5,
            "state": "checking",
            "type": "application/octet-stream",
        }
    again = await sends(carla, *two, body="Look", id=written.id)
    assert (again.seq, again.events) == (written.seq, ())
    with pytest.raises(Refused) as refused:
        await sends(carla, two[0], body="Look", id=written.id)
    assert code_of(refused) == "conflict"


async def test_a_message_waits_for_its_files(carla: Seat) -> None:
    file = await sync_to_async(uploads.begin)(carla, uuid4(), "a.txt", 5, HERE)
    disk.append(file.place, 0, b"Hell", 5)
    id = uuid4()
    with pytest.raises(Refused) as refused:
        await sends(carla, file, id=id)
    assert (code_of(refused), refused.value.retry_after) == ("not_ready", 2)
    assert len(await sync_to_async(log_of)(carla)) == 1
    disk.append(file.place, 4, b"o", 5)  # and its process dies before it can say that this was all
    assert (await sends(carla, file, id=id)).seq == 2


async def test_only_one_s_own_files_and_each_once(
    carla: Seat, ada: Seat, chris: Seat, uploads_a_file: Uploads
) -> None:
    upload = sync_to_async(uploads_a_file)
    mine = await upload(carla)
    for foreign in (await upload(ada), await upload(chris), File(client_id=uuid4())):
        with pytest.raises(Refused) as refused:
            await sends(carla, mine, foreign)
        assert code_of(refused) == "bad_field"
    with pytest.raises(Refused) as refused:
        await sends(carla, mine, mine)
    assert code_of(refused) == "bad_field"
    await sends(carla, mine)
    with pytest.raises(Refused) as refused:
        await sends(carla, mine)
    assert code_of(refused) == "conflict"


async def test_so_many_files_and_no_more(carla: Seat, uploads_a_file: Uploads) -> None:
    files = [await sync_to_async(uploads_a_file)(carla) for _ in range(limits.MOST_FILES + 1)]
    with pytest.raises(Refused) as refused:
        await sends(carla, *files)
    assert code_of(refused) == "too_many_files"
    await sends(carla, *files[1:])


def test_too_large_a_file(carla: Seat) -> None:
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, uuid4(), "a.txt", limits.MOST_BYTES + 1, HERE)
    assert code_of(refused) == "too_large"


def test_a_file_counts_once_however_often_it_is_begun(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after each cut line. What was refused counts as nothing."""
    monkeypatch.setattr(limits, "_of_address", Volumes(10, limits.DAY))
    monkeypatch.setattr(uploads, "OF_TICKET", 10)
    with pytest.raises(Refused):
        uploads.begin(carla, uuid4(), "too long for the ticket.txt", 11, HERE)
    id = uuid4()
    for _ in range(3):
        uploads.begin(carla, id, "a.txt", 8, HERE)
    uploads.begin(carla, uuid4(), "b.txt", 2, HERE)
    monkeypatch.setattr(uploads, "OF_TICKET", 100)
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, uuid4(), "c.txt", 2, HERE)
    assert code_of(refused) == "rate_limited"


def test_however_often_it_is_begun_each_call_counts_as_one(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_files", Buckets(Rate(burst=2, per_second=0.001)))
    id = uuid4()
    for _ in range(2):
        uploads.begin(carla, id, "a.txt", 8, HERE)
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, id, "a.txt", 8, HERE)
    assert code_of(refused) == "rate_limited"


def test_a_full_ticket_and_a_full_day(carla: Seat, chris: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "OF_TICKET", 10)
    monkeypatch.setattr(uploads, "OF_DAY", 12)
    uploads.begin(carla, uuid4(), "a.txt", 8, HERE)
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, uuid4(), "b.txt", 3, HERE)
    assert code_of(refused) == "ticket_full"
    with pytest.raises(Refused) as refused:
        uploads.begin(chris, uuid4(), "c.txt", 5, HERE)
    assert code_of(refused) == "rate_limited"
    assert 23 * 3600 < (refused.value.retry_after or 0) <= 24 * 3600


def test_a_file_that_no_day_takes(carla: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "OF_DAY", 4)
    assert not File.objects.exists(), "the premise"
    with pytest.raises(Refused) as refused:
        uploads.begin(carla, uuid4(), "a.txt", 5, HERE)
    assert (code_of(refused), refused.value.retry_after) == ("rate_limited", limits.DAY)


def test_who_uploads_too_much_at_once_is_told_when_to_go_on(carla: Seat) -> None:
    assert limits.UPLOADED > limits.MOST_BYTES
    for _ in range(limits.UPLOADED // limits.CHUNK):
        limits.may_upload(carla, limits.CHUNK)
    with pytest.raises(Refused) as refused:
        limits.may_upload(carla, limits.CHUNK)
    assert code_of(refused) == "rate_limited"
    limits._uploaded._buckets.clear()


def test_what_is_given_up_leaves_nothing(carla: Seat, uploads_a_file: Uploads, folder: Path) -> None:
    file = uploads_a_file(carla)
    uploads.cancel(carla, file.client_id)
    run_jobs()
    assert not File.objects.exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def not_held(file: File) -> list[File]:
    """As another process finds it, which would give it up."""
    with transaction():
        found = list(File.objects.select_for_update(skip_locked=True).filter(pk=file.pk))
    connections.close_all()
    return found


def test_what_a_message_is_about_to_take_is_given_up_by_nobody(carla: Seat, uploads_a_file: Uploads) -> None:
    """Or the message would be there without it."""
    if connection.vendor == "sqlite":
        pytest.skip("has one writer at a time")
    file = uploads_a_file(carla)
    event = Event.objects.get(ticket=carla.ticket)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(not_held, file).result() == [file]
        with transaction():
            uploads.to_attach(event, [file.client_id])
            assert other.submit(not_held, file).result() == []


async def test_what_was_sent_is_not_given_up(carla: Seat, uploads_a_file: Uploads) -> None:
    file = await sync_to_async(uploads_a_file)(carla)
    await sends(carla, file)
    with pytest.raises(Refused) as refused:
        await sync_to_async(uploads.cancel)(carla, file.client_id)
    assert code_of(refused) == "conflict"


def test_a_ticket_that_is_deleted_takes_its_files(uploads_a_file: Uploads, folder: Path) -> None:
    seat = opened("Dora", "Hello")
    file = uploads_a_file(seat)
    uploads.begin(seat, uuid4(), "half.txt", 10, HERE)
    run_jobs()
    assert (folder / "stored" / file.place[:2] / file.place / "original").exists()
    file.ticket.delete()
    run_jobs()
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert not (folder / "stored" / file.place[:2] / file.place).exists()


def test_the_last_chunk_of_a_file_that_was_deleted_just_now(carla: Seat) -> None:
    file = uploads.begin(carla, uuid4(), "a.txt", 5, HERE)
    disk.append(file.place, 0, b"Hello", 5)
    uploads.cancel(carla, file.client_id)
    with pytest.raises(Refused) as refused:
        uploads.complete(file)
    assert code_of(refused) == "not_found"
    run_jobs()
    assert not disk.part(file.place).exists()
