"""Three hosts under chat: one is cut off and healed, Valkey fails over, everything is restarted in
turn. Each story ends with the checker of delivery, and prints a row for docs/scaling.md."""

import asyncio
import logging
import re
import signal
import time
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from tests.faults.clients import Client
from tests.faults.world import World, recovery
from tests.hosts.network import alone
from tests.hosts.site import NAME, SERVING, WEB, Site
from tests.postgresql import Server
from tickets.liveness import rules

pytestmark = [pytest.mark.integration, pytest.mark.hosts]

TICKETS, AGENTS = 12, 2
PACE: Final = 0.3  # seconds between two messages of a person, about: chat, not a load test
LED_WITHIN: Final = rules.LEADER_LEASE + rules.BEAT  # seconds
LOOK: Final = 0.02  # seconds between two looks at Valkey, which can't call us
LATE: Final = 0.3  # seconds that a busy machine may add
NO_PONG: Final = 4408


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if not alone():
        pytest.fail("these build a network: run them by `make hosts`, as root")
    with Server() as server, Site(tmp_path_factory.mktemp("site"), server.new_database()) as site:
        yield site


@pytest.fixture
def well(site: Site) -> Site:
    site.mend()
    return site


def desk(site: Site) -> World:
    return World(site, TICKETS, AGENTS, webs=site.webs)


async def sees(site: Site, true: Callable[[], object], what: str) -> float:
    """Waits without holding up the pages. Returns when it was true."""
    deadline = time.monotonic() + 30
    while not await asyncio.to_thread(true):
        assert time.monotonic() < deadline, f"waited for {what}; {site.words()[-2000:]}"
        await asyncio.sleep(LOOK)
    return time.monotonic()


def at(site: Site, world: World, host: str) -> list[Client]:
    """Whose page is served by that host."""
    return [client for client in world.clients if site.hosts[host].address in client.address[1]]


def nobody_was_closed(world: World, start: int) -> None:
    assert not [bye for client in world.clients for bye in client.byes if bye["code"] == NO_PONG]
    assert not re.search(r" [1-9]\d* closed", world.stack.words(start)), "a worker closed somebody"


async def all_known(site: Site, world: World) -> None:
    """Valkey has a mark of every page, and of no other socket."""
    await sees(site, lambda: site.marks() == len(world.clients), f"{len(world.clients)} marks")
    await sees(site, site.well, "every part to be well")


def row(story: str, world: World, **figures: float) -> None:
    said = [one for client in world.clients for one in client.said]
    slowest = max(one.acked_at - one.typed_at for one in said)
    told = ", ".join(f"{name.replace('_', ' ')} {seconds:.1f} s" for name, seconds in figures.items())
    whole = recovery(world.clients, world.healed_at)
    print(f"\n| {story} | {world.seed} | {len(said):,} | {told} | {slowest:.1f} s | {whole:.1f} s | 0 |")


async def test_a_host_is_cut_off_and_healed(well: Site) -> None:
    """The one whose worker leads: the other's takes over."""
    master = well.master()
    cut = next(host for host in SERVING if host != master)
    if well.leader(master) != cut:
        well.kill(f"{master} worker", signal.SIGTERM)
        await sees(well, lambda: well.leader(master) == cut, "the other worker to lead")
        well.start(f"{master} worker")
    async with desk(well) as world:
        async with world.typing(PACE):
            await world.more_acks(100)
            loyal, lost = at(well, world, master), at(well, world, cut)
            left = [len(client.left_at) for client in loyal]
            assert loyal
            assert lost
            since = time.monotonic()
            well.hosts[cut].cut()
            led = await sees(well, lambda: well.leader(master) == master, "the other to lead") - since
            await world.until(
                lambda: all(c.live and c not in at(well, world, cut) for c in world.clients), "all to move"
            )
            moved = time.monotonic() - since
            await world.more_acks(150)
            well.hosts[cut].heal()
            world.healed()
            await world.more_acks(150)
            await sees(well, well.well, "the healed host to be well")
        await world.is_whole()
        assert [len(client.left_at) for client in loyal] == left, "a page of the other host was bothered"
        assert led <= LED_WITHIN + LATE
        await all_known(well, world)
        assert not [bye for client in loyal for bye in client.byes]
        row("a host cut off, with the leading worker", world, led_again=led, all_pages_moved=moved)


