"""Every door over HTTP: whoever isn't let in hears the same as if there were no ticket."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, OperationalError, connections
from django.test import AsyncClient
from pytest_django import Settings

from tests.fakes import FakeMarks, until
from tests.seated import feature, ticket_of
from tickets.conversation import calls, ledger, limits
from tickets.database import in_database
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.people.roles import Role
from tickets.refusals import unavailable
from tickets.wire import groups, stamps
from tickets.wire.buckets import Volumes

pytestmark = pytest.mark.django_db(transaction=True)

ID = str(UUID(int=7))
DOORS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("get", "events", None),
    ("get", "events?before=5", None),
    ("post", "messages", {"id": ID, "body": "Hello"}),
    ("post", "messages", {"id": ID, "body": "Hmm", "kind": "note"}),
    ("post", "read", {"seq": 1}),
    ("post", "session", None),
    ("post", "link", None),
]
OF_FEATURES: dict[str, tuple[str, str, dict[str, Any] | None]] = {
    "status": ("post", "status", {"id": ID, "status": "resolved"}),
    "assignment": ("post", "assignment", {"id": ID, "agent": None}),
}
DOORS += [door for feature, door in OF_FEATURES.items() if feature in settings.FEATURES]
READ = DOORS.index(("post", "read", {"seq": 1}))
BROWSER = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _unlimited(settings: Settings, redis: FakeMarks) -> None:
    settings.RATE_LIMITS = False


@pytest.fixture
async def browser(async_client: AsyncClient) -> AsyncIterator[AsyncClient]:
    yield async_client
    await sync_to_async(connections.close_all)()  # else PostgreSQL can't drop the test's database


def token_of(seat: Seat) -> str:
    token = access.token_of(ticket_of(seat))
    assert token is not None
    return token


async def knock(browser: AsyncClient, ticket: str, door: int, **headers: str) -> tuple[int, Any]:
    method, path, body = DOORS[door]
    url = f"/api/tickets/{ticket}/{path}"
    if method == "get":
        answer = await browser.get(url, headers=headers)
    else:
        answer = await browser.post(url, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json() if answer.content else None


NOT_FOUND = (404, {"code": "not_found", "message": "There is no such ticket."})
every_door = pytest.mark.parametrize("door", range(len(DOORS)), ids=lambda n: DOORS[n][1])


@every_door
async def test_strangers_hear_what_they_would_hear_of_no_ticket(
    browser: AsyncClient, carla: Seat, chris_token: str, door: int
) -> None:
    for ticket in (carla.public_id, "0" * 32, "nowhere", "%00", "%ED%A0%80"):
        assert await knock(browser, ticket, door) == NOT_FOUND
        for token in ("wrong", "0" * 64, chris_token):
            assert await knock(browser, ticket, door, Authorization=f"Bearer {token}") == NOT_FOUND


@every_door
async def test_who_had_a_ticket_that_was_deleted_hears_that_it_was(
    browser: AsyncClient, carla: Seat, carla_token: str, chris: Seat, door: int
) -> None:
    key = {"Authorization": f"Bearer {carla_token}"}
    await browser.post(f"/api/tickets/{carla.public_id}/session", headers=key)
    await Ticket.objects.filter(pk=carla.ticket).adelete()
    status, answer = await knock(browser, carla.public_id, door)
    assert (status, answer["code"], answer["gone"]) == (404, "not_found", True)
    assert await knock(browser, chris.public_id, door) == NOT_FOUND
    assert await knock(browser, carla.public_id, door, **key) == NOT_FOUND, "a token could be anybody's guess"


@every_door
async def test_the_cookie_of_one_ticket_opens_no_other(
    browser: AsyncClient, carla: Seat, chris: Seat, chris_token: str, door: int
) -> None:
    own = await browser.post(
        f"/api/tickets/{chris.public_id}/session", headers={"Authorization": f"Bearer {chris_token}"}
    )
    assert own.status_code == 204
    events = await browser.get(f"/api/tickets/{chris.public_id}/events")
    assert events.status_code == 200, "their own"
    assert await knock(browser, carla.public_id, door) == NOT_FOUND


@every_door
async def test_who_is_no_agent_any_more_hears_the_same(
    browser: AsyncClient, carla: Seat, signed_in: User, door: int
) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    signed_in.is_staff = False
    await signed_in.asave()
    assert await knock(browser, carla.public_id, door) == NOT_FOUND


@every_door
async def test_the_tokens_owner_gets_in_and_may_do_what_customers_may(
    browser: AsyncClient, carla: Seat, carla_token: str, door: int
) -> None:
    status, answer = await knock(browser, carla.public_id, door, Authorization=f"Bearer {carla_token}")
    _, path, body = DOORS[door]
    agents_only = path in ("status", "assignment") or (body or {}).get("kind") == "note"
    assert status == 403 if agents_only else status < 300, answer


async def test_the_desk_is_for_agents(browser: AsyncClient, carla: Seat, carla_token: str) -> None:
    for headers in ({}, {"Authorization": f"Bearer {carla_token}"}):
        answer = await browser.get("/api/queue", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


async def test_an_agent_gets_in_everywhere(browser: AsyncClient, carla: Seat, signed_in: User) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    listed = (await browser.get("/api/queue")).json()
    assert [row["ticket"] for row in listed["rows"]] == [carla.public_id]
    answer = await browser.get(f"/api/tickets/{carla.public_id}/events")
    assert [event["body"] for event in answer.json()["events"]] == ["It broke."]


@pytest.mark.parametrize(("asks", "author"), [("", "Carla"), ("?as=ada", "Ada")])
async def test_a_browser_with_both_a_link_and_a_sign_in_writes_as_it_says(
    browser: AsyncClient, carla: Seat, carla_token: str, signed_in: User, asks: str, author: str
) -> None:
    session = {"Authorization": f"Bearer {carla_token}"}
    await browser.post(f"/api/tickets/{carla.public_id}/session", headers=session)
    await browser.aforce_login(signed_in, BROWSER)
    url = f"/api/tickets/{carla.public_id}/messages{asks}"
    sent = await browser.post(url, {"id": ID, "body": "Who am I?"}, content_type="application/json")
    assert sent.status_code == 201
    events = (await browser.get(f"/api/tickets/{carla.public_id}/events")).json()["events"]
    assert events[-1]["author"]["name"] == author


@pytest.mark.parametrize("path", ["queue", "tickets/{}/events", "tickets/{}/earlier?before=2"])
async def test_a_desk_whose_browser_has_another_sign_in_by_now_is_told_so(
    browser: AsyncClient, carla: Seat, signed_in: User, path: str
) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    path = f"/api/{path.format(carla.public_id)}"
    for name, status in (("ada", 200), ("bob", 401)):
        answer = await browser.get(f"{path}{'&' if '?' in path else '?'}as={name}")
        assert answer.status_code == status
    assert answer.json()["code"] == "signed_out"


async def test_nothing_is_written_in_another_agents_name(
    browser: AsyncClient, carla: Seat, signed_in: User
) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    url = f"/api/tickets/{carla.public_id}/messages?as=bob"
    sent = await browser.post(url, {"id": ID, "body": "Bob's words"}, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (401, "signed_out")
    assert await Event.objects.acount() == 1


async def test_an_agent_who_signs_out_leaves_the_browsers_own_conversation_open(
    browser: AsyncClient, carla: Seat, chris: Seat, carla_token: str, signed_in: User
) -> None:
    session = {"Authorization": f"Bearer {carla_token}"}
    await browser.post(f"/api/tickets/{carla.public_id}/session", headers=session)
    await browser.aforce_login(signed_in, BROWSER)
    assert (await browser.post("/accounts/logout/")).status_code == 302
    assert (await browser.get(f"/api/tickets/{carla.public_id}/events")).status_code == 200
    assert (await browser.get(f"/api/tickets/{chris.public_id}/events")).status_code == 404
    assert (await browser.get("/api/queue")).status_code == 401


async def test_so_does_one_who_signs_in_after_another(
    browser: AsyncClient, carla: Seat, carla_token: str, signed_in: User
) -> None:
    session = {"Authorization": f"Bearer {carla_token}"}
    await browser.post(f"/api/tickets/{carla.public_id}/session", headers=session)
    await browser.aforce_login(signed_in, BROWSER)
    await User.objects.acreate_user("bea", password="a-long-one", is_staff=True)
    answer = await browser.post("/accounts/login/", {"username": "bea", "password": "a-long-one"})
    assert answer.status_code == 302
    assert (await browser.get("/api/queue", {"as": "bea"})).status_code == 200
    await browser.post("/accounts/logout/")  # as an agent she may read it anyhow
    assert (await browser.get(f"/api/tickets/{carla.public_id}/events")).status_code == 200


async def test_news_by_http_tell_how_far_both_sides_are_and_who_is_there(
    browser: AsyncClient, carla: Seat, ada: Seat, signed_in: User, redis: FakeMarks
) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    await sync_to_async(ledger.mark)(carla, "delivered", 1)
    url = f"/api/tickets/{carla.public_id}/events"
    first = (await browser.get(url)).json()
    assert {(mark["type"], mark["role"]): mark["seq"] for mark in first["marks"]} == {
        ("delivered", "customer"): 1,
        ("delivered", "agent"): 0,
        ("read", "customer"): 0,
        ("read", "agent"): 0,
    }
    assert first["marks"][0] == {"type": "delivered", "role": "customer", "name": "Carla", "seq": 1}
    assert first["on_duty"] is None, "no tick has told it yet"
    await until(lambda: bool(redis.entries[carla.public_id]), "Ada's coming")
    here = (await browser.get(url)).json()["people"]
    key = str(signed_in.pk)
    assert here == [{"role": "agent", "name": "Ada", "key": key, "state": "online", "last_seen": None}]
    redis.away = True
    assert "people" not in (await browser.get(url)).json(), "nobody is said to be gone"


async def test_who_may_answer_no_customer_is_there_for_agents_alone(
    browser: AsyncClient, carla: Seat, carla_token: str, redis: FakeMarks
) -> None:
    lea = await User.objects.acreate_user("lea", first_name="Lea", is_staff=True, role=Role.LIGHT)
    await browser.aforce_login(lea, BROWSER)
    url = f"/api/tickets/{carla.public_id}/events"
    await browser.get("/api/queue")
    await browser.get(url)
    await until(lambda: bool(redis.entries[carla.public_id] and redis.entries[groups.DESK]), "Lea's coming")
    [person] = (await browser.get(url)).json()["people"]
    assert (person["name"], person["answers"]) == ("Lea", False)
    told = await AsyncClient().get(url, headers={"Authorization": f"Bearer {carla_token}"})
    assert told.json()["people"] == []
    assert (await browser.get("/api/queue")).json()["here"] == ["Lea"], "colleagues are told of her"
    [entry] = redis.entries[groups.DESK].values()
    assert entry["answers"] is False, "by which ticks tell customers that nobody is there"


async def test_who_reads_the_queue_by_http_is_at_the_desk(
    browser: AsyncClient, signed_in: User, redis: FakeMarks
) -> None:
    await browser.aforce_login(signed_in, BROWSER)
    await browser.get("/api/queue")
    await until(lambda: bool(redis.entries[groups.DESK]), "Ada at the desk")
    read = (await browser.get("/api/queue")).json()
    assert read["here"] == ["Ada"]
    assert read["now"].startswith(stamps.now()[:10])


async def test_a_customer_who_came_by_cookie_and_an_agent_are_given_a_link(
    browser: AsyncClient, carla: Seat, carla_token: str, signed_in: User
) -> None:
    ticket = f"/api/tickets/{carla.public_id}"
    await browser.post(f"{ticket}/session", headers={"Authorization": f"Bearer {carla_token}"})
    own = (await browser.post(f"{ticket}/link")).json()
    assert own == {
        "token": carla_token,
        "url": f"{settings.PUBLIC_URL}/t/{carla.public_id}/#{carla_token}",
    }
    await browser.aforce_login(signed_in, BROWSER)
    token = (await browser.post(f"{ticket}/link?as=ada")).json()["token"]
    assert token != carla_token
    browser.cookies.clear()
    opened = await browser.get(f"{ticket}/events", headers={"Authorization": f"Bearer {token}"})
    assert opened.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_other_sites_change_nothing(
    browser: AsyncClient, carla: Seat, carla_token: str, headers: dict[str, str]
) -> None:
    for door in range(len(DOORS)):
        if DOORS[door][0] == "post":
            bearer = {"Authorization": f"Bearer {carla_token}"}
            status, answer = await knock(browser, carla.public_id, door, **headers | bearer)
            assert (status, answer["code"]) == (403, "forbidden")
    assert await Event.objects.acount() == 1


async def test_our_own_pages_may(browser: AsyncClient, carla: Seat, carla_token: str) -> None:
    for origin in settings.PUBLIC_ORIGINS:
        status, _ = await knock(
            browser, carla.public_id, READ, Origin=origin, Authorization=f"Bearer {carla_token}"
        )
        assert status == 204


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("nonsense", 400, "bad_frame"),
        ("", 400, "bad_frame"),
        ("[]", 422, "bad_field"),
        ("5", 422, "bad_field"),
        ("{}", 422, "bad_field"),
        ('{"id": "7", "name": "Carla", "body": "x"}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": " ", "body": "x"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "a\\u0000b", "body": "x"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "{"x" * 81}", "body": "x"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "x", "subject": "{"x" * 201}"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "a\\u0000b"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "x", "subject": "\\u0000"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "x", "email": "no"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "x", "email": "a\\u0000@b.de"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "x", "email": "a@\\u200bb.de"}}', 422, "bad_field"),
        (f'{{"id": "{ID}", "name": "Carla", "body": "{"x" * 8001}"}}', 422, "too_long"),
    ],
)
async def test_a_bad_opening_is_refused_by_its_reason(
    browser: AsyncClient, body: str, status: int, code: str
) -> None:
    answer = await browser.post("/api/tickets", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await Ticket.objects.acount() == 0


@pytest.mark.parametrize(("field", "text"), [("name", "\u3164"), ("body", "\u200b"), ("subject", "\u202e")])
async def test_what_nobody_sees_is_refused(browser: AsyncClient, field: str, text: str) -> None:
    opening = {"id": ID, "name": "Carla", "body": "x", field: text}
    answer = await browser.post("/api/tickets", opening, content_type="application/json")
    assert (answer.status_code, answer.json()["fields"]) == (422, [field])


async def test_a_refusal_names_every_field_at_fault(browser: AsyncClient) -> None:
    opening = {"id": ID, "name": "\u200b", "email": "no", "body": "x" * 8001}
    answer = await browser.post("/api/tickets", opening, content_type="application/json")
    assert answer.json()["fields"] == ["name", "body", "email"]
    answer = await browser.post("/api/tickets", "nonsense", content_type="application/json")
    assert "fields" not in answer.json()


@pytest.mark.parametrize("seq", ["3", True, 1.5, -1, None])
@pytest.mark.parametrize("mark", ["read", "delivered"])
async def test_a_mark_is_a_number(
    browser: AsyncClient, carla: Seat, carla_token: str, mark: str, seq: Any
) -> None:
    path = f"/api/tickets/{carla.public_id}/{mark}"
    key = {"Authorization": f"Bearer {carla_token}"}
    answer = await browser.post(path, {"seq": seq}, content_type="application/json", headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field")


async def test_a_wrong_method_is_told_like_any_other_error(browser: AsyncClient) -> None:
    answer = await browser.put("/api/tickets")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer.json() == {"code": "not_found", "message": "There is no such call."}


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
async def test_a_call_that_there_is_not_is_told_so_by_any_method(method: str) -> None:
    strict = AsyncClient(enforce_csrf_checks=True)
    answer = await getattr(strict, method)(f"/api/tickets/{'0' * 32}/nothing")
    assert (answer.status_code, answer["Holdfast"]) == (404, "1")
    assert answer.json() == {"code": "not_found", "message": "There is no such call."}


@every_door
async def test_no_cache_keeps_what_was_said_and_each_answer_says_that_it_is_ours(
    browser: AsyncClient, carla: Seat, carla_token: str, door: int
) -> None:
    method, path, body = DOORS[door]
    url = f"/api/tickets/{carla.public_id}/{path}"
    key = {"Authorization": f"Bearer {carla_token}"}
    options = {"content_type": "application/json"} if method == "post" else {}
    answer = await getattr(browser, method)(url, body, headers=key, **options)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Holdfast"] == "1"


GONE_MEANWHILE = DatabaseError("Save with force_update did not affect any rows.")


@pytest.mark.parametrize(
    ("had_one", "fault", "says"),
    [
        (False, OperationalError("database is locked"), "The database can't be reached right now."),
        (True, OperationalError("database is locked"), "The database can't be reached right now."),
        (True, GONE_MEANWHILE, "This browser's session has ended meanwhile."),
    ],
)
async def test_a_cookie_that_cannot_be_stored_now_is_asked_for_again(
    browser: AsyncClient,
    carla: Seat,
    carla_token: str,
    chris: Seat,
    chris_token: str,
    monkeypatch: pytest.MonkeyPatch,
    had_one: bool,
    fault: DatabaseError,
    says: str,
) -> None:
    """Of a browser that had one, Django says that it was signed out, whatever happened."""
    asks = DOORS.index(("post", "session", None))
    if had_one:
        assert (await knock(browser, chris.public_id, asks, Authorization=f"Bearer {chris_token}"))[0] == 204

    def fails(*_: Any, **__: Any) -> None:
        raise fault

    bearer = {"Authorization": f"Bearer {carla_token}"}
    with monkeypatch.context() as broken:
        broken.setattr(Session, "save", fails)
        status, answer = await knock(browser, carla.public_id, asks, **bearer)
    assert (status, answer) == (503, {"code": "unavailable", "message": says})
    assert (await knock(browser, carla.public_id, asks, **bearer))[0] == 204


async def test_openings_of_one_address_are_limited_and_say_when_to_come_back(
    browser: AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tickets.conversation import limits
    from tickets.wire.buckets import Buckets, Rate

    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_openings", Buckets(Rate(burst=1, per_second=1 / 6)))
    for status in (201, 429):
        opening = {"id": str(uuid4()), "name": "Carla", "body": "x"}
        answer = await browser.post("/api/tickets", opening, content_type="application/json")
        assert answer.status_code == status
    assert 6 <= int(answer["Retry-After"]) <= 12


async def test_what_one_ticket_and_one_address_store_in_a_day_is_limited(
    browser: AsyncClient, carla: Seat, chris: Seat, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_of_ticket", Volumes(20_000, limits.DAY))
    monkeypatch.setattr(limits, "_of_address", Volumes(50_000, limits.DAY))
    body = "€" * 3_000  # 9,000 bytes
    kept = [await stored(browser, seat, body) for seat in (carla, carla, carla, chris, chris, chris)]
    assert [answer.status_code for answer in kept] == [201, 201, 429, 201, 201, 429]
    assert 30_000 < int(kept[-1]["Retry-After"]) < limits.DAY
    assert (await stored(browser, chris, "Short")).status_code == 201, "what fits is kept"
    opening = {"id": str(uuid4()), "name": "Carla", "body": "x" * 8_000}
    answers = [
        await browser.post("/api/tickets", opening | {"id": str(uuid4())}, content_type="application/json")
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [201, 429, 429], "all of the address together"


async def test_what_is_asked_before_a_conversation_is_stored_too(
    browser: AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = feature("prechat", "models").Question.objects
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_of_address", Volumes(50_000, limits.DAY))
    names = [f"asked{number}" for number in range(30)]
    await in_database(lambda: [questions.create(name=name, label="More") for name in names])
    said = {"name": "Carla", "body": "Hi", "fields": dict.fromkeys(names, "€" * 500)}  # 45,000 bytes
    answers = [
        await browser.post("/api/tickets", said | {"id": str(uuid4())}, content_type="application/json")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 429]


@pytest.fixture
def little_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """For two messages of 8,000 letters at a ticket, three of an address."""
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_of_ticket", Volumes(18_000, limits.DAY))
    monkeypatch.setattr(limits, "_of_address", Volumes(26_000, limits.DAY))


LONG = "x" * 8_000


@pytest.mark.usefixtures("little_room")
async def test_what_is_sent_again_or_was_never_stored_takes_no_room(
    browser: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in (str(uuid4()), str(uuid4())):
        for _ in range(3):
            with monkeypatch.context() as away:
                away.setattr(ledger, "append", refuses)
                assert (await stored(browser, carla, LONG, id)).status_code == 503
        assert [(await stored(browser, carla, LONG, id)).status_code for _ in range(2)] == [201, 201]
        assert (await stored(browser, carla, LONG.upper(), id)).status_code == 409
    assert (await stored(browser, carla, LONG)).status_code == 429


def refuses(*_: Any, **__: Any) -> None:
    raise unavailable()


@pytest.mark.usefixtures("little_room")
async def test_an_opening_that_is_repeated_takes_no_room(browser: AsyncClient) -> None:
    for expected in (201, 201, 201, 429):
        opening = {"id": str(uuid4()), "name": "Carla", "body": LONG}
        for _ in range(2):
            answer = await browser.post("/api/tickets", opening, content_type="application/json")
            assert answer.status_code == expected


@pytest.mark.usefixtures("little_room")
async def test_who_leaves_before_the_answer_is_counted(
    browser: AsyncClient, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was stored all the same."""

    async def left(*work: Any) -> None:
        await in_database(*work)
        raise asyncio.CancelledError

    with monkeypatch.context() as leaving:
        leaving.setattr(calls, "in_database", left)
        for _ in range(2):
            with pytest.raises(asyncio.CancelledError):
                await stored(browser, carla, LONG)
    assert (await stored(browser, carla, LONG)).status_code == 429


async def stored(browser: AsyncClient, seat: Seat, body: str, id: str | None = None) -> Any:
    message = {"id": id or str(uuid4()), "body": body}
    url, token = f"/api/tickets/{seat.public_id}/messages", await sync_to_async(token_of)(seat)
    headers = {"Authorization": f"Bearer {token}"}
    return await browser.post(url, message, content_type="application/json", headers=headers)


@pytest.fixture
def carla_token(carla: Seat) -> str:
    return token_of(carla)


@pytest.fixture
def chris_token(chris: Seat) -> str:
    return token_of(chris)


@pytest.fixture
def signed_in(ada_herself: User) -> User:
    return ada_herself


async def test_a_call_with_a_cookie_of_before_takes_no_newer_one_away(browser: AsyncClient) -> None:
    """Who changes the password gets a new cookie; a call of another tab may be under way with the old."""
    browser.cookies["sessionid"] = "a-key-of-before"
    answer = await browser.get("/api/agents")
    assert answer.status_code == 401
    assert "sessionid" not in answer.cookies
