"""How long mail takes, through real mail servers (Dovecot, Exim): a reply on the desk until the customer's
server has it, a mail in until it shows on the desk, a dead desk until Web Push is sent; and what a hundred
mails a minute do to `send` → `ack`, by turns in one run.

    python -m bench.mail --times 50 --pushes 3 --turns 6 --seconds 10

As root: Exim has a user of its own.
"""

import argparse
import asyncio
import base64
import contextlib
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench.machine import in_words
from bench.table import percentile, table
from tests.cast import Agent, Customer, Page, http_client
from tests.mail_servers import Dovecot, Exim, read
from tests.stack import Stack

AWAY: Final = 10  # seconds, AWAY_MAIL_AFTER: the bound is beyond it
PATIENCE: Final = 600.0  # seconds: on a busy machine it measures what that does, and does not end
LOOK: Final = 0.02  # seconds
APART: Final = 0.37  # seconds between two replies: no part of a tick's interval
A_MINUTE: Final = 100  # mails
TALKERS: Final = 20
RATE: Final = 20  # messages a second


class Desk:
    def __init__(self, stack: Stack, dovecot: Dovecot, exim: Exim) -> None:
        self.stack, self.dovecot, self.exim = stack, dovecot, exim
        self.numbers = itertools.count()

    async def opened(self, name: str) -> Customer:
        """By somebody who has gone."""
        opening = {"id": str(uuid4()), "name": name, "email": f"{name}@example.org", "body": "Hello?"}
        async with http_client(self.stack.origin, timeout=PATIENCE) as http:
            told = (await http.post("/api/tickets", json=opening)).json()
        return Customer(self.stack, name, told["ticket"], told["token"])

    def mail(self, sender: str, to: str) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{sender}@example.org", to, "An order"
        mail["Message-ID"] = f"<{next(self.numbers)}.{sender}@example.org>"
        mail.set_content("It works again.\n")
        return mail.as_bytes()


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(LOOK)


async def replies(desk: Desk, times: int) -> tuple[list[float], dict[str, str]]:
    """Seconds beyond AWAY until the mail server has each; and by customer, where an answer goes. Each is
    written at another moment between two ticks."""
    agent, boxes = await Agent.of(desk.stack), Boxes(desk.exim)
    looking = asyncio.create_task(boxes.look())
    async with http_client(desk.stack.origin, headers=agent.cookie, timeout=PATIENCE) as http:

        async def reply(number: int) -> float:
            carla = await desk.opened(f"carla{number}")
            await asyncio.sleep(number * APART)
            begun = time.monotonic()
            said = {"id": str(uuid4()), "body": "Which one?"}
            headers = {"Origin": desk.stack.origin}
            at = f"/api/tickets/{carla.ticket}/messages?as=agent"
            (await http.post(at, json=said, headers=headers)).raise_for_status()
            await until(lambda: carla.name in boxes.came)
            return boxes.came[carla.name] - begun - AWAY

        beyond = await asyncio.gather(*map(reply, range(times)))
    looking.cancel()
    return beyond, boxes.answers


class Boxes:
    """What Exim has delivered, by customer: when it was first seen, and where an answer to it goes."""

    def __init__(self, exim: Exim) -> None:
        self._exim, self._seen = exim, set[str]()
        self.came, self.answers = dict[str, float](), dict[str, str]()

    async def look(self) -> None:
        while True:
            for path in self._exim.files():
                if path.name not in self._seen:
                    self._seen.add(path.name)
                    mail, at = read(path), time.monotonic()
                    name = str(mail["To"]).partition("@")[0]
                    self.came[name], self.answers[name] = at, mail["Reply-To"]
            await asyncio.sleep(LOOK)


async def comes_in(desk: Desk, answers: dict[str, str]) -> list[float]:
    """Seconds from a mail that is handed to the mailbox until an agent's page has it."""
    agent, took = await Agent.of(desk.stack), list[float]()
    for name, to in answers.items():
        ticket = to.partition("+")[2].partition(".")[0]
        async with agent.page(ticket) as ada:
            await ada.gets("events", ticket=ticket)
            begun = time.monotonic()
            await asyncio.to_thread(desk.dovecot.deliver, desk.mail(name, to))
            await ada.shows(ticket, "It works again.")
            took.append(time.monotonic() - begun)
    return took


