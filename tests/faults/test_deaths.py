"""kill -9 of the web process at its worst moments, SIGTERM under hundreds of pages, a long sleep, and
Valkey gone for longer than any lease."""

import asyncio
import re
import signal
import time
from collections import Counter
from functools import partial

import pytest

from tests.faults.clients import Said
from tests.faults.parts import FULL_LENGTH, Shaken
from tests.faults.points import DEADLY
from tests.faults.world import World
from tests.patience import SIGN
from tickets.liveness import rules
from tickets.presence.rules import PRESENCE_GRACE

pytestmark = pytest.mark.integration

PAGES = 1000 if FULL_LENGTH else 300
OUTAGES = (1, 10, 60) if FULL_LENGTH else (1, 10)  # seconds
GRACE = PRESENCE_GRACE if FULL_LENGTH else 4  # ticks
REPAIRED_WITHIN = rules.SILENCE + 2.0 + 1.0  # seconds; the interval, and what a busy machine adds
BACK_WITHIN = 30.0  # seconds since somebody answers: delivery.md


@pytest.mark.parametrize("moment", ["die_before_commit", "die_after_commit"])
async def test_the_web_process_dies_of_a_message(desk: Shaken, moment: str) -> None:
    async with World(desk) as world:
        async with world.typing():
            await world.more_acks(20)
            await world.restarts(FAULTS=moment)
            await world.more_acks(20)
            customer = world.customers[0]
            deadly = world.says(customer, world.tickets[0].id, words=DEADLY)
            await asyncio.to_thread(desk.parts["web"].wait, SIGN)
            assert not deadly.acks, "it died before the ack"
            stored = [row for row in world.asked("SELECT body FROM tickets_event") if DEADLY in row[0]]
            assert len([row for row in stored if row[0] == deadly.body]) == (moment == "die_after_commit")
            await world.restarts()
            await world.more_acks(20)
        await world.is_whole()
        assert deadly.sent >= 2
        assert len(deadly.acks) == 1


async def test_the_web_process_dies_right_after_an_ack(desk: Shaken) -> None:
    async with World(desk) as world:
        deaths: list[int] = []

        def strikes(_: Said) -> None:
            victim.acked = lambda _: None
            desk.kill("web")
            deaths.append(len(deaths))

        async with world.typing():
            for number in range(3):
                victim = world.chance.choice(world.clients)
                await world.until(lambda: all(client.live for client in world.clients), "everybody")
                victim.acked = strikes
                await world.until(partial(deaths.__contains__, number), "an ack to die after")
                await world.restarts()
        await world.is_whole()


@pytest.mark.either_database
async def test_hundreds_of_pages_come_back_after_sigterm(desk: Shaken) -> None:
    async with World(desk, tickets=20, agents=0) as world:
        for number in range(PAGES - len(world.customers)):
            ticket = world.tickets[number % len(world.tickets)]
            await world.add(f"page {number}", "customer", {ticket.id: ticket.token})
            if number % 50 == 0:
                await world.until(lambda: all(client.live for client in world.clients), "their welcome")
        await world.until(lambda: all(client.live for client in world.clients), "all pages")
        came = [len(client.live_at) for client in world.clients]
        for client in world.clients:
            client.longest_wait = 5.0  # seconds, as the browser's page
        waited = [len(client.waits) for client in world.clients]
        told = time.monotonic()
        for client in world.clients[::20]:
            world.says(client, next(iter(client.places)))
        await asyncio.to_thread(desk.kill, "web", signal.SIGTERM)
        ended = time.monotonic()
        assert desk.parts["web"].returncode == 0
        await asyncio.to_thread(desk.start, "web")
        world.healed()
        await world.until(
            lambda: all(len(c.live_at) > n for c, n in zip(world.clients, came, strict=True)),
            "everybody back",
            BACK_WITHIN,
        )
        assert not [at for client in world.clients for at in client.live_at if told < at < ended], "let in"
        byes = Counter(bye["code"] for client in world.clients for bye in client.byes)
        assert set(byes) <= {4012, 4408}, "a busy machine's page may have missed a ping"
        assert byes[4012] >= PAGES * 0.99, "all but who just doubted their link"
        back = Counter(int(client.live_at[-1] - told) for client in world.clients)
        print("seconds until back:", sorted(back.items()))
        # As chosen, and not when they came about: a busy machine wakes hundreds of pages at once
        chosen = Counter(int(c.waits[n]) for c, n in zip(world.clients, waited, strict=True))
        assert max(chosen.values()) <= PAGES / 2, f"not spread: {chosen}"
        await world.is_whole()


@pytest.mark.either_database
async def test_a_process_sleeps_longer_than_its_lease_and_all_grace(desk: Shaken) -> None:
    """40 s of sleep are more than lease and grace, 15 + 20 s. The sleep lasts until the visible sign
    that both are over; in `make test` both are 4 s."""
    with desk.another_web() as other:
        both = [(desk.socket, desk.origin), (other.socket, other.origin)]
        async with World(desk, tickets=3, agents=0) as world:  # these know the sleeper only
            loyal = list(world.customers)
            there = [world.tickets[0].id, world.tickets[1].id]
            agent = await world.add("agent", "agent", dict.fromkeys(there), webs=both[1:])
            for ticket in world.tickets:  # and these move
                await world.add("mover", "customer", {ticket.id: ticket.token}, webs=both)
            await world.until(lambda: all(client.live for client in world.clients), "everybody")
            start = len(desk.words())
            with desk.frozen("web"):
                typed = [world.says(c, t) for c in world.clients for t in c.places]
                movers = [client for client in world.clients if client not in loyal]
                await world.until(lambda: not sum(m.owed for m in movers), "who can to move")
                with desk.valkey() as valkey:
                    await asyncio.to_thread(
                        desk.wait_until, lambda: valkey.scard("holdfast:processes") == 1, "the purge"
                    )
                    purged = int(str(valkey.get("holdfast:tick")))
                    await asyncio.to_thread(
                        desk.wait_until,
                        lambda: int(str(valkey.get("holdfast:tick"))) > purged + GRACE,
                        "the end of the grace",
                    )
                assert sum(client.owed for client in loyal) == len(loyal)
            world.healed()
            await world.is_whole()
            assert not agent.left_at, "a healthy link was killed"
            assert len(typed) == world.acked
            assert not re.search(r" [1-9]\d* closed", desk.words(start)), "the worker closed somebody"


@pytest.mark.either_database
async def test_valkey_is_gone_and_comes_back_empty(desk: Shaken) -> None:
    """10 s are longer than every wait for Valkey (2, 3, 5 s) and than a tick tells of a head; in
    `make test`, with the lease at 4 s, not 15, they stand for 60, too."""
    async with World(desk) as world:
        for seconds in OUTAGES:
            async with world.typing():
                await world.more_acks(10)
                desk.kill("valkey")
                gone = time.monotonic()
                while time.monotonic() < gone + seconds:
                    before = time.monotonic()
                    await world.more_acks(5)
                    assert time.monotonic() - before < 2, "sends are acked all along"
                await asyncio.to_thread(desk.start, "valkey")
                world.healed()
                await world.more_acks(10)
            await world.is_whole(within=REPAIRED_WITHIN)
        assert not any(client.left_at for client in world.clients), "nobody was closed for it"
