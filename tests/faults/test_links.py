"""Links between page and server: cut and reset at every byte, and black holes each way."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from functools import partial

import pytest

from tests.faults.clients import GLANCE, PROBE_WITHIN, Client, Said
from tests.faults.parts import Footprint, Shaken
from tests.faults.proxy import Cut, Proxy, Way
from tests.faults.world import World
from tests.patience import SIGN, SLACK
from tickets.liveness import rules

pytestmark = pytest.mark.integration

INTERVAL = 2.0  # seconds, as the stack sets it
CLOSING = 1.0  # seconds in which the server's own close must be answered
SERVER_NOTICES = INTERVAL + rules.GRACE * rules.BEAT + 1
PAGE_NOTICES = INTERVAL + 1 + PROBE_WITHIN + 2 * GLANCE
MARKER, HEAD = b'{"type":"ack"', 4  # bytes of a WebSocket frame before a text of 126 … 65,535 bytes
SEND_HEAD = 8  # the same with a mask
AT_ONCE = 12  # pages
MOST_GROWTH = 16 * 1024  # KiB


@pytest.mark.parametrize("reset", [False, True], ids=["cut", "reset"])
async def test_a_link_ends_at_every_byte_of_send_and_ack(desk: Shaken, reset: bool) -> None:
    """A message and a connection per byte: first of `send`, then of `ack`. And nothing is left of
    all these in the process."""
    async with World(desk, tickets=AT_ONCE, agents=0) as world, contextlib.AsyncExitStack() as proxies:
        behind = [await proxies.enter_async_context(Proxy(("127.0.0.1", desk.port))) for _ in world.tickets]
        pages = [await page_behind(world, proxy, number) for number, proxy in enumerate(behind)]
        await one_each(world, pages)
        before = await asyncio.to_thread(Footprint.of, desk)
        bytes_of_send, bytes_of_ack = await lengths(world, pages[0])
        cuts = [Cut("up", n, reset) for n in range(bytes_of_send + 1)]
        cuts += [Cut("down", n, reset, MARKER, HEAD) for n in range(bytes_of_ack + 1)]
        world.chance.shuffle(cuts)
        parts = [cuts[number::AT_ONCE] for number in range(AT_ONCE)]
        lots = zip(pages, behind, parts, strict=True)
        await asyncio.gather(*(one_message_a_cut(world, *lot) for lot in lots))
        world.healed()
        assert sum(len(proxy.passed) for proxy in behind) >= len(cuts), "a connection for each"
        await world.is_whole()
        said = [one for page in pages for one in page.said]
        again = sum(one.sent > 1 for one in said)
        print(f"{len(cuts)} cuts, {again} messages sent again")
        assert again >= bytes_of_send
        after = await asyncio.to_thread(at_rest, desk, before)
        assert after.kibibytes - before.kibibytes < MOST_GROWTH, (before, after)


async def page_behind(world: World, proxy: Proxy, number: int) -> Client:
    ticket, address = world.tickets[number], f"ws://127.0.0.1:{proxy.port}/ws/"
    places = {ticket.id: ticket.token}
    page = await world.add(f"behind {number}", "customer", places, [(address, world.stack.origin)])
    page.longest_wait = 0.02
    return page


async def one_each(world: World, pages: list[Client]) -> None:
    await world.until(lambda: all(page.live for page in pages), "all pages")
    for page in pages:
        world.says(page, next(iter(page.places)))
    await world.until(lambda: not world.owed, "the acks")


async def lengths(world: World, page: Client) -> tuple[int, int]:
    """Of a whole `send` and a whole `ack` on the wire, the heads of their frames included."""
    said = page.said[0]
    send = {"type": "send", "id": said.id, "ticket": said.ticket, "body": said.body, "kind": said.kind}
    ack = {"type": "ack", "id": said.id, "ticket": said.ticket, "seq": said.acks[0][0], "at": said.acks[0][1]}
    return SEND_HEAD + len(json.dumps(send)), HEAD + len(json.dumps(ack, separators=(",", ":")))


async def one_message_a_cut(world: World, page: Client, proxy: Proxy, cuts: list[Cut]) -> None:
    """The message before is acked on a whole link; on the same link the next one meets its cut."""
    for cut in cuts:
        await world.until(lambda: page.live and not page.owed, "a link")
        links = len(page.left_at)
        proxy.links[-1].cut_at = cut
        said: Said = world.says(page, next(iter(page.places)))
        await world.until(partial(has_left_after, page, links), f"the end of the link by {cut}")
        await said.answered.wait()


def has_left_after(page: Client, links: int) -> bool:
    return len(page.left_at) > links


def at_rest(desk: Shaken, before: Footprint) -> Footprint:
    """Waits until the process holds no more than before."""
    found = [Footprint.of(desk)]

    def is_back() -> bool:
        found.append(Footprint.of(desk))
        return found[-1].is_back_at(before)

    try:
        desk.wait_until(is_back, "everything to be given back")
    except AssertionError:
        raise AssertionError(f"held before: {before}; and now: {found[-1]}") from None
    return found[-1]


HOLES: dict[str, set[Way]] = {"up": {"up"}, "down": {"down"}, "both": {"up", "down"}}


@pytest.mark.either_database
async def test_black_holes_are_noticed_in_time(desk: Shaken) -> None:
    """Each way and both, idle and while sending, at once; beside them a healthy page."""
    async with World(desk, tickets=6, agents=1) as world, contextlib.AsyncExitStack() as proxies:
        stories = [(hole, sends) for hole in HOLES for sends in (False, True)]
        behind = [await proxies.enter_async_context(Proxy(("127.0.0.1", desk.port))) for _ in stories]
        pages = [await page_behind(world, proxy, number) for number, proxy in enumerate(behind)]
        await one_each(world, pages)
        await world.until(lambda: all(page.pings for page in pages), "pings")
        links = [proxy.links[-1] for proxy in behind]
        for (hole, _), proxy in zip(stories, behind, strict=True):
            proxy.swallows = HOLES[hole]
        dark, tick = time.monotonic(), newest_tick(desk)
        for (_, sends), page in zip(stories, pages, strict=True):
            if sends:
                world.says(page, next(iter(page.places)))
        for agent in world.agents:
            for ticket in agent.places:
                world.says(agent, ticket, "message")
        await world.until(lambda: all(page.left_at for page in pages), "every page to leave")
        await until(lambda: all("down" in link.ended for link in links))
        server_notices = SERVER_NOTICES * (1 + slept_since(tick, desk))
        for story, page, link in zip(stories, pages, links, strict=True):
            page_took, server_took = page.left_at[0] - dark, link.ended["down"] - dark
            print(*story, f"page {page_took:.1f} s, server {server_took:.1f} s")
            server_tells = server_notices if story[0] == "up" else 0
            assert page_took < max(PAGE_NOTICES, server_tells) + SLACK, story
            assert server_took < server_notices + CLOSING + SLACK, story
        for proxy in behind:
            proxy.swallows = set()
            proxy.cut_all()
        world.healed()
        await world.is_whole()
        assert not any(client.left_at for client in world.clients if client not in pages), "a healthy one"


def newest_tick(desk: Shaken) -> int:
    with desk.valkey() as valkey:
        return int(str(valkey.get("holdfast:tick")))


def slept_since(tick: int, desk: Shaken) -> bool:
    """Whether web process or worker missed the time of a tick after this one. Silence from before
    proves nothing then, and all are pinged anew."""
    with desk.valkey() as valkey:
        leases = [str(valkey.get(key)).split() for key in valkey.scan_iter("holdfast:process:*")]
    begun, _ = max(((int(since), int(until)) for since, until, _ in leases), key=lambda lease: lease[1])
    return begun > tick


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SIGN):
        while not true():
            await asyncio.sleep(0.05)


@pytest.mark.either_database
async def test_a_page_that_froze_resumes(desk: Shaken) -> None:
    """A laptop that sleeps, a frozen tab: its socket stays open and says nothing."""
    async with World(desk, tickets=2, agents=1) as world:
        sleeper, other = world.customers
        await world.until(lambda: sleeper.pings > 0, "a ping")
        start = len(desk.words())
        sleeper.awake.clear()
        typed = world.says(sleeper, world.tickets[0].id)
        world.says(world.agents[0], world.tickets[0].id, "message")
        await asyncio.to_thread(desk.wait_until, lambda: " 1 closed" in desk.words(start), "the close")
        sleeper.awake.set()
        world.healed()
        await world.is_whole()
        assert len(typed.acks) >= 1
        assert len(sleeper.left_at) == 1
        assert not other.left_at