@contextlib.asynccontextmanager
async def push_service(pushed: asyncio.Event) -> AsyncIterator[int]:
    """Its port. It takes every push for as long as it is there, also those of the mails behind it: one that
    has gone would be tried again, over and over."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        pushed.set()
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as service:
        yield service.sockets[0].getsockname()[1]


async def pushes(desk: Desk, times: int, port: int, pushed: asyncio.Event) -> list[float]:
    """Seconds from the moment at which the last desk's line goes dead until a push service is asked; the
    customer writes right behind that moment."""
    agent, took = await Agent.of(desk.stack), list[float]()
    await _be_reached(desk, agent, port)
    for _ in range(times):
        async with agent.page() as ada:
            await ada.until(lambda: ada.pings > 1, "two pings", PATIENCE)
            ada.answers_pings, begun = False, time.monotonic()
            pushed.clear()
            await desk.opened(f"dora{next(desk.numbers)}")
            async with asyncio.timeout(PATIENCE):
                await pushed.wait()
            took.append(time.monotonic() - begun)
    return took


async def _be_reached(desk: Desk, agent: Agent, port: int) -> None:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key, secret = (base64.urlsafe_b64encode(one).rstrip(b"=").decode() for one in (raw, os.urandom(16)))
    device = {"endpoint": f"http://127.0.0.1:{port}/push", "key": key, "secret": secret}
    async with http_client(desk.stack.origin, headers=agent.cookie) as http:
        headers = {"Origin": desk.stack.origin}
        (await http.post("/api/notifications/devices", json=device, headers=headers)).raise_for_status()


async def sends(desk: Desk, turns: int, seconds: float) -> dict[str, list[float]]:
    """Milliseconds to `ack`, without mails and beside A_MINUTE, by turns."""
    took: dict[str, list[float]] = {"without": [], "beside mails": []}
    async with contextlib.AsyncExitStack() as pages:
        talkers = []
        for number in range(TALKERS):
            eve = await desk.opened(f"eve{number}")
            talkers.append((await pages.enter_async_context(eve.page()), eve.ticket))
        await _talked(talkers, seconds)  # what a process does the first time it does once
        for turn in range(turns):
            for name in list(took)[:: -1 if turn % 2 else 1]:
                async with mails(desk) if name != "without" else contextlib.nullcontext():
                    took[name] += await _talked(talkers, seconds)
    return took


@contextlib.asynccontextmanager
async def mails(desk: Desk) -> AsyncIterator[None]:
    """Into the mailbox, each of somebody new, who gets a ticket."""

    async def come() -> None:
        while True:
            mail = desk.mail(f"fay{next(desk.numbers)}", "support@help.example")
            await asyncio.gather(asyncio.to_thread(desk.dovecot.deliver, mail), asyncio.sleep(60 / A_MINUTE))

    coming = asyncio.create_task(come())
    try:
        await asyncio.sleep(2)
        yield
    finally:
        coming.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await coming


async def _talked(talkers: Sequence[tuple[Page, str]], seconds: float) -> list[float]:
    took = []
    for number in range(round(seconds * RATE)):
        page, ticket = talkers[number % len(talkers)]
        begun = time.monotonic()
        await _acked(page, ticket)
        took.append(1000 * (time.monotonic() - begun))
        await asyncio.sleep(max(0.0, 1 / RATE - (time.monotonic() - begun)))
    return took


async def _acked(page: Page, ticket: str) -> None:
    """As a page does it: what can't be stored just now is sent again."""
    id = await page.says(ticket, "Hello")
    for rejects in itertools.count(1):
        await page.until(
            lambda: page.of_type("ack", id=id) or len(page.of_type("reject", id=id)) >= rejects,  # noqa: B023
            "an answer",
            PATIENCE,
        )
        if page.of_type("ack", id=id):
            return
        await asyncio.sleep(page.of_type("reject", id=id)[-1]["retry_after"])
        await page.says(ticket, "Hello", id=id)


async def measured(desk: Desk, asked: argparse.Namespace) -> None:
    beyond, answers = await replies(desk, asked.times)
    rows = [
        row(f"reply until the mail server has it, beyond {AWAY} s", beyond, "5"),
        row("mail in until it shows on the desk, IDLE", await comes_in(desk, answers), "2"),
    ]
    pushed = asyncio.Event()
    async with push_service(pushed) as port:
        to_push = await pushes(desk, asked.pushes, port, pushed)
        rows.append(row("the last desk's line dead until Web Push", to_push, "30"))
        print(table(("seconds", "times", "p50", "p95", "most", "bound"), rows), flush=True)
        took = await sends(desk, asked.turns, asked.seconds)
    without, beside = (statistics.median(took[name]) for name in took)
    rows = [
        [name, f"{statistics.median(ms):.1f}", f"{percentile(ms, 0.95):.1f}"] for name, ms in took.items()
    ]
    print(table((f"send to ack, ms, {RATE} a second", "p50", "p95"), rows))
    print(f"ratio of the medians: {beside / without:.2f} (bound: 1.05), a load of {os.getloadavg()[0]:.1f}")


def row(name: str, took: list[float], bound: str) -> list[str]:
    times = (statistics.median(took), percentile(took, 0.95), max(took))
    return [name, str(len(took)), *(f"{one:.2f}" for one in times), bound]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--times", type=int, default=50, help="replies and mails")
    parser.add_argument("--pushes", type=int, default=3)
    parser.add_argument("--turns", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=10, help="a turn")
    asked = parser.parse_args()
    print(in_words(), f"a load of {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory(prefix="holdfast-mail-") as name, contextlib.ExitStack() as all_of_it:
        folder = Path(name)
        folder.chmod(0o755)  # for the mail servers' own users
        (folder / "desk").mkdir()
        dovecot = all_of_it.enter_context(Dovecot(folder / "dovecot"))
        exim = all_of_it.enter_context(Exim(folder / "exim"))
        mail = exim.variables | dovecot.variables | {"MAIL_FROM": "Help <support@help.example>"}
        more = {"AWAY_MAIL_AFTER": str(AWAY), "HEARTBEAT_INTERVAL": "5", "WEBHOOK_NETWORKS": "127.0.0.0/8"}
        stack = all_of_it.enter_context(Stack(folder / "desk", **mail, **more))
        for part in ("jobs", "mail"):
            stack.start(part)
        asyncio.run(measured(Desk(stack, dovecot, exim), asked))


if __name__ == "__main__":
    main()
