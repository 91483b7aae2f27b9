"""Writes messages, or says what was written: `python -m tests.webhooks.fill write 2000 20`, `… log`."""

import json
import os
import sys
import time
from typing import Final
from uuid import uuid4

RATE: Final = 100  # messages a second


def write(messages: int, tickets: int) -> None:
    from tests.seated import opened, says

    seats = [opened(f"Customer {number}", "Hello") for number in range(tickets)]
    began = time.monotonic()
    for number in range(messages - tickets):
        says(seats[number % tickets], f"Message {number}", uuid4())
        time.sleep(max(0.0, began + number / RATE - time.monotonic()))


def log() -> None:
    from tickets.models import Event

    rows = Event.objects.order_by("ticket", "seq").values_list("ticket__public_id", "seq")
    print(json.dumps(list(rows)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.webhooks.settings")
    import django

    django.setup()
    if sys.argv[1] == "write":
        write(*map(int, sys.argv[2:]))
    else:
        log()
