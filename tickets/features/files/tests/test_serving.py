"""Who may read a file gets it, whole or in part; to everybody else it isn't there."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from PIL import Image

from tests.seated import make_agent
from tickets.conversation import ledger
from tickets.features.files.models import File
from tickets.features.files.tests.conftest import Uploads, run_jobs
from tickets.people import access
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)

DATA = bytes(range(256)) * 1200
Gets = Callable[..., Any]


def browser_of(seat: Seat) -> Client:
    """With the cookie that opens the ticket as its customer."""
    client = Client(headers={"Host": "localhost"})
    session = client.session
    access.keep_seat(session, seat)
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    return client


def desk_of(username: str) -> Client:
    client = Client(headers={"Host": "localhost"})
    client.force_login(access.agents().get(username=username))
    return client


def sent(seat: Seat, file: File, kind: str = "message") -> str:
    ledger.append(seat, uuid4(), kind, "", ledger.spoken, data={"files": [str(file.client_id)]})
    run_jobs()
    return f"/f/{seat.public_id}/{file.client_id}/"


def body(answer: Any) -> bytes:
    async def whole() -> bytes:
        return b"".join([piece async for piece in answer.streaming_content])

    data: bytes = async_to_sync(whole)()
    return data


def test_what_isn_t_ours_is_an_attachment_and_harmless(carla: Seat, uploads_a_file: Uploads) -> None:
    file = uploads_a_file(carla, b"<script>alert(1)</script>", 'ev"il.html')
    answer = browser_of(carla).get(sent(carla, file) + "original")
    assert (answer.status_code, body(answer)) == (200, b"<script>alert(1)</script>")
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_picture_of_ours_is_shown(carla: Seat, ada: Seat, uploads_a_file: Uploads) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (1000, 500), "teal").save(buffer, "JPEG")
    at = sent(carla, uploads_a_file(carla, buffer.getvalue(), "shot.jpg"))
    for client in (browser_of(carla), desk_of("ada")):
        answer = client.get(at + "original")
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (
            "image/jpeg",
            'inline; filename="shot.jpg"',
        )
        assert body(answer)[:3] == b"\xff\xd8\xff"
        small = client.get(at + "thumbnail")
        assert small["Content-Type"] == "image/webp"
        with Image.open(io.BytesIO(body(small))) as image:
            assert image.size == (640, 320)
        assert client.get(at + "original?download")["Content-Disposition"].startswith("attachment")


def test_to_everybody_else_it_isn_t_there(
    carla: Seat, chris: Seat, ada: Seat, uploads_a_file: Uploads
) -> None:
    at = sent(carla, uploads_a_file(carla))
    note = sent(ada, uploads_a_file(ada), "note")
    unsent = f"/f/{carla.public_id}/{uploads_a_file(ada).client_id}/"
    stranger = Client(headers={"Host": "localhost"})
    nobody = [
        stranger.get(at + "original"),
        browser_of(chris).get(at + "original"),
        browser_of(carla).get(note + "original"),
        browser_of(carla).get(unsent + "original"),
        browser_of(carla).get(at + "thumbnail"),
        browser_of(carla).get(at + "anything"),
        browser_of(carla).get(f"/f/{carla.public_id}/{uuid4()}/original"),
        browser_of(carla).get(f"/f/{'0' * 32}/{uuid4()}/original"),
    ]
    assert {(answer.status_code, answer.content, answer["Content-Type"]) for answer in nobody} == {
        (404, b'{"code": "not_found", "message": "There is no such file."}', "application/json")
    }
    assert desk_of("ada").get(note + "original").status_code == 200


def test_another_agent_reads_what_was_sent_alone(ada: Seat, bob: Seat, uploads_a_file: Uploads) -> None:
    file = uploads_a_file(ada)
    run_jobs()
    at = f"/f/{ada.public_id}/{file.client_id}/original"
    assert (desk_of("ada").get(at).status_code, desk_of("bob").get(at).status_code) == (200, 404)


def test_while_it_is_checked_it_can_t_be_had(carla: Seat, uploads_a_file: Uploads) -> None:
    file = uploads_a_file(carla)
    answer = browser_of(carla).get(f"/f/{carla.public_id}/{file.client_id}/original")
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (409, "not_ready", "2")


@pytest.fixture
def gets(carla: Seat, uploads_a_file: Uploads) -> Gets:
    client, at = browser_of(carla), sent(carla, uploads_a_file(carla, DATA)) + "original"
    return lambda method="get", **headers: getattr(client, method)(at, headers=headers)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100000-", 100_000, len(DATA)),
        ("bytes=-5", len(DATA) - 5, len(DATA)),
        ("bytes=300000-999999", 300_000, len(DATA)),
        (f"bytes=-{10**9}", 0, len(DATA)),
    ],
)
def test_a_range(asked: str, start: int, end: int, gets: Gets) -> None:
    answer = gets(Range=asked)
    assert (answer.status_code, body(answer)) == (206, DATA[start:end])
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{len(DATA)}"
    assert answer["Content-Length"] == str(end - start)


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=a-b", "bytes=0-1,5-6", "bytes=-", "lines=1-2", ""])
def test_what_is_no_range_gets_all_of_it(asked: str, gets: Gets) -> None:
    answer = gets(Range=asked) if asked else gets()
    assert body(answer) == DATA


def test_a_range_behind_the_end(gets: Gets) -> None:
    for asked in (f"bytes={len(DATA)}-", "bytes=-0"):
        answer = gets(Range=asked)
        assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(DATA)}")


def test_what_the_browser_has_it_need_not_get_again(gets: Gets) -> None:
    tag = gets()["ETag"]
    assert tag.startswith('"')
    for known in (tag, f'"other", W/{tag}', "*"):
        again = gets(**{"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    assert gets(**{"If-None-Match": '"other"'}).status_code == 200
    assert gets(Range="bytes=0-1", **{"If-Range": tag}).status_code == 206
    assert gets(Range="bytes=0-1", **{"If-Range": '"other"'}).status_code == 200


def test_head_says_how_long_it_is(gets: Gets) -> None:
    answer = gets("head")
    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, str(len(DATA)), b"")
    assert gets("post").status_code == 405


def test_an_agent_who_isn_t_one_any_more(carla: Seat, uploads_a_file: Uploads) -> None:
    agent = make_agent("dora", "Dora")
    at = sent(carla, uploads_a_file(carla)) + "original"
    client = desk_of("dora")
    assert client.get(at).status_code == 200
    agent.is_staff = False
    agent.save()
    assert client.get(at).status_code == 404
    assert client.get(f"{at}?as=dora").status_code == 401
