"""How long a search takes among so many messages, what the index costs, and whether messages wait for
searches: in one process, without a page, on one database.

python -m bench.search --messages 200000 --database sqlite
"""

import argparse
import os
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench.table import percentile, table
from tests.postgresql import Server

OF_TICKET: Final = 20  # messages
AT_ONCE: Final = 2_000  # rows
RATE: Final = 100  # messages a second, while it is told whether they wait
TURNS: Final = 3
dice = random.Random(1)


def word() -> str:
    return "".join(dice.choice("bcdfghklmnprst") + dice.choice("aeiou") for _ in range(dice.randint(1, 5)))


WORDS: Final = list(dict.fromkeys(word() for _ in range(30_000)))
WEIGHTS: Final = [1 / (place + 3) for place in range(len(WORDS))]
HAN: Final = [chr(0x4E00 + place) for place in range(3_000)]
OFTEN: Final = [1 / (place + 3) for place in range(len(HAN))]


def body(number: int) -> str:
    """One of ten is Chinese, one of ten has an order's number, and words are as common as words are."""
    if number % 10 == 0:
        return "".join(dice.choices(HAN, OFTEN, k=25))
    said = " ".join(dice.choices(WORDS, WEIGHTS, k=dice.randint(4, 30)))
    return f"{said} order-{number:07}" if number % 10 == 1 else said


def asked(most: int) -> dict[str, Callable[[], str]]:
    middle, rare = WORDS[300:1_500], WORDS[5_000:]
    return {
        "a rare word": lambda: dice.choice(rare),
        "a common word": lambda: dice.choice([one for one in WORDS[:40] if len(one) > 2]),
        "two words": lambda: f"{dice.choice(middle)} {dice.choice(WORDS[:100])}",
        "a part of a word": lambda: dice.choice([one for one in middle if len(one) > 5])[1:5],
        "an order's number": lambda: f"order-{dice.randrange(most) // 10 * 10 + 1:07}",
        "two Chinese letters": lambda: "".join(dice.choices(HAN, OFTEN, k=2)),
        "a customer's name": lambda: f"customer {dice.randrange(most // OF_TICKET)}x",
        "from: and a word": lambda: f"{dice.choice(middle)} from:7x",
        "what isn't there": lambda: f"{dice.choice(rare)}qxz",
    }


@contextmanager
def database(name: str, folder: Path) -> Iterator[None]:
    """Migrated and empty, as this process has it from then on."""
    with ExitStack() as until_the_end:
        if name == "postgresql":
            os.environ["DATABASE_URL"] = until_the_end.enter_context(Server()).new_database()
        os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "support_site.settings"}
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        yield
        connections.close_all()
        if name == "postgresql":
            connections["default"].close_pool()  # type: ignore[attr-defined]


def fill(most: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from tickets.models import Contact, Event, Ticket

    began, messages = timezone.now() - timedelta(seconds=most), 0
    while messages < most:
        tickets = [
            Ticket(
                opening_id=uuid4(),
                token_hash=uuid4().hex,
                contact=Contact(name=f"Customer {messages // OF_TICKET + place}x"),
                last_seq=OF_TICKET,
                last_public_seq=OF_TICKET,
                reacted_seq=OF_TICKET,
                opened_at=began + timedelta(seconds=messages + place * OF_TICKET),
            )
            for place in range(AT_ONCE // OF_TICKET)
        ]
        Contact.objects.bulk_create(ticket.contact for ticket in tickets)
        Ticket.objects.bulk_create(tickets)
        said = ((ticket, place) for ticket in tickets for place in range(OF_TICKET))
        events = [
            Event(
                ticket=ticket,
                seq=place + 1,
                public_seq=place + 1,
                client_id=uuid4(),
                kind="message",
                role="customer",
                body=body(messages + number),
                at=began + timedelta(seconds=messages + number),
            )
            for number, (ticket, place) in enumerate(said)
        ]
        Event.objects.bulk_create(events)
        messages += len(events)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def size(folder: Path) -> float:
    """Megabytes of the database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return (folder / "holdfast.sqlite3").stat().st_size / 1e6
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1e6


def took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def reindex() -> None:
    from django.core.management import call_command

    call_command("reindex", stdout=StringIO())


def search(agent: Any, text: str) -> int:
    from tickets.features.search import find, threads

    with threads.bounded(threads.LONGEST):
        return len(find.page(agent, text)["results"])


def _search(found: list[int], agent: Any, text: str) -> None:
    found.append(search(agent, text))


def searches(agent: Any, most: int, times: int) -> list[list[str]]:
    rows = []
    for name, make in asked(most).items():
        found = list[int]()
        each = [1000 * took(partial(_search, found, agent, make())) for _ in range(times)]
        told = [f"{percentile(each, part):.1f}" for part in (0.5, 0.95, 1)]
        rows.append([name, *told, f"{sum(found) / times:.1f}"])
    return rows


def sends(seat: Any, seconds: float) -> list[float]:
    """Milliseconds that each message took, at RATE."""
    from tickets.conversation import kinds, ledger

    each, due = list[float](), time.perf_counter()
    for number in range(int(seconds * RATE)):
        due += 1 / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        send = partial(ledger.append, seat, uuid4(), kinds.MESSAGE, body(number), ledger.spoken)
        each.append(1000 * took(send))
    return each


@contextmanager
def searching(agent: Any, most: int, rate: float) -> Iterator[list[int]]:
    """Two threads search, so many times a second, or as often as they can."""
    from django.db import connections

    from tickets.features.search.threads import THREADS

    ended, done = threading.Event(), list[int]()

    def run(due: float) -> None:
        makes = list(asked(most).values())
        while not ended.wait(max(0.0, due - time.perf_counter())):
            done.append(search(agent, dice.choice(makes)()))
            due += THREADS / rate
        connections.close_all()

    now = time.perf_counter()
    threads = [threading.Thread(target=run, args=[now + place / rate]) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    yield done
    ended.set()
    for thread in threads:
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--times", type=int, default=60, help="of each question")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=float, default=10, help="searches a second, beside messages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(options.database, Path(folder)):
        from tests.seated import make_agent, opened
        from tickets.people import access

        agent = access.person_of(make_agent("ada", "Ada"))
        fill(options.messages)
        before = size(Path(folder))
        seconds = took(reindex)
        print(
            f"{options.messages:,} messages on {options.database}: {before:.0f} MB, with the index "
            f"{size(Path(folder)):.0f} MB, written by `reindex` in {seconds:.0f} s"
        )
        rows = searches(agent, options.messages, options.times)
        print(table(["ms a search", "p50", "p95", "max", "hits"], rows))
        seat = opened("Carla", "Hello?")
        alone, beside, often = list[float](), list[float](), list[float]()
        for _ in range(TURNS):
            alone += sends(seat, options.seconds)
            with searching(agent, options.messages, options.rate):
                beside += sends(seat, options.seconds)
        with searching(agent, options.messages, 1_000_000) as done:
            often += sends(seat, options.seconds)
        both = {
            "alone": alone,
            f"beside {options.rate:g} searches a second": beside,
            f"beside {len(done) / options.seconds:.0f}, without a pause": often,
        }
        parts = (0.5, 0.99)
        told = [[name, *(f"{percentile(each, part):.2f}" for part in parts)] for name, each in both.items()]
        print(table([f"ms a message, {RATE} a second", "p50", "p99"], told))


if __name__ == "__main__":
    main()
