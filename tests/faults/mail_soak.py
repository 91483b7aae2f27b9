"""Conversations by mail while everything that carries them is killed at random, and what became of each mail.

    python -m tests.faults.mail_soak --mails 2000 --kills 50 --database postgresql --seed 7
    python -m tests.faults.mail_soak --mails 200 --kills 25 --broken mail_answered_before_commit --still 60

A conversation is opened by a mail, answered on the desk, mailed to the customer, who answers that mail, and
so on. In comes by IMAP (Dovecot) or by SMTP, out goes to Exim. Killed, evenly over the work: two processes of
`manage.py jobs`, `manage.py mail`, the web process, both mail servers, and all connections to PostgreSQL, or
SQLite's lock is held. As root, for Exim has a user of its own. Ends with 1 if anything is missing, twice or
out of order; `--broken` names a module of `tests.faults.broken`, with which that has to be found.
"""

import argparse
import asyncio
import contextlib
import itertools
import random
import re
import smtplib
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import httpx
import psycopg

from tests.cast import Agent, http_client
from tests.mail_servers import Dovecot, Exim, read
from tests.postgresql import Server
from tests.stack import Stack, free_port

ROUNDS: Final = 5  # mails in and out of a conversation: a sixth of one sender in ten minutes would be held
AT_ONCE: Final = 200  # conversations
PATIENCE: Final = 1_800.0  # seconds until a part must be up, on a machine that may be busy with others
STILL: Final = 300  # seconds in which nothing comes, in or out: then what is missing is missing
LOOK: Final = 0.25  # seconds
WORKERS: Final = ("first jobs", "second jobs")
VICTIMS: Final = (*WORKERS, "exim", "dovecot", "database", "mail", "web")
TWICE: Final = {*WORKERS, "exim", "database"}  # by whose end a mail may have to be sent again
AT_MOST: Final = 4  # mails that are under way in both processes, when one of those ends
BEFORE: Final = 5.0  # seconds that Exim may take, from its 250 to its folder
SAID: Final = re.compile(r"\bout \d+ \d+ [ab]\b")
LOG: Final = """
SELECT contact.email, ticket.id, event.body FROM tickets_event event
JOIN tickets_ticket ticket ON ticket.id = event.ticket_id
JOIN tickets_contact contact ON contact.id = ticket.contact_id
WHERE event.kind = 'message' ORDER BY ticket.id, event.seq
"""
NEWEST: Final = "SELECT public_id FROM tickets_ticket WHERE id = {}"


class Row(NamedTuple):
    """A message of the log."""

    customer: str
    ticket: int
    body: str


@dataclass(frozen=True)
class Came:
    """A mail that the customer's server has delivered."""

    message_id: str
    said: tuple[str, ...]
    at: float


class Kill(NamedTuple):
    name: str
    at: float


class StoodStill(Exception):
    """Nothing comes any more."""


@dataclass(frozen=True)
class Outcome:
    mails_in: int
    mails_out: int  # Message-IDs
    missing_in: int  # mails that are no message
    doubled_in: int  # messages of one mail, beyond the first; tickets of one customer
    missing_out: int  # replies in no mail
    split: int  # replies in mails of several Message-IDs
    again: int  # the same Message-ID, beyond the first: may be
    unexplained: int  # of these: without a server's end in between
    out_of_order: int  # conversations
    strange: int  # messages that nobody wrote
    kills: dict[str, int]
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        wrong = (self.missing_in, self.doubled_in, self.missing_out, self.split, self.unexplained)
        return not any((*wrong, self.out_of_order, self.strange))


