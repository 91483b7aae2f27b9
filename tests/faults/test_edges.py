"""The server's edges: pages that don't read, floods, too many sockets, the end of the process. What
one page does costs the others next to nothing, and leaves nothing behind."""

import asyncio
import contextlib
import itertools
import json
import re
import resource
import select
import signal
import socket
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final, Self
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.cast import Agent, Customer, Page
from tests.faults.parts import Footprint, Shaken
from tests.faults.test_links import at_rest
from tests.patience import SIGN
from tests.stack import free_port
from tickets.wire.limits import SOCKETS_OF_ADDRESS, SOCKETS_OF_TICKET

pytestmark = pytest.mark.integration

LONG: Final = "\N{PILE OF POO}" * 8_000  # 32 KB, the longest body there is
MESSAGES_EACH: Final = 20  # together more than may wait for one page
REST, TEXT, BINARY, PING, PONG = 0x0, 0x1, 0x2, 0x9, 0xA
MIB: Final = 1024  # KiB


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shaken]:
    """It counts, an address is what X-Forwarded-For says, no heartbeat ends a socket here, and at its
    end a task doesn't."""
    variables = {
        "RATE_LIMITS": "on",
        "BEHIND_PROXY": "on",
        "HEARTBEAT_INTERVAL": "60",
        "FAULTS": "a_deaf_task",
        "METRICS_PORT": str(free_port()),
    }
    with Shaken(tmp_path_factory.mktemp("edge"), **variables) as stack:
        stack.kill("worker")
        yield stack


def of(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address}


def frame(opcode: int, data: bytes, *, fin: bool = True) -> bytes:
    size = len(data)
    length = bytes((0x80 | size,)) if size < 126 else bytes((0x80 | 126,)) + size.to_bytes(2, "big")
    return bytes((fin << 7 | opcode,)) + length + bytes(4) + data  # masked with zeros


@asynccontextmanager
async def raw_page(edge: Shaken, hello: dict[str, Any] | None, address: str) -> AsyncIterator[socket.socket]:
    """A page as bare as a socket, with the smallest buffer to receive that there is."""
    loop = asyncio.get_running_loop()
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        line.setblocking(False)
        await loop.sock_connect(line, ("127.0.0.1", edge.port))
        await upgrade(edge, line, address)
        if hello:
            await loop.sock_sendall(line, frame(TEXT, json.dumps(hello).encode()))
            await reads_until(line, b'"type":"presence"')
        yield line


async def upgrade(edge: Shaken, line: socket.socket, address: str, words: bytes = b" 101 ") -> None:
    await ask(edge, line, address)
    await reads_until(line, words)


async def ask(edge: Shaken, line: socket.socket, address: str) -> None:
    request = (
        f"GET /ws/ HTTP/1.1\r\nHost: 127.0.0.1:{edge.port}\r\nOrigin: {edge.origin}\r\n"
        f"X-Forwarded-For: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    await asyncio.get_running_loop().sock_sendall(line, request.encode())


async def reads_until(line: socket.socket, words: bytes) -> bytes:
    heard = b""
    async with asyncio.timeout(SIGN):
        while words not in heard:
            data = await asyncio.get_running_loop().sock_recv(line, 4096)
            assert data, heard[-300:]
            heard += data
    return heard


def is_aborted(line: socket.socket) -> bool:
    """Seen without reading."""
    poll = select.poll()
    poll.register(line, select.POLLHUP)
    return bool(poll.poll(0))


async def until(true: Any, what: str) -> None:
    try:
        async with asyncio.timeout(SIGN):
            while not true():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"waited for {what}") from None


class Meter:
    """What the process and a page beside it feel of all this."""

    def __init__(self, edge: Shaken, beside: Page) -> None:
        self.process, self.beside = Path("/proc") / str(edge.web_pid()), beside
        (self.process / "clear_refs").write_text("5")  # forget the peak so far
        self.before = self._kibibytes("VmRSS")
        self.trips: list[float] = []  # seconds

    async def __aenter__(self) -> Self:
        self._probing = asyncio.create_task(self._probe())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._probing.cancel()

    async def _probe(self) -> None:
        while True:
            start = time.monotonic()
            await self.beside.probe()
            self.trips.append(time.monotonic() - start)
            await asyncio.sleep(0.01)

    def grown(self) -> int:
        """KiB between then and the peak."""
        return self._kibibytes("VmHWM") - self.before

    def _kibibytes(self, name: str) -> int:
        return int((self.process / "status").read_text().partition(f"{name}:")[2].split()[0])

    def __str__(self) -> str:
        median, longest = statistics.median(self.trips) * 1000, max(self.trips) * 1000
        return f"{self.grown()} KiB, trips of {median:.1f} ms, the longest {longest:.0f} ms"


@asynccontextmanager
async def beside(edge: Shaken) -> AsyncIterator[Page]:
    """Somebody who chats, on the same process."""
    chris = await Customer.opens_ticket(edge, "Chris")
    async with chris.page(headers=of("192.0.2.1")) as page:
        await page.gets("presence")
        yield page
        assert page.closed is None
        await page.acked(await page.says(chris.ticket, "All quiet here"))


