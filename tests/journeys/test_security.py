"""Nobody sees, says or opens what isn't theirs."""

import asyncio
import base64
import hashlib
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.cast import Agent, Customer, Frame, Page, http_client
from tests.stack import PASSWORD, Stack

pytestmark = pytest.mark.integration

SECRET = "He is a difficult one"
NOWHERE = "0" * 32  # looks like a ticket
LOCKED_OUT_AFTER = 8  # failures
OPENINGS_AT_ONCE = 100


# — notes —


async def test_a_customer_never_learns_of_a_note(shared_on_each: Stack) -> None:
    carla, ada = await Customer.opens_ticket(shared_on_each), await Agent.signs_in(shared_on_each)
    async with carla.page() as customer, ada.page(carla.ticket) as agent:
        await asyncio.gather(customer.gets("events"), agent.gets("events"))
        for n in range(3):
            await agent.acked(await agent.says(carla.ticket, f"{SECRET} {n}", kind="note"))
            await agent.acked(await agent.says(carla.ticket, f"Reply {n}"))
        await agent.shows(carla.ticket, f"{SECRET} 2", "Reply 2")
        for mark in ("delivered", "read"):
            await agent.send({"type": mark, "ticket": carla.ticket, "seq": 6})  # the third note
            await customer.gets(mark, role="agent", seq=3)  # the reply before it
        await customer.shows(carla.ticket, "Reply 2")
        for after in range(8):
            await customer.send({"type": "sync", "ticket": carla.ticket, "after": after})
        await customer.until(lambda: len(customer.of_type("events")) >= 12, "every page of the log")
        await customer.send({"type": "earlier", "ticket": carla.ticket, "before": 9})
        earlier = await customer.gets("earlier")
        assert [event["seq"] for event in earlier["events"]] == [1, 2, 3, 4]
        async with carla.page() as later, carla.page(after=2) as resumed:
            await asyncio.gather(later.shows(carla.ticket, "Reply 2"), resumed.gets("events"))
            seen = [*customer.frames, *later.frames, *resumed.frames]
        assert agent.bodies(carla.ticket)[-1] == "Reply 2"
    assert SECRET not in json.dumps(seen)
    assert {frame["head"] for frame in seen if frame["type"] == "events"} == {1, 2, 3, 4}
    public = await carla.events()
    assert [event["seq"] for event in public] == [1, 2, 3, 4]
    assert [event["body"] for event in public] == ["Hello?", "Reply 0", "Reply 1", "Reply 2"]
    assert [event["seq"] for event in await ada.events(carla.ticket)] == list(range(1, 8))