def outcome(
    talks: dict[str, list[str]], log: Sequence[Row], came: Sequence[Came], kills: Sequence[Kill]
) -> Outcome:
    """`talks`: by customer, all that was said, in its order."""
    messages = Counter((row.customer, row.body) for row in log)
    said = [(customer, body) for customer, bodies in talks.items() for body in bodies]
    sent_in = [one for one in said if one[1].startswith("in ")]
    tickets = {customer: {row.ticket for row in log if row.customer == customer} for customer in talks}
    mails = defaultdict[str, set[str]](set)
    for mail in came:
        for words in mail.said:
            mails[words].add(mail.message_id)
    arrivals = defaultdict[str, list[float]](list)
    for mail in sorted(came, key=lambda mail: mail.at):
        arrivals[mail.message_id].append(mail.at)
    replies = [body for _, body in said if body.startswith("out ")]
    return Outcome(
        mails_in=len(sent_in),
        mails_out=len(arrivals),
        missing_in=sum(not messages[one] for one in sent_in),
        doubled_in=sum(max(0, messages[one] - 1) for one in sent_in)
        + sum(max(0, len(numbers) - 1) for numbers in tickets.values()),
        missing_out=sum(not mails[words] for words in replies),
        split=sum(len(mails[words]) > 1 for words in replies),
        again=sum(len(times) - 1 for times in arrivals.values()),
        unexplained=_unexplained(arrivals, kills),
        out_of_order=sum(_firsts(log, customer) != bodies for customer, bodies in talks.items()),
        strange=len(set(messages) - set(said)),
        kills=dict(Counter(kill.name for kill in kills)),
    )


def _firsts(log: Sequence[Row], customer: str) -> list[str]:
    return list(dict.fromkeys(row.body for row in log if row.customer == customer))


def _unexplained(arrivals: dict[str, list[float]], kills: Sequence[Kill]) -> int:
    """Each needs an end between the two; and one end explains no more than what was under way."""
    ends = [kill.at for kill in kills if kill.name in TWICE]
    pairs = [(first, again) for times in arrivals.values() for first, again in itertools.pairwise(times)]
    without = sum(not any(first - BEFORE <= at <= again for at in ends) for first, again in pairs)
    return without + max(0, len(pairs) - without - AT_MOST * len(ends))


class Desk(Stack):
    def __init__(
        self, folder: Path, database: str | None, dovecot: Dovecot, exim: Exim, settings: str
    ) -> None:
        self.dovecot, self.exim, self.smtp_port = dovecot, exim, free_port()
        super().__init__(
            folder,
            database,
            DJANGO_SETTINGS_MODULE=settings,
            **(exim.variables | dovecot.variables),
            SMTP_LISTEN=f"127.0.0.1:{self.smtp_port}",
            MAIL_FROM="Help <support@help.example>",
            AWAY_MAIL_AFTER="2",
        )

    def wait_until(self, true: Callable[[], bool], what: str) -> None:
        """A part that was killed begins again when the machine lets it."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline, f"waited for {what}; {self.words()[-3000:]}"
            time.sleep(0.05)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(self._database()) as connection:
            cursor = connection.cursor()
            cursor.execute(question)
            return list(cursor.fetchall())

    def _database(self) -> Any:
        if url := self.variables.get("DATABASE_URL"):
            return psycopg.connect(url, autocommit=True)
        return sqlite3.connect(self.folder / "holdfast.sqlite3", isolation_level=None, timeout=60)

    def end_connections(self, seconds: float) -> None:
        """Of PostgreSQL; SQLite has none to end, and is kept locked."""
        if "DATABASE_URL" in self.variables:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            self.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
            return
        with contextlib.closing(self._database()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            connection.execute("ROLLBACK")


@dataclass
class Talk:
    """One customer's, who writes by one door, so that the order of handing in is known."""

    number: int
    said: list[str] = field(default_factory=list)
    newest: EmailMessage | None = None  # that they answer
    ids: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"carla{self.number}@example.org"

    def writes(self, words: str) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["Message-ID"] = (
            f"Carla <{self.address}>",
            f"<{words.replace(' ', '.')}@example.org>",
        )
        mail["To"] = self.newest["Reply-To"] if self.newest else "support@help.example"
        mail["Subject"] = f"Re: {self.newest['Subject']}" if self.newest else f"Order {self.number}"
        quoted = ""
        if self.newest:
            mail["In-Reply-To"] = self.newest["Message-ID"]
            body = self.newest.get_body(("plain",))
            lines = str(body.get_content() if body else "").splitlines()
            quoted = "\n\nOn 28 Nov 2026, at 10:12, Help wrote:\n" + "\n".join(f"> {line}" for line in lines)
        mail.set_content(f"{words}{quoted}\n")
        return mail.as_bytes()


