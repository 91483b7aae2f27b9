"""Enqueues jobs from a process of its own: python -m tests.jobs.fill <inside> <outside> <orders>"""

import sys
import time

import django

IN_A_TRANSACTION = 100
PATIENCE = 600.0  # seconds


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


def counted() -> tuple[int, int, int]:
    """Once no job is left, or after PATIENCE: jobs that are left, traces, and numbers among them."""
    from tests.jobs.models import Trace
    from tickets.jobs.models import Job

    deadline = time.monotonic() + PATIENCE
    while Job.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    numbers = Trace._default_manager.values_list("number", flat=True)
    return Job.objects.count(), len(numbers), len(set(numbers))


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["count"]:
            print(*counted())
        case [inside, outside, orders]:
            fill(int(inside), int(outside), int(orders))