@pytest.mark.parametrize("how", ["kill -9", "planned"])
async def test_valkey_fails_over(well: Site, how: str) -> None:
    start = len(well.words())
    old = well.master()
    new = next(host for host in SERVING if host != old)
    async with desk(well) as world:
        left = [len(client.left_at) for client in world.clients]
        async with world.typing(PACE):
            await world.more_acks(100)
            since, tick = time.monotonic(), well.tick(old)
            if how == "planned":
                sentinel = well.sentinel_of("c")
                await asyncio.to_thread(sentinel.execute_command, "SENTINEL", "FAILOVER", NAME, "COORDINATED")
            else:
                well.kill(f"{old} valkey")
            await sees(well, lambda: well.role(new) == "master", "the replica to lead")
            promoted = well.tick(new)
            ticking = await sees(well, lambda: well.tick(new) > promoted, "a tick of the new one") - since
            assert promoted >= tick - 1, "it had what the old one knew a second ago"
            world.healed()
            await world.more_acks(150)
            if how != "planned":
                await asyncio.to_thread(well.start, f"{old} valkey")
            await sees(well, lambda: well.role(old) == "slave", "the old one to follow")
            await sees(well, well.well, "every part to be well")
            await world.more_acks(150)
        await world.is_whole()
        await all_known(well, world)
        assert [len(client.left_at) for client in world.clients] == left, "a healthy page was bothered"
        nobody_was_closed(world, start)
        row(f"Valkey fails over, {how}", world, ticks_again=ticking)


async def test_the_host_of_the_leading_valkey_is_cut_off_and_healed(well: Site) -> None:
    """Two worlds: the cut one has a master, a Sentinel, web processes and a worker of its own."""
    old = well.master()
    new = next(host for host in SERVING if host != old)
    async with desk(well) as world:
        async with world.typing(PACE):
            await world.more_acks(100)
            loyal = at(well, world, new)
            left = [len(client.left_at) for client in loyal]
            since = time.monotonic()
            well.hosts[old].cut()
            await sees(well, lambda: well.role(new) == "master", "the replica to lead")
            promoted = well.tick(new)
            ticking = await sees(well, lambda: well.tick(new) > promoted, "a tick of the new one") - since
            await world.until(
                lambda: all(c.live and c not in at(well, world, old) for c in world.clients), "all to move"
            )
            moved = time.monotonic() - since
            await world.more_acks(150)
            well.hosts[old].heal()
            world.healed()
            await sees(well, lambda: well.role(old) == "slave", "the old one to follow")
            await sees(well, well.well, "every part to be well")
            await world.more_acks(150)
        await world.is_whole()
        assert [len(client.left_at) for client in loyal] == left, "a page of the other host was bothered"
        assert not [bye for client in loyal for bye in client.byes]
        await all_known(well, world)
        row("the leading Valkey's host cut off", world, ticks_again=ticking, all_pages_moved=moved)


async def test_everything_is_restarted_in_turn(well: Site) -> None:
    start = len(well.words())
    async with desk(well) as world:
        longest = 0.0
        async with world.typing(PACE):
            for host in SERVING:
                for part in (*WEB, "worker"):
                    await world.more_acks(50)
                    tick, since = well.tick(well.master()), time.monotonic()
                    await asyncio.to_thread(well.kill, f"{host} {part}", signal.SIGTERM)
                    if part == "worker":
                        ticked = await sees(well, lambda: well.tick(well.master()) > tick + 1, "ticks")  # noqa: B023
                        longest = max(longest, ticked - since)
                    await asyncio.to_thread(well.start, f"{host} {part}")
                    world.healed()
            await world.until(lambda: all(client.live for client in world.clients), "everybody back")
            await world.more_acks(50)
        await world.is_whole()
        codes = {bye["code"] for client in world.clients for bye in client.byes}
        assert codes <= {4012, 1012}, codes
        await all_known(well, world)
        nobody_was_closed(world, start)
        row("all web processes and workers restarted in turn", world, two_ticks_again=longest)
