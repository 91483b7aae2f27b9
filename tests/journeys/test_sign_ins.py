"""A sign-in ends by whatever door, announced or not: the open page goes with it, and writes nothing."""

import asyncio
import contextlib
import itertools
import json
import re
from collections.abc import Collection, Iterator
from uuid import uuid4

import pytest

from tests.cast import Agent, Customer, Frame, Page, http_client
from tests.faults.parts import SETTINGS
from tests.patience import SIGN
from tests.stack import PASSWORD, Stack

pytestmark = pytest.mark.integration

INTERVAL = 2.0  # the stack's HEARTBEAT_INTERVAL
SLOW = 10.0  # seconds that a busy machine may take beyond a bound
NEW_PASSWORD = "another-password-for-tests"
ROUND = itertools.count()

# What ends the sign-in of `user`, whose session has this `key`: by those who say so,
TOLD = {
    "another password": "user.set_password('x'); user.save()",
    "deactivated": "user.is_active = False; user.save()",
    "no staff any more": "user.is_staff = False; user.save(update_fields=['is_staff'])",
    "deleted": "user.delete()",
    "deleted with others": "User.objects.filter(pk=user.pk).delete()",
    "the session deleted": "Session.objects.filter(session_key=key).delete()",
    "the session flushed": "SessionStore(key).flush()",
    "manage.py changepassword": "changepassword(user.username)",
}
# and by those who don't.
UNTOLD = {
    "another password in bulk": "User.objects.filter(pk=user.pk).update(password='x')",
    "deactivated in bulk": "User.objects.filter(pk=user.pk).update(is_active=False)",
    "no staff any more in bulk": "User.objects.filter(pk=user.pk).update(is_staff=False)",
    "deleted in SQL": "cursor.execute('DELETE FROM people_user WHERE id = %s', [user.pk])",
    "another password in SQL": "cursor.execute('UPDATE people_user SET password=1 WHERE id = %s', [user.pk])",
    "the session gone in SQL": "cursor.execute('DELETE FROM django_session WHERE session_key = %s', [key])",
    "the session expired": "Session.objects.filter(session_key=key).update(expire_date=timezone.now())",
    "the session emptied": "Session.objects.filter(session_key=key).update(session_data='')",
}
# Of these a write can tell, before the page is closed.
SEEN_AT_ONCE = sorted(UNTOLD.keys() - {"the session emptied"})

WITH = """
import json
from unittest.mock import patch
from tickets.people.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
cursor = connection.cursor()
def changepassword(name):
    with patch("getpass.getpass", return_value="another-password-for-tests"):
        call_command("changepassword", name)
"""
MAKE = """
keys = {}
for name in %r:
    client = Client()
    user = User.objects.create_user(name, password="a-password-for-tests", is_staff=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    keys[name] = client.session.session_key
print(json.dumps(keys))
"""
END = """
for how, name, key in %r:
    user = User.objects.get(username=name)
    exec(how)
"""


async def shell(stack: Stack, code: str) -> str:
    return await asyncio.to_thread(stack.manage, "manage.py", "shell", "-v0", "-c", WITH + code)


async def one_for_each(stack: Stack, doors: Collection[str]) -> dict[str, tuple[str, Agent]]:
    """New colleagues, signed in."""
    number = next(ROUND)
    names = {f"{door}.{number}".replace(" ", "_"): door for door in doors}
    keys: dict[str, str] = json.loads((await shell(stack, MAKE % list(names))).splitlines()[-1])
    return {names[name]: (name, Agent(stack, {"sessionid": key})) for name, key in keys.items()}