@pytest.mark.parametrize("count", [pytest.param(1, marks=pytest.mark.edge), 20])
async def test_a_page_that_does_not_read_is_dropped(edge: Shaken, count: int) -> None:
    carla, ada = await Customer.opens_ticket(edge), await Agent.of(edge)
    start = len(edge.words())
    async with beside(edge) as other, AsyncExitStack() as lines:
        page = await lines.enter_async_context(carla.page())
        agent = await lines.enter_async_context(ada.page(carla.ticket, queue=False))
        assert page.hello is not None
        slow = [
            await lines.enter_async_context(raw_page(edge, page.hello, "192.0.2.2")) for _ in range(count)
        ]
        async with Meter(edge, other) as meter:
            for _ in range(MESSAGES_EACH):
                for writer in (page, agent):
                    await writer.acked(await writer.says(carla.ticket, LONG))
            await until(lambda: edge.words(start).count("reads too slowly") == count, "the server to notice")
            await until(lambda: all(map(is_aborted, slow)), "the end of their connections")
        print(f"{count} dropped: {meter}")
        assert meter.grown() < (3 + 2 * count) * MIB
        last = str(uuid4())
        await agent.acked(await agent.says(carla.ticket, last))
        await page.shows(carla.ticket, last)
        assert page.bodies(carla.ticket).count(LONG) == 2 * MESSAGES_EACH, "who reads has it all"


FLOODS: Final = {
    "text": frame(TEXT, b'{"type":"typing","ticket":"x"}'),
    "probes": frame(BINARY, b"\x02\x07"),
    "pongs": frame(BINARY, b"\x01"),
    "pings of RFC 6455": frame(PING, b""),
    "pongs of RFC 6455": frame(PONG, b""),
    "fragments of nothing": frame(REST, b"", fin=False),
}
BEGINNINGS: Final = {"fragments of nothing": frame(TEXT, b"{", fin=False)}


@pytest.mark.edge
@pytest.mark.parametrize("kind", FLOODS)
async def test_a_flood_costs_the_others_next_to_nothing(edge: Shaken, kind: str) -> None:
    carla, loop = await Customer.opens_ticket(edge), asyncio.get_running_loop()
    hello = carla.page().hello
    async with beside(edge) as other, raw_page(edge, hello, "192.0.2.3") as line, Meter(edge, other) as meter:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MIB * 64)  # reads well, and so learns why
        heard = asyncio.create_task(reads_until(line, b'"retry_after":5}'))
        sent = 0
        await loop.sock_sendall(line, BEGINNINGS.get(kind, b""))
        with contextlib.suppress(ConnectionError):
            while not heard.done():
                await loop.sock_sendall(line, FLOODS[kind] * 1000)
                sent += 1000
        words = await heard
        print(f"{kind}: {sent} frames: {meter}")
        assert b'"code":4429' in words
        assert (b'"rate_limited"' in words) == (kind == "text")
        assert meter.grown() < 4 * MIB


@pytest.mark.edge
async def test_an_address_has_so_many_sockets(edge: Shaken) -> None:
    """An address is what the proxy wrote last, and all of an IPv6 site. An office's agents have one
    address, too: they don't count."""
    ada = await Agent.of(edge)
    here = (of(f"198.51.100.{n % 250}, 2001:db8:0:4::{n:x}") for n in itertools.count())
    async with AsyncExitStack() as pages:
        agent = ada.page()
        agent.headers = agent.headers | next(here)
        await (await pages.enter_async_context(agent)).gets("welcome")
        several = [Page(edge, None, headers=next(here)) for _ in range(SOCKETS_OF_ADDRESS)]
        for page in several:
            await pages.enter_async_context(page)
        async with Page(edge, None, headers=next(here)) as one_more:
            await turned_away(one_more)
        late = ada.page()
        late.headers = late.headers | next(here)
        async with late:
            await late.gets("welcome")
        async with Page(edge, None, headers=of("2001:db8:0:4::1, 2001:db8:0:5::1")) as elsewhere:
            await elsewhere.probe()
        await several[0].socket.close()
        async with Page(edge, None, headers=next(here)) as instead:
            await instead.probe()
        assert agent.closed is None


async def test_a_ticket_has_so_many_sockets_of_its_customer(edge: Shaken) -> None:
    carla, ada = await Customer.opens_ticket(edge), await Agent.of(edge)
    async with AsyncExitStack() as pages:
        several = [carla.page(headers=of(f"198.51.100.{n}")) for n in range(SOCKETS_OF_TICKET)]
        for page in several:
            await (await pages.enter_async_context(page)).gets("events")
        async with carla.page(headers=of("198.51.100.100")) as one_more:
            await turned_away(one_more)
        async with ada.page(carla.ticket, queue=False) as agent:
            await agent.gets("events")
        await several[0].socket.close()
        async with carla.page(headers=of("198.51.100.101")) as instead:
            await instead.gets("events")


async def turned_away(page: Page) -> None:
    bye = await page.gets("bye")
    assert bye["code"] == await page.is_closed() == 4429
    assert bye["retry_after"] > 0
    assert not page.of_type("events")


