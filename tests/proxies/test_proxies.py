"""The snippets of docs/running_it.md, each in the proxy that it is for: what a visitor makes up counts
for nothing, and a chat goes through, also when nobody says anything for longer than the proxy waits."""

import asyncio
import copy
import json
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import httpx
import pytest

from tests import certificates
from tests.cast import Customer, Page
from tests.journeys.test_security import sign_in
from tests.patience import SIGN
from tests.proxies.snippets import PROXIES, Proxy
from tests.stack import PASSWORD, Stack

pytestmark = [pytest.mark.integration, pytest.mark.proxies]

PATIENT, HASTY = 180, 3  # seconds until a proxy may cut what is silent; a ping comes every 2
VISITOR = "127.0.0.9"
LONGEST = "\N{PILE OF POO}" * 8_000  # a message; in JSON with escapes, 96 KB
TOO_LONG = "x" * 300_000

Desk = tuple[Stack, list[Proxy], ssl.SSLContext]
Behind = tuple[Stack, Proxy, ssl.SSLContext]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One, with all of the proxies in front of it, patient ones and hasty ones."""
    folder = tmp_path_factory.mktemp("proxies")
    trusting = ssl.create_default_context(cafile=str(certificates.written(folder)))
    proxies: list[Proxy] = [kind(folder, idle) for kind in PROXIES for idle in (PATIENT, HASTY)]
    origins = ",".join(proxy.origin for proxy in proxies)
    with Stack(tmp_path_factory.mktemp("stack"), PUBLIC_URL=origins) as stack, ExitStack() as running:
        for proxy in proxies:
            proxy.start(stack.port)
            running.callback(proxy.stop)
        yield stack, proxies, trusting


def through(desk: Desk, language: str, idle: int) -> Behind:
    """The desk as it is seen through a proxy."""
    stack, proxies, trusting = desk
    proxy = next(one for one in proxies if (one.language, one.idle) == (language, idle))
    seen = copy.copy(stack)
    seen.origin, seen.socket = proxy.origin, f"wss://localhost:{proxy.port}/ws/"
    return seen, proxy, trusting


@pytest.fixture(params=[kind.language for kind in PROXIES])
def behind(request: pytest.FixtureRequest, desk: Desk) -> Behind:
    return through(desk, request.param, PATIENT)


@pytest.fixture(params=[kind.language for kind in PROXIES])
def behind_hasty(request: pytest.FixtureRequest, desk: Desk) -> Behind:
    return through(desk, request.param, HASTY)


def visitor(behind: Behind, **headers: str) -> httpx.AsyncClient:
    """From an address of its own."""
    seen, _, trusting = behind
    transport = httpx.AsyncHTTPTransport(local_address=VISITOR, verify=trusting)
    said = {"Origin": seen.origin, **headers}
    return httpx.AsyncClient(base_url=seen.origin, transport=transport, headers=said, timeout=SIGN)


async def opens(behind: Behind, http: httpx.AsyncClient, body: str = "It broke.") -> Customer:
    """With every letter escaped, as some clients do."""
    call = json.dumps({"id": str(uuid4()), "name": "Carla", "body": body})
    answer = await http.post("/api/tickets", content=call, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201, answer.text
    opened = answer.json()
    return Customer(behind[0], "Carla", opened["ticket"], opened["token"])


def page_of(carla: Customer, behind: Behind) -> Page:
    page = carla.page()
    page.tls = behind[2]
    return page


async def test_the_address_is_the_visitors_whatever_they_make_up(behind: Behind) -> None:
    made_up = {"X-Forwarded-For": "198.51.100.7, 198.51.100.8", "X-Forwarded-Proto": "http"}
    async with visitor(behind, **made_up) as http:
        assert (await sign_in(http, PASSWORD)).status_code == 302
        told = (await http.get("/api/connections")).json()["address"]
        assert (told["seen"], told["how"]) == (VISITOR, "known")


async def test_the_scheme_is_https(behind: Behind) -> None:
    for made_up in ({}, {"X-Forwarded-Proto": "http"}):
        async with visitor(behind, **made_up) as http:
            page = await http.get("/")
            assert page.status_code == 200
            assert "strict-transport-security" in page.headers


async def test_the_longest_message_fits_and_more_does_not(behind: Behind) -> None:
    async with visitor(behind) as http:
        await opens(behind, http, LONGEST)
        call = json.dumps({"id": str(uuid4()), "name": "Carla", "body": TOO_LONG})
        refused = await http.post("/api/tickets", content=call)
        assert refused.status_code in (413, 422, 502)  # Caddy 2.6 passes on what fits, and breaks off


async def test_a_chat_goes_through_and_outlives_its_silence(behind_hasty: Behind) -> None:
    async with visitor(behind_hasty) as http:
        carla = await opens(behind_hasty, http)
    async with page_of(carla, behind_hasty) as page:
        await page.gets("events")
        await page.acked(await page.says(carla.ticket, LONGEST))
        before = page.pings
        await page.until(lambda: page.pings >= before + 5, "five pings, that is 10 s", 60)
        assert page.closed is None
        await page.acked(await page.says(carla.ticket, "Still here."))


async def test_the_story_above_was_longer_than_a_proxy_waits(behind_hasty: Behind) -> None:
    """Who says no hello is pinged by nobody, and hears a `bye` after 5 s, unless it was cut before.
    Caddy waits for ever."""
    seen, proxy, trusting = behind_hasty
    reader, writer = await asyncio.open_connection("localhost", proxy.port, ssl=trusting)
    head = (
        f"GET /ws/ HTTP/1.1\r\nHost: localhost:{proxy.port}\r\nOrigin: {seen.origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    writer.write(head.encode())
    async with asyncio.timeout(SIGN):
        heard = await reader.read()
    writer.close()
    assert b" 101 " in heard
    assert (b'"bye"' in heard) == (proxy.language == "caddy")