async def end(stack: Stack, people: dict[str, tuple[str, Agent]]) -> None:
    doors = TOLD | UNTOLD
    ways = [(doors[door], name, agent.cookies["sessionid"]) for door, (name, agent) in people.items()]
    await shell(stack, END % ways)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def blind_stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A desk that never looks: what closes a page was told, and what is refused the write saw."""
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("postgresql").new_database() if on_postgresql else None
    with Stack(
        tmp_path_factory.mktemp("stack"), url, DJANGO_SETTINGS_MODULE=SETTINGS, FAULTS="never_looks"
    ) as stack:
        yield stack


async def test_the_page_ends_at_once_with_a_sign_in_that_somebody_ends(blind_stack: Stack) -> None:
    await pages_end(blind_stack, TOLD, SIGN)


async def test_the_page_ends_within_an_interval_whoever_ends_the_sign_in(shared_on_each: Stack) -> None:
    await pages_end(shared_on_each, UNTOLD, INTERVAL + SLOW)


async def pages_end(stack: Stack, doors: Collection[str], patience: float) -> None:
    people = await one_for_each(stack, [*doors, "stays"])
    carla, (_, stays) = await Customer.opens_ticket(stack), people.pop("stays")
    async with contextlib.AsyncExitStack() as pages, stays.page() as other:
        opened = {}
        for door, (_, agent) in people.items():
            for page in (agent.page(), agent.page(carla.ticket, queue=False)):
                opened[page] = door
                await pages.enter_async_context(page)
        await asyncio.gather(*(page.gets("welcome") for page in (*opened, other)))
        await end(stack, people)
        for page, door in opened.items():
            assert await page.is_closed(patience) == 4401, door
            assert page.frames[-1]["type"] == "bye"
        for door, (_, agent) in people.items():
            async with http_client(stack.origin, headers=agent.cookie) as http:
                assert (await http.get("/api/queue")).status_code == 401, door
        assert await other.probe(1)
        assert other.closed is None


WRITES: dict[str, Frame] = {
    "send": {"type": "send", "body": "Still me", "kind": "message"},
    "note": {"type": "send", "body": "Still me", "kind": "note"},
    "status": {"type": "status", "status": "resolved"},
    "assign": {"type": "assign", "agent": "agent"},
    "read": {"type": "read", "seq": 1},
    "delivered": {"type": "delivered", "seq": 1},
    "typing": {"type": "typing"},
}
NAMED = ("send", "status", "assign")


async def test_who_is_gone_writes_nothing_though_nobody_knows_yet(blind_stack: Stack) -> None:
    stack = blind_stack
    carla, people = await Customer.opens_ticket(stack), await one_for_each(stack, SEEN_AT_ONCE)
    async with contextlib.AsyncExitStack() as pages, carla.page() as customer:
        opened = {}
        for door, (_, agent) in people.items():
            for kind in WRITES:
                opened[door, kind] = await pages.enter_async_context(agent.page(carla.ticket))
        await asyncio.gather(*(page.gets("events") for page in opened.values()))
        await end(stack, people)
        for (door, kind), page in opened.items():
            await refuses(page, WRITES[kind] | {"ticket": carla.ticket}, f"{kind}: {door}")
        await customer.acked(await customer.says(carla.ticket, "Anybody?"))
        assert [event["body"] for event in await carla.events()] == ["Hello?", "Anybody?"]
        assert not customer.of_type("typing")
        marks = customer.of_type("read", role="agent") + customer.of_type("delivered", role="agent")
        assert {mark["seq"] for mark in marks} <= {0}


async def refuses(page: Page, frame: Frame, what: str) -> None:
    if frame["type"] in NAMED:
        frame["id"] = str(uuid4())
    await page.send(frame)
    assert await page.is_closed() == 4401, what
    reject = page.frames[-2]
    assert (reject["type"], reject["code"], reject["ticket"]) == ("reject", "signed_out", frame["ticket"]), (
        what
    )
    assert reject.get("id") == frame.get("id")
    assert "retry_after" not in reject
    assert page.frames[-1]["type"] == "bye"


async def test_a_new_password_ends_the_pages_of_other_browsers_and_of_the_old_key(
    shared_on_each: Stack,
) -> None:
    """This browser has the new key by then: its pages come back with it, until it signs out."""
    stack = shared_on_each
    [(bob, _)] = (await one_for_each(stack, ["bob"])).values()
    here, elsewhere = [await Agent.signs_in(stack, bob) for _ in range(2)]
    async with here.page() as page, elsewhere.page() as other:
        await asyncio.gather(page.gets("welcome"), other.gets("welcome"))
        here = await changes_password(here)
        assert await page.is_closed() == await other.is_closed() == 4401
    async with here.page() as page, elsewhere.page() as stranger:
        await page.gets("welcome")
        assert await stranger.is_closed() == 4401
        await posts(here, "/accounts/logout/", "/accounts/login/", {})
        assert await page.is_closed() == 4401


async def changes_password(agent: Agent) -> Agent:
    fields = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    return await posts(agent, "/admin/password_change/", "/admin/password_change/", fields)


async def posts(agent: Agent, to: str, form: str, fields: dict[str, str]) -> Agent:
    """Returns the agent with what the browser's jar has then."""
    http = http_client(agent.stack.origin, cookies=agent.cookies)
    async with http:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', (await http.get(form)).text)
        assert found
        sent = fields | {"csrfmiddlewaretoken": found[1]}
        answer = await http.post(to, data=sent, headers={"Origin": agent.stack.origin})
        assert answer.status_code == 302, answer.text
        return Agent(agent.stack, {cookie.name: cookie.value or "" for cookie in http.cookies.jar})