@pytest.mark.parametrize("kind", ["note", "status", "assign"])
async def test_a_customer_can_not_do_what_agents_do(shared_on_each: Stack, kind: str) -> None:
    carla = await Customer.opens_ticket(shared_on_each)
    id = str(uuid4())
    place = {"id": id, "ticket": carla.ticket}
    frame = {
        "note": {"type": "send", "body": SECRET, "kind": "note"},
        "status": {"type": "status", "status": "resolved"},
        "assign": {"type": "assign", "agent": "agent"},
    }[kind]
    path = {"note": "messages", "status": "status", "assign": "assignment"}[kind]
    async with carla.page() as page:
        await page.gets("events")
        await page.send(frame | place)
        reject = await page.gets("reject", id=id)
        assert (reject["code"], reject["ticket"]) == ("forbidden", carla.ticket)
        assert "retry_after" not in reject
    body = {name: value for name, value in frame.items() if name != "type"} | {"id": id}
    answer = await call(shared_on_each, "POST", f"{carla.ticket}/{path}", carla.token, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert len(await carla.events()) == 1


async def test_the_desk_is_for_agents(shared_stack: Stack) -> None:
    carla = await Customer.opens_ticket(shared_stack)
    page = carla.page()
    assert page.hello
    page.hello["queue"] = True
    async with page:
        assert (await page.gets("bye"))["code"] == 4401
        assert await page.is_closed() == 4401
        assert not page.of_type("welcome")
    async with browser(shared_stack) as http:
        await http.post(f"/api/tickets/{carla.ticket}/session", headers=carla.bearer)
        for path in ("/api/queue", "/api/agents"):
            answer = await http.get(path)
            assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
        assert (await http.get("/agent/")).status_code == 302
        assert (await http.get(f"/agent/{carla.ticket}/")).status_code == 302


# — other people's tickets —

TOKENS = ["", "wrong", "0" * 64, "ö\U0001f600", "' OR 1=1 --", "x" * 200]


@pytest.mark.parametrize("token", [None, "foreign", *TOKENS])
async def test_who_has_not_the_token_gets_no_socket(shared_on_each: Stack, token: str | None) -> None:
    carla = await Customer.opens_ticket(shared_on_each)
    token = await told_token(shared_on_each, token)
    for ticket in (carla.ticket, NOWHERE):
        place = {"ticket": ticket, "after": 0} | ({} if token is None else {"token": token})
        async with Page(shared_on_each, {"type": "hello", "v": 1, "tickets": [place]}) as page:
            assert (await page.gets("bye"))["code"] == 4404
            assert await page.is_closed() == 4404
            assert [frame["type"] for frame in page.frames] == ["bye"]


CALLS: list[tuple[str, str, Frame | None]] = [
    ("GET", "events", None),
    ("GET", "earlier?before=9", None),
    ("POST", "messages", {"id": str(uuid4()), "body": "Me?"}),
    ("POST", "messages", {"id": str(uuid4()), "body": "Me?", "kind": "note"}),
    ("POST", "status", {"id": str(uuid4()), "status": "resolved"}),
    ("POST", "assignment", {"id": str(uuid4()), "agent": "agent"}),
    ("POST", "read", {"seq": 1}),
    ("POST", "delivered", {"seq": 1}),
    ("POST", "session", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
async def test_not_yours_answers_as_not_there(
    shared_on_each: Stack, method: str, path: str, body: Frame | None
) -> None:
    carla = await Customer.opens_ticket(shared_on_each)
    for kind in (None, "foreign", *TOKENS):
        token = await told_token(shared_on_each, kind)
        theirs, nobodys = [
            await call(shared_on_each, method, f"{ticket}/{path}", token, json=body)
            for ticket in (carla.ticket, NOWHERE)
        ]
        assert (theirs.status_code, theirs.json()["code"]) == (404, "not_found")
        assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
        assert set(theirs.headers) == set(nobodys.headers)
        assert "set-cookie" not in theirs.headers
    assert len(await carla.events()) == 1


async def test_one_of_several_tickets_is_somebody_elses(shared_on_each: Stack) -> None:
    carla, chris = [await Customer.opens_ticket(shared_on_each, name) for name in ("Carla", "Chris")]
    page = carla.page()
    assert page.hello
    page.hello["tickets"].insert(0, {"ticket": chris.ticket, "after": 0, "token": carla.token})
    async with page, chris.page() as theirs:
        assert (await page.gets("reject", ticket=chris.ticket))["code"] == "not_found"
        await asyncio.gather(page.shows(carla.ticket, "Hello?"), theirs.gets("events"))
        for token in (None, "wrong", carla.token):
            heard = len(page.of_type("reject"))
            place = {"ticket": chris.ticket, "after": 0} | ({"token": token} if token else {})
            await page.send({"type": "subscribe", **place})
            await page.until(lambda heard=heard: len(page.of_type("reject")) > heard, "a reject")
            assert page.of_type("reject")[-1]["code"] == "not_found"
        for frame in (
            {"type": "send", "id": str(uuid4()), "body": "Me?"},
            {"type": "sync", "after": 0},
            {"type": "earlier", "before": 9},
            {"type": "delivered", "seq": 1},
            {"type": "read", "seq": 1},
            {"type": "typing"},
            {"type": "unsubscribe"},
        ):
            heard = len(page.of_type("reject"))
            await page.send(frame | {"ticket": chris.ticket})
            await page.until(lambda heard=heard: len(page.of_type("reject")) > heard, "a reject")
            assert page.of_type("reject")[-1]["code"] == "not_found"
        await theirs.acked(await theirs.says(chris.ticket, "For the desk"))
        await page.acked(await page.says(carla.ticket, "Mine"))
        assert [frame for frame in page.frames if frame.get("ticket") == chris.ticket] == page.of_type(
            "reject"
        )
        assert not theirs.of_type("typing")
        marks = theirs.of_type("read") + theirs.of_type("delivered")
        assert {mark["seq"] for mark in marks} == {0}
    assert [event["body"] for event in await chris.events()] == ["Hello?", "For the desk"]


# — origins —

FOREIGN = [
    "https://evil.example",
    "http://127.0.0.1:1",  # another port
    "http://127.0.0.1",
    "https://127.0.0.1:{port}",  # another scheme
    "http://127.0.0.1.evil.example:{port}",
    "http://evil@127.0.0.1:{port}",
    "http://127.0.0.1:{port}/",
    "http://[::1]:{port}",
    "null",
    "",
    "file://",
]


@pytest.mark.parametrize("origin", [*FOREIGN, None])
async def test_a_foreign_origin_gets_no_socket(shared_stack: Stack, origin: str | None) -> None:
    ada = await signed_in(shared_stack)
    headers = dict(ada.cookie)
    if origin is not None:
        headers["Origin"] = origin.format(port=shared_stack.port)
    with pytest.raises(InvalidStatus) as refused:
        await connect(shared_stack.socket, additional_headers=headers)
    broken = origin == "" and refused.value.response.status_code == 400  # daphne's word, before ours
    assert broken or refused.value.response.status_code == 403
    async with connect(shared_stack.socket, additional_headers=headers | {"Origin": shared_stack.origin}):
        pass


async def test_two_origins_are_none(shared_stack: Stack) -> None:
    headers = [("Origin", shared_stack.origin), ("Origin", "https://evil.example")]
    with pytest.raises(InvalidStatus):
        await connect(shared_stack.socket, additional_headers=headers)


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_can_not_use_the_cookie(shared_stack: Stack, origin: str) -> None:
    carla, ada = await Customer.opens_ticket(shared_stack), await signed_in(shared_stack)
    foreign = {"Origin": origin.format(port=shared_stack.port)}
    async with browser(shared_stack, headers=ada.cookie | foreign) as http:
        opening = {"id": str(uuid4()), "name": "Eve", "body": "Hi"}
        answers = [await http.post("/api/tickets", json=opening)]
        for method, path, body in CALLS:
            if method == "POST":
                answers.append(await http.post(f"/api/tickets/{carla.ticket}/{path}", json=body))
        assert {(a.status_code, a.json()["code"]) for a in answers} == {(403, "forbidden")}
        assert not [name for a in answers for name in a.headers if name.startswith("access-control")]
    assert len(await carla.events()) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_browser_says_that_another_site_calls(shared_stack: Stack, site: str) -> None:
    carla = await Customer.opens_ticket(shared_stack)
    headers = carla.bearer | {"Sec-Fetch-Site": site}
    async with browser(shared_stack, headers=headers) as http:
        answer = await http.post(f"/api/tickets/{carla.ticket}/read", json={"seq": 1})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


# — cookies, headers, logs —


async def test_the_token_becomes_a_cookie_that_opens_the_ticket(shared_on_each: Stack) -> None:
    carla, chris = [await Customer.opens_ticket(shared_on_each, name) for name in ("Carla", "Chris")]
    async with browser(shared_on_each) as http:
        answer = await http.post(f"/api/tickets/{carla.ticket}/session", headers=carla.bearer)
        assert (answer.status_code, answer.content) == (204, b"")
        words = answer.headers["set-cookie"].lower()
        assert "httponly" in words
        assert "samesite=lax" in words
        assert carla.token not in words
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in http.cookies.items())}
        assert (await http.get(f"/api/tickets/{carla.ticket}/events")).status_code == 200
        assert (await http.get(f"/api/tickets/{chris.ticket}/events")).status_code == 404
    places = [{"ticket": who.ticket, "after": 0} for who in (carla, chris)]
    async with Page(shared_on_each, {"type": "hello", "v": 1, "tickets": places}, headers=cookie) as page:
        assert (await page.gets("welcome"))["you"] == {"role": "customer", "name": "Carla"}
        await page.shows(carla.ticket, "Hello?")
        assert (await page.gets("reject", ticket=chris.ticket))["code"] == "not_found"
        await page.acked(await page.says(carla.ticket, "By cookie"))


async def test_a_page_in_another_website_is_nobodys_agent(shared_stack: Stack) -> None:
    """It comes with the cookie where both are of one domain, and the cookie opens nothing."""
    carla, chris = [await Customer.opens_ticket(shared_stack, name) for name in ("Carla", "Chris")]
    ada = await Agent.signs_in(shared_stack)
    framed = {"type": "hello", "v": 1, "by_token": True}
    place = {"ticket": carla.ticket, "after": 0, "token": carla.token}
    async with Page(shared_stack, framed | {"tickets": [place]}, headers=ada.cookie) as page:
        assert (await page.gets("welcome"))["you"] == {"role": "customer", "name": "Carla"}
        id = await page.says(chris.ticket, "By an agent's cookie")
        assert (await page.gets("reject", id=id))["code"] == "not_found"
        await page.send({"type": "subscribe", "ticket": chris.ticket, "after": 0})
        assert (await page.gets("reject", ticket=chris.ticket))["code"] == "not_found"
    for hello in ({"queue": True}, {"tickets": [{"ticket": chris.ticket, "after": 0}]}):
        async with Page(shared_stack, framed | hello, headers=ada.cookie) as page:
            assert await page.is_closed() in (4401, 4404)


async def test_every_cookie_keeps_to_itself(shared_stack: Stack) -> None:
    async with browser(shared_stack) as http:
        answers = [await http.get(path) for path in ("/", "/accounts/login/", "/admin/login/")]
        found = csrf_field(answers[1])
        fields = {"username": "agent", "password": PASSWORD, "csrfmiddlewaretoken": found}
        origin = {"Origin": shared_stack.origin}
        answers.append(await http.post("/accounts/login/", data=fields, headers=origin))
        assert answers[-1].status_code == 302
        answers.append(await http.get("/agent/"))
    cookies = [cookie.lower() for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert any(cookie.startswith("sessionid=") for cookie in cookies)
    for cookie in cookies:
        assert "samesite=lax" in cookie
        assert "httponly" in cookie or not cookie.startswith("sessionid=")


@pytest.mark.parametrize(
    "path", ["/", f"/t/{NOWHERE}/", "/agent/", "/accounts/login/", "/admin/login/", "/nothing/here"]
)
async def test_every_page_forbids_what_it_does_not_need(shared_stack: Stack, path: str) -> None:
    ada = await signed_in(shared_stack)
    async with browser(shared_stack, headers=ada.cookie if path == "/agent/" else {}) as http:
        answer = await http.get(path)
    assert answer.status_code == (404 if "nothing" in path else 200)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    for script in re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL):
        known = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{known}'" in policy, script
    assert " style=" not in answer.text


async def test_no_secret_is_in_a_log_or_a_path(shared_on_each: Stack) -> None:
    carla, ada = await Customer.opens_ticket(shared_on_each), await Agent.signs_in(shared_on_each)
    async with browser(shared_on_each) as http:
        id = str(uuid4())
        opening = {"id": id, "name": "Carla", "body": "Hi"}
        opened = (await http.post("/api/tickets", json=opening)).json()
        await http.post(f"/api/tickets/{carla.ticket}/session", headers=carla.bearer)
        await http.get(f"/t/{carla.ticket}/")
        await http.get(f"/api/tickets/{carla.ticket}/events", headers={"Authorization": "Bearer wrong"})
        cookies = dict(http.cookies)
    path, _, fragment = opened["url"].partition("#")
    assert fragment == opened["token"]
    assert path == f"{shared_on_each.origin}/t/{opened['ticket']}/"
    async with carla.page() as page, ada.page() as agent:
        await asyncio.gather(page.gets("welcome"), agent.gets("welcome"))
        await page.send({"type": "send", "ticket": carla.ticket, "token": carla.token})
        await page.gets("reject")
    written = shared_on_each.words()
    for secret in (carla.token, opened["token"], id, PASSWORD, *cookies.values(), *ada.cookies.values()):
        assert secret not in written


# — agents who go —


async def test_signing_out_closes_the_open_page(shared_on_each: Stack) -> None:
    ada, elsewhere = [await Agent.signs_in(shared_on_each) for _ in range(2)]
    async with ada.page() as page, elsewhere.page() as other:
        await asyncio.gather(page.gets("welcome"), other.gets("welcome"))
        async with browser(shared_on_each, headers=ada.cookie | {"Origin": shared_on_each.origin}) as http:
            field = csrf_field(await http.get("/accounts/login/"))
            answer = await http.post("/accounts/logout/", data={"csrfmiddlewaretoken": field})
            assert answer.status_code == 302
        assert (await page.gets("bye"))["code"] == 4401
        assert await page.is_closed(2) == 4401
        async with ada.page() as again:
            assert await again.is_closed() == 4401
            assert not again.of_type("welcome")
        assert await other.probe(1)
        assert other.closed is None


async def test_an_agent_who_is_let_go_loses_the_open_page(shared_on_each: Stack) -> None:
    stack = shared_on_each
    carla = await Customer.opens_ticket(stack)
    with_bob = "from tickets.people.models import User; bob = User.objects"
    make = f"{with_bob}.create_user('bob', password='{PASSWORD}', is_staff=True)"
    await asyncio.to_thread(stack.manage, "manage.py", "shell", "-v0", "-c", make)
    bob, ada = await Agent.signs_in(stack, "bob"), await Agent.signs_in(stack)
    async with bob.page() as page, bob.page(carla.ticket, queue=False) as ticket, ada.page() as other:
        await asyncio.gather(*(p.gets("welcome") for p in (page, ticket, other)))
        let_go = f"{with_bob}.get(username='bob'); bob.is_active = False; bob.save()"
        await asyncio.to_thread(stack.manage, "manage.py", "shell", "-v0", "-c", let_go)
        for closed in (page, ticket):
            assert await closed.is_closed(2) == 4401
        async with bob.page() as again:
            assert await again.is_closed() == 4401
        async with bob.page(carla.ticket, queue=False) as again:
            assert await again.is_closed() == 4404
        assert await other.probe(1)
        assert other.closed is None
    async with browser(stack, headers=bob.cookie) as http:
        assert (await http.get("/api/queue")).status_code == 401
        assert (await http.get(f"/api/tickets/{carla.ticket}/events")).status_code == 404


# — who tries too often —


async def test_guessing_a_password_is_throttled(strict_stack: Stack) -> None:
    async with browser(strict_stack, address="127.0.0.3") as http:
        for _ in range(LOCKED_OUT_AFTER):
            answer = await sign_in(http, "a guess")
            assert "sessionid" not in http.cookies
        assert answer.status_code == 429
        assert (await sign_in(http, PASSWORD)).status_code == 429, "not even with the right one"
        assert "sessionid" not in http.cookies
    async with browser(strict_stack, address="127.0.0.5") as http:
        assert (await sign_in(http, PASSWORD)).status_code == 302, "the agent is elsewhere"


async def test_openings_are_limited_by_address(strict_stack: Stack) -> None:
    async with browser(strict_stack, address="127.0.0.4") as http:

        async def opens() -> httpx.Response:
            opening = {"id": str(uuid4()), "name": "Eve", "body": "Hi"}
            return await http.post("/api/tickets", json=opening)

        start = time.monotonic()
        answers = [await opens() for _ in range(OPENINGS_AT_ONCE + 20)]
    refilled = (time.monotonic() - start) / 6 + 1
    good = [answer for answer in answers if answer.status_code == 201]
    bad = [answer for answer in answers if answer.status_code == 429]
    assert OPENINGS_AT_ONCE <= len(good) <= OPENINGS_AT_ONCE + refilled
    assert len(good) + len(bad) == len(answers)
    assert {answer.json()["code"] for answer in bad} == {"rate_limited"}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in bad)
    await Customer.opens_ticket(strict_stack)  # from another address


