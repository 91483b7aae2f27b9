"""The database cut off, frozen, locked and full: no ack while it can't commit, no false one ever, and
everything goes on by itself, in the same process."""

import asyncio
import contextlib
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial

import pytest

from tests.faults.parts import Shaken
from tests.faults.proxy import Cut, Link, Proxy, Way
from tests.faults.soak import HOLDS_LOCK
from tests.faults.world import World, address_of
from tests.postgresql import Server

pytestmark = pytest.mark.integration

COMMIT = b"COMMIT\0"
FULL = """
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON tickets_event
        DEFERRABLE INITIALLY {moment} FOR EACH ROW EXECUTE FUNCTION full_disk()
"""


async def test_connections_are_cut(desk: Shaken) -> None:
    """On PostgreSQL by the server, and on the way, just when the commit went through. SQLite has no
    connections: there another process that writes is killed."""
    if not desk.on_postgresql:
        async with World(desk) as world:
            async with world.typing():
                for _ in range(3):
                    await world.more_acks(10)
                    await asyncio.to_thread(a_writer_dies, desk)
                    world.healed()
                await world.more_acks(10)
            await world.is_whole()
        return
    socket, url = address_of(desk.variables["DATABASE_URL"])
    async with Proxy(socket) as proxy:
        away = url.replace("PORT", str(proxy.port))
        await desk.web_with(DATABASE_URL=away)
        async with World(desk) as world:
            async with world.typing():
                for reset in (False, True, False, True):
                    await world.more_acks(10)
                    assert await asyncio.to_thread(world.cut_connections)
                    await world.more_acks(10)
                    for link in proxy.links:
                        link.cut_at = Cut("up", len(COMMIT), reset, marker=COMMIT)
                    lost = list(proxy.links)
                    await world.until(partial(any_ended, lost), "a commit without answer")
                    for link in proxy.links:
                        link.cut_at = None
                    assert proxy.cut_all(reset=reset) or lost
                    world.healed()
                await world.more_acks(10)
            await world.is_whole()
            assert sum(said.sent > 1 for client in world.clients for said in client.said)


def any_ended(links: list[Link]) -> bool:
    return any(link.ended for link in links)


def a_writer_dies(desk: Shaken) -> None:
    words = [sys.executable, "-c", HOLDS_LOCK, str(desk.folder / "holdfast.sqlite3")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        writer.kill()


async def test_the_database_is_locked(desk: Shaken) -> None:
    async with World(desk) as world:
        async with world.typing():
            await world.more_acks(10)
            await refused_while(locked(world), world)
            await world.more_acks(10)
        await world.is_whole()


@contextlib.contextmanager
def locked(world: World) -> Iterator[None]:
    with contextlib.closing(world.connection()) as connection:
        if world.stack.variables.get("DATABASE_URL"):
            connection.execute("BEGIN; LOCK TABLE tickets_ticket IN ACCESS EXCLUSIVE MODE")
        else:
            connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


async def test_the_database_is_frozen(desk: Shaken, postgresql: Server) -> None:
    """Its host acknowledges every packet, so no timeout of the network's ever fires."""
    if not desk.on_postgresql:
        pytest.skip("SQLite is in the process")
    async with World(desk) as world:
        async with world.typing():
            await world.more_acks(10)
            await refused_while(postgresql.frozen(), world)
            await world.more_acks(10)
        await world.is_whole()


@pytest.mark.parametrize("moment", ["immediate", "deferred"])
async def test_the_disk_is_full(desk: Shaken, moment: str) -> None:
    """SQLite: the kernel lets the process extend no file. PostgreSQL: its own error, as it says it
    when it writes a row, and as a commit fails."""
    if moment == "deferred" and not desk.on_postgresql:
        pytest.skip("SQLite writes its file at the commit only")
    async with World(desk) as world:
        async with world.typing():
            await world.more_acks(10)
            await refused_while(full(desk, world, moment), world)
            await world.more_acks(10)
        await world.is_whole()


@contextlib.contextmanager
def full(desk: Shaken, world: World, moment: str) -> Iterator[None]:
    if desk.on_postgresql:
        world.told(FULL.format(moment=moment))
        try:
            yield
        finally:
            world.told("DROP FUNCTION full_disk CASCADE")
        return
    pid = desk.web_pid()
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def refused_while(fault: contextlib.AbstractContextManager[None], world: World) -> None:
    """While it lasts nothing is acked, and everybody learns why; afterwards everything is."""
    web = world.stack.parts["web"]
    with fault:
        broken = time.monotonic()
        for client in world.clients:
            client.postponed.clear()
        world.all_say()  # else all may have typed theirs before `broken`, and wait
        await world.until(lambda: all("unavailable" in c.postponed for c in world.clients), "refusals of all")
        mended = time.monotonic()
    world.healed()
    said = [one for client in world.clients for one in client.said]
    assert not [one for one in said if one.typed_at > broken and one.acked_at and one.acked_at < mended]
    await world.until(lambda: not [one for one in said if not one.acks], "the acks of all that was refused")
    assert world.stack.parts["web"] is web
    assert web.poll() is None, "without a restart"


async def test_the_database_says_nothing_any_more(desk: Shaken) -> None:
    """Black holes between web and PostgreSQL, each way; a frozen one looks the same."""
    if not desk.on_postgresql:
        pytest.skip("SQLite is in the process")
    socket, url = address_of(desk.variables["DATABASE_URL"])
    async with Proxy(socket) as proxy:
        away = url.replace("PORT", str(proxy.port))
        await desk.web_with(DATABASE_URL=away)
        async with World(desk) as world:
            async with world.typing():
                ways: tuple[Way, ...] = "up", "down"
                for way in ways:
                    await world.more_acks(10)
                    proxy.swallows = {way}
                    dark, doubts = time.monotonic(), doubts_of(world)
                    await world.until(lambda: all(client.owed for client in world.clients), "silence")
                    await world.until(partial(more_doubts, world, doubts), "doubts")
                    said = [one for client in world.clients for one in client.said]
                    assert not [one for one in said if one.typed_at > dark and one.acks]
                    proxy.swallows = set()
                    proxy.cut_all()
                    world.healed()
                await world.more_acks(10)
            await world.is_whole()
            assert not any(client.abandoned for client in world.clients), "links were never at fault"


def doubts_of(world: World) -> int:
    return sum(client.doubts for client in world.clients)


def more_doubts(world: World, before: int) -> bool:
    return doubts_of(world) > before
