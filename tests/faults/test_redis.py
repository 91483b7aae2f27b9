"""Keys of ours vanish from Redis, one kind after the other: each is there again within an interval,
and nobody is told in between that somebody is gone who isn't."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from redis import Redis

from tests.cast import Agent, Customer, Page
from tests.patience import SIGN
from tests.stack import Stack

pytestmark = pytest.mark.integration

KINDS = (
    "people:{ticket}",
    "people:desk",
    "seats:*",
    "marks:*",
    "process:*",
    "processes",
    "tick",
    "leader",
    "report:*",
    "reporters",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("redis")) as stack:
        yield stack


@contextlib.asynccontextmanager
async def both(site: Stack) -> AsyncIterator[tuple[Page, Page]]:
    carla, ada = await Customer.opens_ticket(site), await Agent.of(site)
    async with carla.page() as customer, ada.page(carla.ticket) as agent:
        await customer.until(lambda: knows(customer), "somebody at the desk")
        await agent.until(lambda: agent.of_type("presence", ticket=carla.ticket), "Carla")
        yield customer, agent


def knows(page: Page) -> bool:
    told = [frame["on_duty"] for frame in page.frames if "on_duty" in frame]
    return bool(told) and told[-1] is True


def ticket_of(page: Page) -> str:
    assert page.hello is not None
    return str(page.hello["tickets"][0]["ticket"])


def readyz(site: Stack) -> dict[str, Any]:
    with urlopen(f"{site.origin}/readyz", timeout=SIGN) as answer:
        return dict(json.load(answer))


def keys(valkey: Redis, kind: str) -> set[str]:
    return set(valkey.scan_iter(f"holdfast:{kind}"))


async def there(valkey: Redis, kind: str, wanted: set[str]) -> None:
    missing: set[str] = set()
    try:
        async with asyncio.timeout(SIGN):
            while missing := wanted - keys(valkey, kind):
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"not there again: {missing}") from None


async def some(valkey: Redis, kind: str) -> set[str]:
    """Those of this kind, as soon as there are any."""
    async with asyncio.timeout(SIGN):
        while not (found := keys(valkey, kind)):
            await asyncio.sleep(0.05)
    return found


async def test_each_kind_of_key_comes_back(site: Stack) -> None:
    with site.valkey() as valkey:
        async with both(site) as (customer, agent):
            for kind in (kind.format(ticket=ticket_of(customer)) for kind in KINDS):
                held = await some(valkey, kind)
                heard = len(customer.frames), len(agent.frames)
                valkey.delete(*held)
                await there(valkey, kind, held)
                for page, since in zip((customer, agent), heard, strict=True):
                    assert wrongs(page, since) == [], kind
            assert customer.closed is agent.closed is None


async def test_what_is_of_another_kind_is_thrown_away_and_comes_back(site: Stack) -> None:
    """A key of an older version, say: one of them told nobody any more who is there. At a ticket it is
    found by whoever comes next."""
    with site.valkey() as valkey:
        bob = await Agent.of(site)
        async with both(site) as (customer, agent):
            for kind in (kind.format(ticket=ticket_of(customer)) for kind in KINDS):
                held = {key: valkey.type(key) for key in await some(valkey, kind)}
                valkey.delete(*held)
                for key, its in held.items():
                    valkey.set(key, "nonsense") if its != "string" else valkey.rpush(key, "nonsense")
                async with bob.page(ticket_of(customer)):
                    await of_their_kind(valkey, held)
            async with both(site):
                assert customer.closed is agent.closed is None


async def test_nonsense_within_them_is_thrown_away_too(site: Stack) -> None:
    """One such entry, and nobody was told any more who is there, or no worker ticked. At a ticket it is
    found by whoever asks next who is there: an agent who comes to it."""
    with site.valkey() as valkey:
        async with both(site) as (customer, agent):
            people, seats = f"holdfast:people:{ticket_of(customer)}", keys(valkey, "seats:*")
            for key in (people, "holdfast:people:desk", *seats):
                valkey.hset(key, "nonsense", "nonsense")
            for key in ("holdfast:tick", *keys(valkey, "process:*"), *keys(valkey, "report:*")):
                valkey.set(key, "nonsense")
            for key in keys(valkey, "marks:*"):
                valkey.zadd(key, {"nobody's": "-inf"})
            heard = len(customer.frames), len(agent.frames)
            bob = await Agent.of(site)
            async with bob.page(ticket_of(customer)):
                await without_nonsense(valkey)
                for page, since in zip((customer, agent), heard, strict=True):
                    assert wrongs(page, since) == []
                assert customer.closed is agent.closed is None


async def without_nonsense(valkey: Redis) -> None:
    spoilt: list[str] = []
    try:
        async with asyncio.timeout(SIGN):
            while spoilt := nonsense_in(valkey):
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"there is nonsense in {spoilt}") from None


def nonsense_in(valkey: Redis) -> list[str]:
    texts = [key for key in keys(valkey, "*") if valkey.type(key) == "string"]
    spoilt = [key for key in texts if valkey.get(key) == "nonsense"]
    spoilt += [
        key
        for kind in ("people:*", "seats:*")
        for key in keys(valkey, kind)
        if valkey.hexists(key, "nonsense")
    ]
    return spoilt + [key for key in keys(valkey, "marks:*") if valkey.zscore(key, "nobody's") is not None]


async def of_their_kind(valkey: Redis, wanted: dict[str, str]) -> None:
    found: dict[str, str] = {}
    try:
        async with asyncio.timeout(SIGN):
            while (found := {key: str(valkey.type(key)) for key in wanted}) != wanted:
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"{found} and not {wanted}") from None


async def test_all_of_them_come_back(site: Stack) -> None:
    with site.valkey() as valkey:
        async with both(site) as (customer, agent):
            held = {kind: keys(valkey, kind.format(ticket=ticket_of(customer))) for kind in KINDS}
            heard = len(customer.frames), len(agent.frames)
            valkey.flushall()
            for kind, wanted in held.items():
                await there(valkey, kind.format(ticket=ticket_of(customer)), wanted)
            for page, since in zip((customer, agent), heard, strict=True):
                assert wrongs(page, since) == []
            assert customer.closed is agent.closed is None


def says_nobody(frame: dict[str, Any]) -> bool:
    return frame["type"] == "desk" and frame["on_duty"] is False


def wrongs(page: Page, since: int) -> list[object]:
    """What said that somebody is gone, or nobody at the desk."""
    desks = [frame for frame in page.frames[since:] if says_nobody(frame)]
    news = [f for f in page.frames[since:] if f["type"] == "presence" and f["ticket"] == ticket_of(page)]
    people = [frame["people"] for frame in news]
    return [*desks, *(person for found in people for person in found if person["state"] != "online")]


async def test_a_fresh_process_does_not_say_that_nobody_is_there(site: Stack) -> None:
    async with both(site):
        carla = await Customer.opens_ticket(site)
        site.kill("worker")
        with site.another_web() as fresh:
            carla.stack = fresh
            async with carla.page() as page:
                assert (await page.gets("welcome"))["on_duty"] is None
                site.start("worker")
                await page.until(lambda: knows(page), "somebody at the desk")
                assert not any(map(says_nobody, page.frames))


async def test_redis_is_away_for_a_moment_and_nobody_moves(site: Stack) -> None:
    with site.valkey() as valkey:
        for _ in range(4):
            async with both(site) as (customer, _):
                said = len(customer.frames)
                site.kill("valkey")
                await asyncio.to_thread(site.start, "valkey")
                for place in (ticket_of(customer), "desk"):
                    await there(valkey, f"people:{place}", {f"holdfast:people:{place}"})
                assert wrongs(customer, said) == []


async def test_an_evicting_redis_is_named(site: Stack) -> None:
    with site.valkey() as valkey:
        valkey.config_set("maxmemory-policy", "allkeys-lru")
        try:
            answer = await asyncio.to_thread(readyz, site)
            assert answer["status"] == "ready"
            assert "allkeys-lru" in answer["degraded"]["redis"]
        finally:
            valkey.config_set("maxmemory-policy", "noeviction")
        assert "redis" not in (await asyncio.to_thread(readyz, site))["degraded"]