# — —


_agents: dict[str, Agent] = {}


async def signed_in(stack: Stack) -> Agent:
    """An agent whom no story signs out; signing in costs a second."""
    if stack.origin not in _agents:
        _agents[stack.origin] = await Agent.signs_in(stack)
    return _agents[stack.origin]


async def told_token(stack: Stack, kind: str | None) -> str | None:
    return (await Customer.opens_ticket(stack, "Chris")).token if kind == "foreign" else kind


@asynccontextmanager
async def browser(
    stack: Stack, address: str | None = None, **options: Any
) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that keeps cookies; `address`: where it calls from."""
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with http_client(stack.origin, transport=transport, **options) as http:
        yield http


async def call(stack: Stack, method: str, path: str, token: str | None, **options: Any) -> httpx.Response:
    headers = {} if token is None else {b"Authorization": f"Bearer {token}".rstrip().encode()}
    async with http_client(stack.origin, headers=headers) as http:
        return await http.request(method, f"/api/tickets/{path}", **options)


def csrf_field(answer: httpx.Response) -> str:
    _, _, rest = answer.text.partition('name="csrfmiddlewaretoken" value="')
    return rest.partition('"')[0]


async def sign_in(http: httpx.AsyncClient, password: str) -> httpx.Response:
    field = csrf_field(await http.get("/accounts/login/"))
    fields = {"username": "agent", "password": password, "csrfmiddlewaretoken": field}
    return await http.post(
        "/accounts/login/", data=fields, headers={"Origin": str(http.base_url).rstrip("/")}
    )
