"""Enqueues jobs, writes messages and counts what became of both, from a process of its own:

python -m tests.jobs.fill jobs <inside> <outside> <orders>
python -m tests.jobs.fill talk <tickets> <messages a second>, until its input ends
python -m tests.jobs.fill left
python -m tests.jobs.fill count
"""

import itertools
import json
import select
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tickets.people.access import Seat

IN_A_TRANSACTION = 100
PATIENCE = 900.0  # seconds


def fill(inside: int, outside: int, orders: int) -> None:
    from tickets.database import transaction
    from tickets.jobs import table

    for start in range(0, inside, IN_A_TRANSACTION):
        with transaction():
            for number in range(start, min(inside, start + IN_A_TRANSACTION)):
                table.enqueue("inside", {"number": number})
    for start in range(0, outside, IN_A_TRANSACTION):
        with transaction():
            for number in range(start, min(outside, start + IN_A_TRANSACTION)):
                line = f"order {number % orders}"
                table.enqueue("outside", {"line": line, "number": number}, order=line)


def talk(tickets: int, rate: float) -> None:
    from tests.seated import opened

    seats = [opened(f"Customer {number}", "Hello") for number in range(tickets)]
    for number in itertools.count():
        if select.select([sys.stdin], [], [], 1 / rate)[0]:
            return
        _say(seats[number % tickets], f"Message {number}")


def _say(seat: "Seat", words: str) -> None:
    """As a page does: again with the same id, until it is stored."""
    from uuid import uuid4

    from django.db import OperationalError

    from tests.seated import says

    id = uuid4()
    while True:
        try:
            says(seat, words, id)
        except OperationalError:  # SQLite is locked
            continue
        return


def left() -> int:
    from tickets.jobs.models import Job

    return Job.objects.count()


def counted() -> dict[str, Any]:
    """Once nothing is left to do, or after PATIENCE."""
    from tests.jobs.models import Reacted, Trace
    from tickets.models import Event

    deadline = time.monotonic() + PATIENCE
    while (left() or _unreacted()) and time.monotonic() < deadline:
        time.sleep(0.2)
    numbers = Trace._default_manager.values_list("number", flat=True)
    reacted = list(Reacted._default_manager.order_by("pk").values_list("ticket", "seq"))
    return {
        "left": left() + _unreacted(),
        "traces": len(numbers),
        "numbers": len(set(numbers)),
        "events": Event.objects.count(),
        "reactions": len(reacted),
        "reacted": len(set(reacted)),
        "out_of_order": out_of_order(reacted),
    }


def _unreacted() -> int:
    from django.db.models import F

    from tickets.models import Ticket

    return Ticket.objects.filter(reacted_seq__lt=F("last_seq")).count()


def out_of_order(numbered: "list[tuple[Any, int]]") -> int:
    """Of one order (or ticket), those that came after a later one."""
    newest: dict[Any, int] = defaultdict(lambda: -1)
    wrong = 0
    for order, number in numbered:
        wrong += number < newest[order]
        newest[order] = max(newest[order], number)
    return wrong


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["jobs", inside, outside, orders]:
            fill(int(inside), int(outside), int(orders))
        case ["talk", tickets, rate]:
            talk(int(tickets), float(rate))
        case ["left"]:
            print(left())
        case ["count"]:
            print(json.dumps(counted()))
