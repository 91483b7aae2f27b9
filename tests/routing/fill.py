"""Makes agents, opens tickets and counts who was given what, from a process of its own:

python -m tests.routing.fill agents <number>
python -m tests.routing.fill open <tickets>
python -m tests.routing.fill count
"""

import json
import sys
from collections import Counter
from typing import Any

import django

PAUSE = 0.01  # seconds between two openings


def agents(number: int) -> list[str]:
    """Their cookies."""
    return [_cookie(f"agent{one}") for one in range(number)]


def _cookie(username: str) -> str:
    from django.conf import settings
    from django.test import Client

    from tests.seated import make_agent

    browser = Client()
    browser.force_login(
        make_agent(username, username.title(), password="-"), "django.contrib.auth.backends.ModelBackend"
    )
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def open_tickets(number: int) -> None:
    import time

    from tests.seated import opened

    for one in range(number):
        opened(f"Customer {one}", "Hello?")
        time.sleep(PAUSE)


def counted() -> dict[str, Any]:
    from tickets.models import Event, Ticket

    given = Counter(Event.objects.filter(kind="assignment").values_list("ticket", flat=True))
    holders = Ticket.objects.filter(assignee__isnull=False).values_list("assignee__username", flat=True)
    return {
        "tickets": Ticket.objects.count(),
        "given": len(given),
        "twice": sum(times > 1 for times in given.values()),
        "loads": Counter(holders),
    }


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["agents", number]:
            print(json.dumps(agents(int(number))))
        case ["open", tickets]:
            open_tickets(int(tickets))
        case ["count"]:
            print(json.dumps(counted()))