class Soak:
    def __init__(self, desk: Desk, mails: int, kills: int, dice: random.Random, still: float = STILL) -> None:
        self.desk, self.dice, self.still = desk, dice, still
        self.moved = time.monotonic()
        self.talks = [Talk(number) for number in range(max(1, mails // (2 * ROUNDS)))]
        self.victims = [VICTIMS[number % len(VICTIMS)] for number in range(kills)]
        dice.shuffle(self.victims)
        self.done = 0  # mails in, and replies that arrived
        self.log: list[Row] = []
        self.in_log: set[tuple[str, str]] = set()
        self.came: list[Came] = []
        self.mails: dict[str, EmailMessage] = {}  # by what is said in them
        self.kills: list[Kill] = []
        self.seen: set[str] = set()

    async def run(self) -> Outcome:
        begun = time.monotonic()
        self.agent = await Agent.signs_in(self.desk)
        places = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as beside:
            looking = beside.create_task(self._look())
            async with asyncio.TaskGroup() as work:
                for part in (self._kill_all(), *(self._talk(talk, places) for talk in self.talks)):
                    work.create_task(self._unless_it_stands_still(part))
            await asyncio.sleep(4 * BEFORE)  # for what would come twice
            looking.cancel()
        await self._look_once()
        talks = {talk.address: talk.said for talk in self.talks}
        found = outcome(talks, self.log, self.came, self.kills)
        return Outcome(**(vars(found) | {"seconds": round(time.monotonic() - begun, 1)}))

    async def _unless_it_stands_still(self, part: Coroutine[Any, Any, None]) -> None:
        """Then what became of it is told by what is there."""
        with contextlib.suppress(StoodStill):
            await part

    def open_ends(self) -> list[str]:
        """What was said and is no message, or in no mail."""
        said = [(talk.address, words) for talk in self.talks for words in talk.said]
        unstored = [f"no message: {words}" for address, words in said if (address, words) not in self.in_log]
        replies = [words for _, words in said if words.startswith("out ")]
        return unstored + [f"in no mail: {words}" for words in replies if words not in self.mails]

    # — what is said —

    async def _talk(self, talk: Talk, places: asyncio.Semaphore) -> None:
        async with places:
            for number in range(ROUNDS):
                await self._customer_writes(talk, f"in {talk.number} {number}")
                for part in "ab"[: 1 + talk.number % 2]:
                    await self._agent_answers(talk, f"out {talk.number} {number} {part}")
                await self._until(lambda: all(words in self.mails for words in talk.said if words[0] == "o"))
                talk.newest = self.mails[talk.said[-1]]

    async def _customer_writes(self, talk: Talk, words: str) -> None:
        talk.said.append(words)
        by = self._by_imap if talk.number % 2 else self._by_smtp
        await self._again_and_again(by, talk.address, talk.writes(words))
        await self._until(lambda: (talk.address, words) in self.in_log)
        self.done += 1

    def _by_imap(self, _: str, mail: bytes) -> None:
        self.desk.dovecot.deliver(mail)

    def _by_smtp(self, sender: str, mail: bytes) -> None:
        to = re.search(rb"^To: .*?([^\s<>]+@help\.example)", mail, re.MULTILINE)
        assert to, mail
        with smtplib.SMTP("127.0.0.1", self.desk.smtp_port, timeout=60) as server:
            server.sendmail(sender, [to[1].decode()], mail)

    async def _again_and_again(self, act: Callable[..., None], *args: Any) -> None:
        """As a mail server does, until it hears that it was taken."""
        while True:
            try:
                return await asyncio.to_thread(act, *args)
            except Exception:
                await self._a_moment()

    async def _agent_answers(self, talk: Talk, words: str) -> None:
        talk.said.append(words)
        ticket = next(row.ticket for row in self.log if row.customer == talk.address)
        [(id,)] = await self._asked(NEWEST.format(ticket))
        message = {"id": str(uuid5(NAMESPACE_URL, words)), "body": words}
        while not await self._posted(f"/api/tickets/{id}/messages?as=agent", message):
            await self._a_moment()
        self.done += words.endswith("a")

    async def _posted(self, path: str, message: dict[str, str]) -> bool:
        headers = self.agent.cookie | {"Origin": self.desk.origin}
        try:
            async with http_client(self.desk.origin, headers=headers, timeout=20) as http:
                answer = await http.post(path, json=message)
        except httpx.HTTPError:
            return False
        assert answer.status_code in (201, 429) or answer.status_code >= 500, answer.text
        return answer.status_code == 201

    # — what is seen of it —

    async def _look(self) -> None:
        while True:
            await self._look_once()
            await asyncio.sleep(LOOK)

    async def _look_once(self) -> None:
        self.log = [Row(*row) for row in await self._asked(LOG)]
        in_log = {(row.customer, row.body) for row in self.log}
        if in_log != self.in_log:
            self.in_log, self.moved = in_log, time.monotonic()
        for path in await asyncio.to_thread(self.desk.exim.files):
            if path.name not in self.seen:
                self.seen.add(path.name)
                self._take(read(path), path.stat().st_mtime)

    def _take(self, mail: EmailMessage, at: float) -> None:
        body = mail.get_body(("plain",))
        said = tuple(SAID.findall(str(body.get_content() if body else "")))
        self.came.append(Came(mail["Message-ID"], said, at))
        self.moved = time.monotonic()
        self.mails |= dict.fromkeys(said, mail)

    async def _asked(self, question: str) -> list[tuple[Any, ...]]:
        while True:
            try:
                return await asyncio.to_thread(self.desk.ask, question)
            except (psycopg.Error, sqlite3.Error):  # this connection was ended as well
                await asyncio.sleep(LOOK)

    async def _until(self, true: Callable[[], object]) -> None:
        while not true():
            await self._a_moment(LOOK / 2, LOOK / 2)

    async def _a_moment(self, least: float = 0.1, most: float = 0.6) -> None:
        if time.monotonic() > self.moved + self.still:
            raise StoodStill
        await asyncio.sleep(self.dice.uniform(least, most))

    # — what is killed —

    async def _kill_all(self) -> None:
        """Spread evenly over the work."""
        all_of_it = 2 * ROUNDS * len(self.talks)
        for number, victim in enumerate(self.victims, 1):
            await self._until(lambda at=number: self.done >= at * all_of_it // (len(self.victims) + 1))  # type: ignore[misc]
            await asyncio.sleep(self.dice.uniform(0.0, 0.3))  # into whatever it is doing
            self.kills.append(Kill(victim, time.time()))
            await asyncio.to_thread(self._kill, victim, self.dice.uniform(0.0, 1.0))

    def _kill(self, victim: str, away: float) -> None:
        if victim == "database":
            self.desk.end_connections(away * 6)  # and beyond what a writer waits
            return
        server = {"exim": self.desk.exim, "dovecot": self.desk.dovecot}.get(victim)
        if server:
            server.kill()
            time.sleep(away)
            server.start()
        else:
            self.desk.kill(victim)
            time.sleep(away)
            self.desk.start(victim)


def run(folder: Path, database: str | None, asked: argparse.Namespace) -> Outcome:
    settings = f"tests.faults.{f'broken.{asked.broken}' if asked.broken else 'mail_settings'}"
    with (
        Dovecot(folder / "dovecot") as dovecot,
        Exim(folder / "exim") as exim,
        Desk(folder / "desk", database, dovecot, exim, settings) as desk,
    ):
        for part in (*WORKERS, "mail"):
            desk.start(part)
        soak = Soak(desk, asked.mails, asked.kills, random.Random(asked.seed), asked.still)
        found = asyncio.run(soak.run())
        if not found.sound:
            print(desk.words()[-5000:], *soak.open_ends(), sep="\n", file=sys.stderr)
        return found


def on(database: str, asked: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory(prefix="holdfast-mail-") as folder, contextlib.ExitStack() as stack:
        Path(folder).chmod(0o755)  # for the mail servers' own users
        (Path(folder) / "desk").mkdir()
        url = stack.enter_context(Server()).new_database() if database == "postgresql" else None
        found = run(Path(folder), url, asked)
        print(database, "sound:" if found.sound else "NOT SOUND:", found, flush=True)
        return found.sound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=2_000, help="in and out")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="without: one after the other")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--still", type=float, default=STILL, help="seconds until what is missing is missing")
    parser.add_argument("--broken", default="", help="a module of tests.faults.broken")
    asked = parser.parse_args()
    databases = [asked.database] if asked.database else ["sqlite", "postgresql"]
    found = [on(database, asked) for database in databases]
    sys.exit(not all(found))


if __name__ == "__main__":
    main()
