"""How long a search takes among so many messages, and what the index costs: in one process, without a page,
on one database. Whether messages wait for searches is asked by `bench.search_beside`.

    python -m bench.search --messages 200000 --database postgresql
    python -m bench.search --messages 1000000 --at /tmp/million --at-once
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from io import StringIO
from itertools import accumulate
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench.table import percentile, table
from tests.postgresql import Server

OF_TICKET: Final = 20  # messages
AT_ONCE: Final = 2_000  # rows
dice = random.Random(1)


def word() -> str:
    return "".join(dice.choice("bcdfghklmnprst") + dice.choice("aeiou") for _ in range(dice.randint(1, 5)))


WORDS: Final = list(dict.fromkeys(word() for _ in range(30_000)))
UP_TO: Final = list(accumulate(1 / (place + 3) for place in range(len(WORDS))))  # the weights, added up
HAN: Final = [chr(0x4E00 + place) for place in range(3_000)]
OFTEN: Final = list(accumulate(1 / (place + 3) for place in range(len(HAN))))


def body(number: int) -> str:
    """One of ten is Chinese, one of ten has an order's number, and words are as common as words are."""
    if number % 10 == 0:
        return "".join(dice.choices(HAN, cum_weights=OFTEN, k=25))
    said = " ".join(dice.choices(WORDS, cum_weights=UP_TO, k=dice.randint(4, 30)))
    return f"{said} order-{number:07}" if number % 10 == 1 else said


def asked(most: int) -> dict[str, Callable[[], str]]:
    middle, rare = WORDS[300:1_500], WORDS[5_000:]
    return {
        "a rare word": lambda: dice.choice(rare),
        "a common word": lambda: dice.choice([one for one in WORDS[:40] if len(one) > 2]),
        "two words": lambda: f"{dice.choice(middle)} {dice.choice(WORDS[:100])}",
        "a part of a word": lambda: dice.choice([one for one in middle if len(one) > 5])[1:5],
        "an order's number": lambda: f"order-{dice.randrange(most) // 10 * 10 + 1:07}",
        "two Chinese letters": lambda: "".join(dice.choices(HAN, cum_weights=OFTEN, k=2)),
        "a customer's name": lambda: f"customer {dice.randrange(most // OF_TICKET)}x",
        "from: and a word": lambda: f"{dice.choice(middle)} from:7x",
        "from: one customer, and a common word": lambda: (
            f"{dice.choice([one for one in WORDS[:40] if len(one) > 2])} "
            f'from:"customer {dice.randrange(most // OF_TICKET)}x"'
        ),
        "what isn't there": lambda: f"{dice.choice(rare)}qxz",
    }


def at_hand(place: str) -> dict[str, str]:
    """Variables of a desk whose database is there, for this process as well: Django is set up."""
    is_folder = "://" not in place
    variables = {"DATA_DIR": place} if is_folder else {"DATABASE_URL": place}
    os.environ |= variables | {"DJANGO_SETTINGS_MODULE": "support_site.settings"}
    import django

    django.setup()
    return variables


@contextmanager
def database(name: str, place: str | None = None) -> Iterator[Path]:
    """Migrated, as this process has it from then on. The folder that it lies in, if it is SQLite."""
    with ExitStack() as until_the_end:
        folder = place or until_the_end.enter_context(tempfile.TemporaryDirectory())
        if name == "postgresql" and place is None:
            place = until_the_end.enter_context(Server()).new_database()
            os.environ["DATA_DIR"] = folder
        if "://" not in folder:
            Path(folder).mkdir(exist_ok=True)
        at_hand(place or folder)
        from django.core.management import call_command
        from django.db import connection, connections

        call_command("migrate", verbosity=0)
        yield Path(folder)
        connections.close_all()
        if connection.vendor == "postgresql":
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


def reindex_at_once() -> None:
    """The same, where nobody writes meanwhile: the letters when all rows are there."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [row for row in cursor.fetchall() if row[0].startswith("search_")]
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            rebuilt = "INSERT INTO search_letters(search_letters) VALUES('rebuild')"
            again = [rebuilt, *(sql for _, sql in triggers)]
        else:
            cursor.execute("DROP INDEX search_letters")
            again = ["CREATE INDEX search_letters ON search_searched USING gin (body gin_trgm_ops)"]
        reindex()
        for sql in [*again, "ANALYZE"]:
            cursor.execute(sql)


def filled(messages: int, folder: Path, *, at_once: bool) -> None:
    fill(messages)
    before = size(folder)
    seconds = took(reindex_at_once if at_once else reindex)
    print(
        f"{messages:,} messages: {before:.0f} MB, with the index {size(folder):.0f} MB, "
        f"written in {seconds:.0f} s"
    )


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument(
        "--at", help="a folder (SQLite) or a postgres:// address: it stays, and isn't filled again"
    )
    parser.add_argument("--at-once", action="store_true", help="the index as one, not by `reindex`")
    parser.add_argument("--times", type=int, default=60, help="of each question")
    options = parser.parse_args()
    with database(options.database, options.at) as where:
        from tests.seated import make_agent
        from tickets.models import Event
        from tickets.people import access
        from tickets.people.models import User

        if not Event.objects.exists():
            filled(options.messages, where, at_once=options.at_once)
        agent = access.person_of(User.objects.filter(username="ada").first() or make_agent("ada", "Ada"))
        rows = searches(agent, options.messages, options.times)
    print(table(["ms a search", "p50", "p95", "max", "hits"], rows))


if __name__ == "__main__":
    main()