async def test_what_ends_no_sign_in_closes_no_page(shared_on_each: Stack) -> None:
    stack = shared_on_each
    [(bob, agent)] = (await one_for_each(stack, ["bob"])).values()
    async with agent.page() as page:
        await page.gets("welcome")
        await shell(stack, f"user = User.objects.get(username={bob!r}); user.first_name = 'B'; user.save()")
        await Agent.signs_in(stack, bob)  # somewhere else
        pings = page.pings
        await page.until(lambda: page.pings >= pings + 2, "an interval")
        assert page.closed is None


async def test_a_customers_page_ends_with_the_cookie_that_it_came_by(shared_on_each: Stack) -> None:
    stack = shared_on_each
    carla = await Customer.opens_ticket(stack)
    for way in (
        TOLD["the session deleted"],
        *(UNTOLD[f"the session {how}"] for how in ("expired", "gone in SQL", "emptied")),
        "session = SessionStore(key); session['tickets'] = ['another']; session.save()",
    ):
        async with http_client(stack.origin) as http:
            kept = await http.post(f"/api/tickets/{carla.ticket}/session", headers=carla.bearer)
            assert kept.status_code == 204
            browser = Agent(stack, dict(http.cookies))
        async with browser.page(carla.ticket, queue=False) as page, carla.page() as by_token:
            await asyncio.gather(page.gets("events"), by_token.gets("events"))
            await shell(stack, f"key = {browser.cookies['sessionid']!r}; {way}")
            assert await page.is_closed(INTERVAL + SLOW) == 4401
            async with browser.page(carla.ticket, queue=False) as again:
                assert await again.is_closed() == 4404
            await by_token.acked(await by_token.says(carla.ticket, "The link is as good as ever"))


LINKS = 20  # of a ticket that agents made: the newest open it


async def test_a_customers_page_ends_with_the_link_that_it_came_by(blind_stack: Stack) -> None:
    """At once, since who makes newer ones says so; and what is sent to one that nobody told is refused."""
    stack = blind_stack
    carla, ada = await Customer.opens_ticket(stack), await Agent.signs_in(stack)
    links = [Customer(stack, "Carla", carla.ticket, await link(ada, carla.ticket)) for _ in range(2)]
    first, second = (by_link.page() for by_link in links)
    async with carla.page() as own, first, second:
        await asyncio.gather(*(page.gets("events") for page in (own, first, second)))
        for _ in range(LINKS - 1):
            await link(ada, carla.ticket)
        assert await first.is_closed() == 4401
        async with links[0].page() as again:
            assert await again.is_closed() == 4404
        await shell(stack, "cursor.execute('DELETE FROM tickets_tickettoken')")
        await refuses(second, WRITES["send"] | {"ticket": carla.ticket}, "no link any more")
        await own.acked(await own.says(carla.ticket, "The first one is as good as ever"))
        assert [event["body"] for event in await carla.events()] == [
            "Hello?",
            "The first one is as good as ever",
        ]


async def link(agent: Agent, ticket: str) -> str:
    headers = agent.cookie | {"Origin": agent.stack.origin}
    async with http_client(agent.stack.origin, headers=headers) as http:
        made = await http.post(f"/api/tickets/{ticket}/link?as=agent")
        token: str = made.json()["token"]
        return token