async def test_nothing_is_left_of_pages_that_leave_amid_frames(edge: Shaken) -> None:
    """Frames of theirs and for them are under way, and some leave without a word."""
    carla, ada = await Customer.opens_ticket(edge), await Agent.of(edge)
    async with beside(edge), ada.page(carla.ticket) as agent:
        await agent.gets("presence")
        for _ in range(3):  # until what is made once, is made: the database's threads, with their memory
            await come_and_go(edge, carla, agent)
        before = await asyncio.to_thread(Footprint.of, edge)
        for _ in range(5):
            await come_and_go(edge, carla, agent)
        after = await asyncio.to_thread(at_rest, edge, before)
    assert after.kibibytes - before.kibibytes < 4 * MIB, (before, after)


async def come_and_go(edge: Shaken, carla: Customer, agent: Page) -> None:
    pages = [carla.page(headers=of("192.0.2.6")) for _ in range(30)]
    await asyncio.gather(*(page.__aenter__() for page in pages))
    for number, page in enumerate(pages):
        with contextlib.suppress(ConnectionClosed):
            await page.send({"type": "typing", "ticket": carla.ticket})
            await page.send({"type": "sync", "ticket": carla.ticket, "after": 0})
            await page.says(carla.ticket, "On my way out")
        await agent.says(carla.ticket, "Wait …")
        if number % 2:
            page.socket.transport.abort()
    await asyncio.gather(*(page.__aexit__(None, None, None) for page in pages))


@pytest.mark.edge
async def test_who_gave_up_while_the_process_was_busy_costs_no_socket(edge: Shaken) -> None:
    """Forty pages come at once, and fifteen have gone when it gets to them."""
    async with beside(edge):
        before = opened(edge)
        with contextlib.ExitStack() as lines:
            pages = [lines.enter_context(socket.socket()) for _ in range(40)]
            edge.parts["web"].send_signal(signal.SIGSTOP)
            try:
                for page in pages:
                    page.setblocking(False)
                    await asyncio.get_running_loop().sock_connect(page, ("127.0.0.1", edge.port))
                    await ask(edge, page, "192.0.2.8")
                for page in pages[1:30:2]:
                    page.close()
            finally:
                edge.parts["web"].send_signal(signal.SIGCONT)
            for page in [*pages[:30:2], *pages[30:]]:
                await reads_until(page, b" 101 ")
        # It accepts twenty or so a turn; who is the newest of those comes in before it is known to have gone.
        assert 25 <= opened(edge) - before <= 30


@pytest.mark.edge
async def test_a_process_without_files_left_says_so_now_and_then_and_recovers(edge: Shaken) -> None:
    pid, start, loop = edge.web_pid(), len(edge.words()), asyncio.get_running_loop()
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    async with beside(edge) as other:
        await other.probe()  # what a first one imports is a file, too
        held = len(list((Path("/proc") / str(pid) / "fd").iterdir()))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (held + 10, before[1]))
        try:
            with contextlib.ExitStack() as lines:
                for _ in range(100):
                    line = lines.enter_context(socket.socket())
                    line.setblocking(False)
                    with contextlib.suppress(ConnectionError):
                        await loop.sock_connect(line, ("127.0.0.1", edge.port))
                for _ in range(20):  # two seconds, at a pace below the bound on binary frames
                    await other.probe()
                    await asyncio.sleep(0.1)
                said = edge.words(start).splitlines()
                assert len(said) < 20, said[:20]
                assert "no connection can be accepted: " in edge.words(start)
                assert "Traceback" not in edge.words(start)
        finally:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
        await asyncio.to_thread(edge.wait_until, edge.answers, "new connections")


def opened(edge: Shaken) -> float:
    text = httpx.get(f"http://127.0.0.1:{edge.variables['METRICS_PORT']}/metrics", timeout=SIGN).text
    told = re.search(r"^holdfast_sockets_opened_total (\S+)$", text, re.MULTILINE)
    return float(told[1]) if told else 0


@pytest.mark.edge
async def test_a_process_that_ends_says_so_to_who_comes_late(edge: Shaken) -> None:
    """To a page that has not said hello, and to one that comes over a connection from before."""
    carla, loop = await Customer.opens_ticket(edge), asyncio.get_running_loop()
    async with (
        raw_page(edge, carla.page().hello, "192.0.2.7") as stays,  # and answers no close
        raw_page(edge, None, "192.0.2.7") as silent,
    ):
        with socket.create_connection(("127.0.0.1", edge.port)) as late:
            late.setblocking(False)
            await loop.sock_sendall(late, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            await reads_until(late, b"200 OK")
            started = time.monotonic()
            edge.parts["web"].send_signal(signal.SIGTERM)
            for line in (stays, silent):
                assert b'"retry_after":5.0' in await reads_until(line, b'"code":4012')
            await upgrade(edge, late, "192.0.2.7", b'"code":4012')
        await asyncio.to_thread(edge.parts["web"].wait, SIGN)
    assert edge.parts["web"].returncode == 0
    assert time.monotonic() - started < 10
    edge.start("web")
