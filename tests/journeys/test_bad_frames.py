"""Whatever a page sends that it shouldn't: a clear `reject` or `bye`, and the control page beside it
notices nothing. `nobody_notices` looks at that after every one of these stories."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed

from tests.cast import Agent, Customer, Frame, Page, http_client
from tests.stack import Stack

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

INTERVAL = 2.0  # seconds, as the stack sets it
QUICKLY = 1.0  # seconds until an ack, on a busy machine
FRAME = 64 * 1024  # bytes
BODY = 8_000  # characters
HELLO_WITHIN = 5.0  # seconds
FAR = 1_000_000  # an `after` beyond every head: no events to look at

MISSING: Any = object()
TICKET, TOKEN = "<the ticket>", "<its token>"  # known when the desk runs


class Scene:
    """A ticket, its customer and an agent; and somebody on the same process who just chats."""

    stack: Stack
    carla: Customer
    ada: Agent
    chris: Customer
    control: Page

    def page(self) -> Page:
        """Ada's, since agents may send every frame."""
        return self.ada.page(self.carla.ticket, queue=False, after=FAR)

    def filled(self, value: Any) -> Any:
        return json.loads(
            json.dumps(value).replace(TICKET, self.carla.ticket).replace(TOKEN, self.carla.token)
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(postgresql_stack: Stack, strict_stack: Stack) -> AsyncIterator[Scene]:
    scene = Scene()
    scene.stack = postgresql_stack
    scene.carla = await Customer.opens_ticket(postgresql_stack)
    scene.chris = await Customer.opens_ticket(postgresql_stack, "Chris")
    scene.ada = await Agent.of(postgresql_stack)
    eve = await Customer.opens_ticket(strict_stack)
    elsewhere = eve.page(), eve.page()  # pinged in turn, a second apart
    async with scene.chris.page() as scene.control, elsewhere[0], elsewhere[1]:
        await scene.control.gets("welcome")
        yield scene
        for page in (scene.control, *elsewhere):
            await page.until(lambda page=page: page.pings >= 2, "pings")
        # What the machine slept, pages of another desk felt as well.
        usual = max(INTERVAL, *map(longest_silence, elsewhere))
        assert longest_silence(scene.control) < usual + 1.5, "the control page was pinged all along"


def longest_silence(page: Page) -> float:
    return max(later - earlier for earlier, later in itertools.pairwise(page.pinged_at))


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def nobody_notices(scene: Scene) -> AsyncIterator[None]:
    yield
    start = time.monotonic()
    await scene.control.acked(await scene.control.says(scene.chris.ticket, "All is well"))
    assert time.monotonic() - start < QUICKLY
    assert scene.control.closed is None
    assert not scene.control.of_type("reject")
    assert scene.stack.parts["web"].poll() is None


async def is_fine(page: Page) -> None:
    """The page that was refused something can go on."""
    heard = len(page.of_type("events"))
    await page.send({"type": "sync", "ticket": page.hello["tickets"][0]["ticket"], "after": FAR})  # type: ignore[index]
    await page.until(lambda: len(page.of_type("events")) > heard, "an answer to sync")


async def rejected(scene: Scene, data: str | bytes) -> Frame:
    """Send this from a page that is connected; returns the one reject for it."""
    async with scene.page() as page:
        await page.gets("events")
        await page.socket.send(data)
        reject = await page.gets("reject")
        await is_fine(page)
        assert page.of_type("reject") == [reject]
        assert page.closed is None
    assert reject["message"]
    assert "retry_after" not in reject
    return reject


# — no frame at all —

NO_FRAMES = {
    "nothing": "",
    "blank": " ",
    "words": "hello",
    "half": "{",
    "number": "5",
    "null": "null",
    "not a number": "NaN",
    "true": "true",
    "string": '"hello"',
    "list": "[]",
    "list of a frame": '[{"type":"typing"}]',
    "two frames": '{"type":"typing"}{"type":"typing"}',
    "single quotes": "{'type':'typing'}",
    "byte order mark": '\ufeff{"type":"typing"}',
    "no type": "{}",
    "no type, but fields": '{"v":1,"tickets":[]}',
    "deep lists": "[" * 60_000,
    "deep lists, closed": "[" * 30_000 + "]" * 30_000,
    "deep objects": '{"a":' * 12_000,
    "deep beside a type": '{"type":"typing","ticket":"x","y":' + "[" * 25_000 + "]" * 25_000 + "}",
    "half a surrogate": '{"type":"send","body":"\\ud800"}',
    "NUL": "\x00",
}


@pytest.mark.parametrize("text", list(NO_FRAMES.values()), ids=list(NO_FRAMES))
async def test_what_is_no_frame(scene: Scene, text: str) -> None:
    assert (await rejected(scene, text))["code"] == "bad_frame"


BINARIES = [b"", b"\x00", b"\x02", b"\x03\x01\x01", b"\x04", b"\xff" * 10, b"{}", b"\x00" * FRAME]


@pytest.mark.parametrize("data", BINARIES, ids=lambda data: data[:4].hex() or "empty")
async def test_what_is_no_binary_frame(scene: Scene, data: bytes) -> None:
    assert (await rejected(scene, data))["code"] == "bad_frame"


TYPES: list[Any] = [
    "shout",
    "",
    "Send",
    "welcome",
    "ack",
    "ping",
    "__class__",
    "send\x00",
    "x" * 60_000,
    None,
    5,
    [],
    {},
]


@pytest.mark.parametrize("type", TYPES, ids=lambda type: repr(type)[:12])
async def test_a_type_that_is_not_there(scene: Scene, type: Any) -> None:
    reject = await rejected(scene, json.dumps({"type": type, "id": "7", "ticket": "8"}))
    assert reject["code"] == "unknown_type"
    assert (reject["id"], reject["ticket"]) == ("7", "8"), "named, so that the sender knows which"


# — each field of each frame —

ID = "a4d7cfbc-b51e-4c8a-9a56-0d1f3c2b7e90"
FRAMES: dict[str, Frame] = {
    "hello": {"v": 1, "tickets": [{"ticket": TICKET, "after": 0, "token": TOKEN}], "queue": False},
    "subscribe": {"ticket": TICKET, "after": 0, "last": ID, "newest": True, "token": TOKEN},
    "unsubscribe": {"ticket": TICKET},
    "send": {"id": ID, "ticket": TICKET, "body": "Hi", "kind": "message"},
    "sync": {"ticket": TICKET, "after": 0},
    "status": {"id": ID, "ticket": TICKET, "status": "resolved"},
    "assign": {"id": ID, "ticket": TICKET, "agent": "agent"},
    "earlier": {"ticket": TICKET, "before": 9},
    "read": {"ticket": TICKET, "seq": 1},
    "delivered": {"ticket": TICKET, "seq": 1},
    "typing": {"ticket": TICKET},
}
NO_TEXT: list[Any] = [None, 5, True, [], {}]
NO_SEQ: list[Any] = [MISSING, None, "1", 1.5, -1, True, [], {}, 2**31, 10**30]
WRONG: dict[str, list[Any]] = {
    "ticket": [MISSING, *NO_TEXT, "x" * 65, "a\x00b"],
    "id": [MISSING, *NO_TEXT, "", "x", "0" * 500, ID + "\x00", ID[:-1]],
    "body": [MISSING, *NO_TEXT, "", " \n\t", "a\x00b"],
    "kind": [*NO_TEXT, "", "shout", "status"],
    "status": [MISSING, *NO_TEXT, "", "closed"],
    "agent": [MISSING, 5, True, [], {}, "", "x" * 151, "nobody", "agent\x00"],
    "token": [5, True, [], {}, "x" * 201],
    "after": NO_SEQ,
    "before": NO_SEQ,
    "last": [5, True, [], {}, "", "x"],
    "newest": [None, 5, "yes", []],
    "seq": NO_SEQ,
    "v": [MISSING, None, "1", 1.5, True, []],
    "tickets": [None, 5, "x", {}, [5], [None], [[]], [{}], [{"ticket": TICKET}]],
    "queue": [None, 5, "yes", []],
}


def wrong_fields() -> Iterator[Any]:
    for type, fields in FRAMES.items():
        for field in fields:
            for value in WRONG[field]:
                said = "missing" if value is MISSING else repr(value)[:12]
                yield pytest.param(type, field, value, id=f"{type}.{field}={said}")


@pytest.mark.parametrize(("type", "field", "value"), list(wrong_fields()))
async def test_a_field_that_is_wrong(scene: Scene, type: str, field: str, value: Any) -> None:
    frame = scene.filled({"type": type, **FRAMES[type]})
    if value is MISSING:
        del frame[field]
    else:
        frame[field] = scene.filled(value)
    if type == "hello":
        reject = await rejected_hello(scene, frame)
    else:
        reject = await rejected(scene, json.dumps(frame))
    assert reject["code"] == "bad_field"
    assert field in reject["message"] or type == "hello"
    for name in {"id", "ticket"} & frame.keys() - {field}:
        assert reject[name] == frame[name], "named, so that the sender knows which"


async def rejected_hello(scene: Scene, frame: Frame) -> Frame:
    """A hello with a slip in it may be said again."""
    async with Page(scene.stack, None) as page:
        await page.socket.send(json.dumps(frame))
        reject = await page.gets("reject")
        await page.send(scene.filled({"type": "hello", **FRAMES["hello"]}))
        await page.gets("welcome")
        return reject


def text_fields() -> Iterator[Any]:
    for type, fields in FRAMES.items():
        for field, value in fields.items():
            if isinstance(value, str) and type != "hello":
                yield pytest.param(type, field, id=f"{type}.{field}")


@pytest.mark.parametrize(("type", "field"), list(text_fields()))
async def test_half_a_surrogate(scene: Scene, type: str, field: str) -> None:
    frame = scene.filled({"type": type, **FRAMES[type]}) | {field: "\ud83d"}
    assert (await rejected(scene, json.dumps(frame)))["code"] in ("bad_frame", "bad_field")


async def test_a_number_with_thousands_of_digits(scene: Scene) -> None:
    for number in ("9" * 5000, "1e400", "-" + "9" * 60_000):
        text = f'{{"type":"read","ticket":"{scene.carla.ticket}","seq":{number}}}'
        assert (await rejected(scene, text))["code"] in ("bad_field", "bad_frame")


async def test_more_fields_than_we_know_are_fine(scene: Scene) -> None:
    async with scene.page() as page:
        await page.gets("events")
        for type in ("typing", "read", "sync"):
            await page.send(scene.filled({"type": type, **FRAMES[type], "since_version": 2}))
        await is_fine(page)
        assert not page.of_type("reject")


# — sizes —


@pytest.mark.parametrize("letter", ["x", "ß", "€", "\U0001f600", "\x01", '"', "\\"], ids=ascii)
async def test_a_body_may_have_8000_characters_of_any_size(scene: Scene, letter: str) -> None:
    async with scene.carla.page(after=FAR) as page, scene.page() as agent:
        await asyncio.gather(page.gets("events"), agent.gets("events"))
        id = await page.says(scene.carla.ticket, letter * BODY)
        await page.acked(id)
        for reader in (page, agent):
            await reader.until(lambda r=reader: letter * BODY in bodies(r), "the long message")
        await page.says(scene.carla.ticket, letter * BODY + "!", id=str(uuid4()))
        assert (await page.gets("reject"))["code"] == "too_long"
        await is_fine(page)


async def test_a_frame_may_have_64_kib_and_no_more(scene: Scene) -> None:
    frame = scene.filled({"type": "typing", "ticket": TICKET, "more": ""})
    room = FRAME - len(json.dumps(frame))
    async with scene.page() as page:
        await page.gets("events")
        await page.socket.send(json.dumps(frame | {"more": "x" * room}))
        await is_fine(page)
        assert not page.of_type("reject")
        await page.socket.send(json.dumps(frame | {"more": "x" * (room + 1)}))
        await says_goodbye(page, 4400)


@pytest.mark.edge
@pytest.mark.parametrize(
    "data",
    [b"\x01" * (FRAME + 1), "x" * 1_000_000, ["x" * (FRAME // 2)] * 3, b"\x02" * 5_000_000],
    ids=["binary", "1 MB", "in parts", "5 MB"],
)
async def test_what_is_larger_than_a_frame_ends_the_socket(scene: Scene, data: Any) -> None:
    async with scene.page() as page:
        await page.gets("events")
        with suppress(ConnectionClosed):
            await page.socket.send(data)
        await says_goodbye(page, 4400)


@pytest.mark.edge
async def test_text_that_is_not_utf_8_ends_the_socket(scene: Scene) -> None:
    async with scene.page() as page:
        await page.gets("events")
        await page.socket.send(b'{"type":"\xff"}', text=True)
        await says_goodbye(page, 4400)


def bodies(page: Page) -> list[str]:
    return [event["body"] for frame in page.of_type("events") for event in frame["events"]]


# — the hello —


@pytest.mark.parametrize("v", [0, 2, -1, 10**30])
async def test_another_version(scene: Scene, v: int) -> None:
    async with Page(scene.stack, {"type": "hello", "v": v, "tickets": []}) as page:
        await says_goodbye(page, 4400)


@pytest.mark.parametrize("type", sorted(FRAMES.keys() - {"hello"}))
async def test_something_before_the_hello(scene: Scene, type: str) -> None:
    async with Page(scene.stack, scene.filled({"type": type, **FRAMES[type]})) as page:
        await says_goodbye(page, 4400)


async def test_a_second_hello(scene: Scene) -> None:
    async with scene.page() as page:
        await page.gets("events")
        await page.send(page.hello)  # type: ignore[arg-type]
        await says_goodbye(page, 4400)


async def test_no_hello(scene: Scene) -> None:
    start = time.monotonic()
    async with Page(scene.stack, None) as silent, Page(scene.stack, None) as answering:
        await answering.socket.send(b"\x02\x07")  # a probe is no hello
        await asyncio.gather(says_goodbye(silent, 4400), says_goodbye(answering, 4400))
        assert HELLO_WITHIN - 0.5 < silent.closed_at - start < HELLO_WITHIN + 1


async def test_a_hello_of_nobody(scene: Scene) -> None:
    unknown = {"ticket": "0" * 32, "after": 0}
    for hello, code in (
        ({"tickets": []}, 4401),
        ({}, 4401),
        ({"tickets": [], "queue": True}, 4401),
        ({"tickets": [unknown], "queue": True}, 4401),
        ({"tickets": [unknown]}, 4404),
        ({"tickets": [unknown] * 60}, 4404),
    ):
        async with Page(scene.stack, {"type": "hello", "v": 1, **hello}) as page:
            await says_goodbye(page, code)


async def says_goodbye(page: Page, code: int) -> None:
    bye = await page.gets("bye")
    assert bye["code"] == code
    assert bye["reason"]
    assert "retry_after" not in bye
    assert await page.is_closed() == code
    assert page.frames[-1] == bye
    assert not page.of_type("welcome") or code == 4400


# — tickets —


async def test_an_unknown_ticket_among_known_ones(scene: Scene) -> None:
    page = scene.page()
    page.hello["tickets"].insert(0, {"ticket": "0" * 32, "after": 0})  # type: ignore[index]
    page.hello["tickets"].append({"ticket": scene.chris.ticket, "after": FAR})  # type: ignore[index]
    async with page:
        assert (await page.gets("reject", ticket="0" * 32))["code"] == "not_found"
        for ticket in (scene.carla.ticket, scene.chris.ticket):
            await page.gets("events", ticket=ticket)


async def test_the_fifty_first_ticket(scene: Scene) -> None:
    others = [await Customer.opens_ticket(scene.stack, f"Customer {n}") for n in range(51)]
    tickets = [other.ticket for other in others]
    async with scene.ada.page(*tickets, queue=False) as page:
        reject = await page.gets("reject")
        assert (reject["code"], reject["ticket"]) == ("too_many_tickets", tickets[50])
        await page.send({"type": "subscribe", "ticket": scene.carla.ticket, "after": FAR})
        assert (await page.gets("reject", ticket=scene.carla.ticket))["code"] == "too_many_tickets"
        assert {frame["ticket"] for frame in page.of_type("events")} == set(tickets[:50])
        await page.send({"type": "subscribe", "ticket": tickets[0], "after": 0})  # one it has
        await page.send({"type": "unsubscribe", "ticket": tickets[1]})
        await page.send({"type": "subscribe", "ticket": tickets[50], "after": 0})
        await page.gets("events", ticket=tickets[50])
        assert len(page.of_type("reject")) == 2


@pytest.mark.parametrize("type", ["unsubscribe", "sync", "earlier", "read", "delivered", "typing", "send"])
async def test_a_ticket_that_is_not_subscribed(scene: Scene, type: str) -> None:
    async with scene.carla.page(after=FAR) as page, scene.page() as agent:
        await asyncio.gather(page.gets("events"), agent.gets("events"))
        await page.send({"type": "unsubscribe", "ticket": scene.carla.ticket})
        await page.send(scene.filled({"type": type, **FRAMES[type]}))
        reject = await page.gets("reject")
        assert (reject["code"], reject["ticket"]) == ("not_found", scene.carla.ticket)
        await page.send({"type": "subscribe", **page.hello["tickets"][0]})  # type: ignore[index]
        await is_fine(page)
        await is_fine(agent)
        assert not agent.of_type("typing")


async def test_read_and_sync_beyond_the_head(scene: Scene) -> None:
    carla = await Customer.opens_ticket(scene.stack)
    async with carla.page() as page, scene.ada.page(carla.ticket, queue=False) as agent:
        await asyncio.gather(page.shows(carla.ticket, "Hello?"), agent.gets("events"))
        await page.send({"type": "read", "ticket": carla.ticket, "seq": 2**31 - 1})
        await agent.gets("read", role="customer", seq=1)
        await page.send({"type": "earlier", "ticket": carla.ticket, "before": 2**31 - 1})
        earlier = await page.gets("earlier", ticket=carla.ticket)
        assert ([event["body"] for event in earlier["events"]], earlier["more"]) == (["Hello?"], False)
        await page.send({"type": "sync", "ticket": carla.ticket, "after": 2**31 - 1})
        await page.until(lambda: len(page.of_type("events")) == 2, "the answer to sync")
        answer = page.of_type("events")[-1]
        assert (answer["events"], answer["head"], answer["more"]) == ([], 1, False)
        await agent.acked(await agent.says(carla.ticket, "And on"))
        await page.shows(carla.ticket, "Hello?", "And on")
        assert not page.of_type("reject")


# — too much —


async def test_a_flood_is_slowed_and_then_cut_off(scene: Scene, strict_stack: Stack) -> None:
    carla, chris = [await Customer.opens_ticket(strict_stack, name) for name in ("Carla", "Chris")]
    typing = json.dumps({"type": "typing", "ticket": carla.ticket})
    async with carla.page() as flood, chris.page() as beside, carla.page() as same:
        await asyncio.gather(*(page.gets("events") for page in (flood, beside, same)))
        with suppress(ConnectionClosed):
            for _ in range(1000):
                await flood.socket.send(typing)
        reject = await flood.gets("reject")
        assert reject["code"] == "rate_limited"
        assert reject["retry_after"] > 0
        assert (await flood.gets("bye"))["code"] == 4429
        assert (await flood.gets("bye"))["retry_after"] > 0
        assert await flood.is_closed() == 4429
        start = time.monotonic()
        await beside.acked(await beside.says(chris.ticket, "Quiet here"))
        await same.acked(await same.says(carla.ticket, "And here"))
        assert time.monotonic() - start < QUICKLY
        assert beside.closed is same.closed is None
        async with carla.page() as again:
            await again.shows(carla.ticket, "And here")


async def test_pings_and_probes_are_no_flood(scene: Scene, strict_stack: Stack) -> None:
    carla = await Customer.opens_ticket(strict_stack)
    async with carla.page() as page:
        await page.gets("events")
        for n in range(1000):
            await page.socket.send(bytes((2, n % 256)))
            await page.socket.send(b"\x01")
        await page.until(lambda: len(page.binary) == 1000, "every answer")
        await is_fine(page)
        assert not page.of_type("reject")


async def test_too_many_messages_of_one_person(scene: Scene, strict_stack: Stack) -> None:
    carla = await Customer.opens_ticket(strict_stack)
    async with carla.page() as one, carla.page() as two:
        tabs = one, two
        await asyncio.gather(*(tab.gets("events") for tab in tabs))
        ids = [await tabs[n % 2].says(carla.ticket, f"{n}") for n in range(80)]
        for tab, id in zip(itertools.cycle(tabs), ids, strict=False):
            await tab.until(
                lambda tab=tab, id=id: tab.of_type("ack", id=id) or tab.of_type("reject", id=id), id
            )
        rejects = [reject for tab in tabs for reject in tab.of_type("reject")]
        assert rejects
        assert {reject["code"] for reject in rejects} == {"rate_limited"}
        assert all(reject["retry_after"] > 0 for reject in rejects)
        assert {reject["id"] for reject in rejects} < set(ids), "named: it is to be sent again"
        stored = {event["id"] for event in await carla.events()} & set(ids)
        assert stored == set(ids) - {reject["id"] for reject in rejects}


# — the same over HTTP —

BAD_CALLS: list[tuple[str, str | Frame, int, str]] = [
    ("messages", "{", 400, "bad_frame"),
    ("messages", "[" * 50_000, 400, "bad_frame"),
    ("messages", "[]", 422, "bad_field"),
    ("messages", "null", 422, "bad_field"),
    ("messages", {"body": "Hi"}, 422, "bad_field"),
    ("messages", {"id": "x", "body": "Hi"}, 422, "bad_field"),
    ("messages", {"id": ID}, 422, "bad_field"),
    ("messages", {"id": ID, "body": 5}, 422, "bad_field"),
    ("messages", {"id": ID, "body": "a\x00b"}, 422, "bad_field"),
    ("messages", {"id": ID, "body": "\ud800"}, 422, "bad_field"),
    ("messages", {"id": ID, "body": " "}, 422, "bad_field"),
    ("messages", {"id": ID, "body": "x" * (BODY + 1)}, 422, "too_long"),
    ("messages", {"id": ID, "body": "Hi", "kind": "shout"}, 422, "bad_field"),
    ("status", {"id": ID, "status": "closed"}, 422, "bad_field"),
    ("assignment", {"id": ID, "agent": "nobody"}, 422, "bad_field"),
    ("assignment", {"id": ID, "agent": "agent\x00"}, 422, "bad_field"),
    ("assignment", {"id": ID, "agent": "\ud800"}, 422, "bad_field"),
    ("assignment", {"id": ID}, 422, "bad_field"),
    ("read", {"seq": -1}, 422, "bad_field"),
    ("read", {"seq": 2**31}, 422, "bad_field"),
    ("read", {"seq": "x"}, 422, "bad_field"),
    ("read", '{"seq": ' + "9" * 5000 + "}", 400, "bad_frame"),
]


@pytest.mark.parametrize(("path", "body", "status", "code"), BAD_CALLS)
async def test_a_bad_call(scene: Scene, path: str, body: str | Frame, status: int, code: str) -> None:
    content = body if isinstance(body, str) else json.dumps(body)
    async with agents_http(scene) as http:
        answer = await http.post(f"/api/tickets/{scene.carla.ticket}/{path}", content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]


OPENING = {"id": ID, "name": "Eve", "body": "Hi"}
BAD_OPENINGS: list[Frame] = [
    {"name": ""},
    {"name": " "},
    {"name": "x" * 81},
    {"name": "a\x00b"},
    {"name": "\ud800"},
    {"name": 5},
    {"email": "nobody"},
    {"email": "a\x00@example.com"},
    {"email": "x" * 250 + "@example.com"},
    {"subject": "x" * 201},
    {"subject": "a\x00b"},
    {"body": ""},
    {"id": "5"},
]


@pytest.mark.parametrize("wrong", BAD_OPENINGS, ids=lambda wrong: ascii(wrong)[:30])
async def test_a_bad_opening(scene: Scene, wrong: Frame) -> None:
    async with http_client(scene.stack.origin) as http:
        answer = await http.post("/api/tickets", content=json.dumps(OPENING | wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_field")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/tickets/%00/events", 404),
        ("/api/tickets/a%00b/events", 404),
        (f"/api/tickets/{'x' * 5000}/events", 404),
        ("/api/tickets/%ff%fe/events", 404),
        ("/api/tickets/%F0%9F%98%80/events", 404),
        ("/api/tickets/../../events", 404),
        ("/t/%00/", 200),  # the page itself learns whether there is such a ticket
        ("/api/queue?view=nothing", 422),
        ("/api/queue?view=%00", 422),
        ("/api/queue?before=x", 422),
        ("/api/queue?before=-1", 422),
        ("/api/queue?before=99999999999999999999", 422),
        ("/api/tickets/" + "0" * 32 + "/events?after=-1", 422),
        ("/api/tickets/" + "0" * 32 + "/events?after=x", 422),
        ("/api/tickets/" + "0" * 32 + "/events?after=" + "9" * 5000, 422),
    ],
)
async def test_a_bad_address(scene: Scene, path: str, status: int) -> None:
    async with agents_http(scene) as http:
        answer = await http.get(path)
    assert answer.status_code == status


def agents_http(scene: Scene) -> httpx.AsyncClient:
    return http_client(scene.stack.origin, headers=scene.ada.cookie)


async def test_none_of_this_was_a_surprise(scene: Scene) -> None:
    """The last of these stories: bad input is answered, not stumbled over."""
    assert "Traceback" not in scene.stack.words()
    assert "frame failed" not in scene.stack.words()
