"""Opens tickets by the thousand, straight in the database, and signs the agent in; run in the
checkout that is measured.

python fill.py COUNT prints a line of JSON: {"tickets": [[ticket, token], …], "cookie": "…"}
"""

import json
import os
import sys
from datetime import timedelta
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from tickets.management.commands.seed_agent import USERNAME  # noqa: E402
from tickets.models import Contact, Event, Ticket  # noqa: E402
from tickets.people import access  # noqa: E402
from tickets.people.models import User  # noqa: E402

AT_ONCE = 500  # rows
LONG_AGO = timezone.now() - timedelta(hours=1)


def opened(number: int) -> tuple[Ticket, str]:
    opening = uuid4()
    token = access.token_for(opening)
    ticket = Ticket(
        opening_id=opening,
        token_hash=access.hash_of(token),
        contact=Contact(name=f"Customer {number}"),
        last_seq=1,
        last_public_seq=1,
        waiting_since=LONG_AGO + timedelta(milliseconds=number),
        last_event_at=LONG_AGO,  # or the desk would think it had missed them all just now
    )
    return ticket, token


def first_of(ticket: Ticket) -> Event:
    said = {"kind": "message", "role": "customer", "body": "Hello?"}
    return Event(ticket=ticket, seq=1, public_seq=1, client_id=uuid4(), **said)


def agents_cookie() -> str:
    browser = Client()
    browser.force_login(User.objects.get(username=USERNAME), "django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    connection.settings_dict["OPTIONS"].pop("pool", None)  # one connection will do
    tickets = [opened(number) for number in range(int(sys.argv[1]))]
    Contact.objects.bulk_create((ticket.contact for ticket, _ in tickets), batch_size=AT_ONCE)
    rows = Ticket.objects.bulk_create((ticket for ticket, _ in tickets), batch_size=AT_ONCE)
    Event.objects.bulk_create(map(first_of, rows), batch_size=AT_ONCE)
    opened_tickets = [(ticket.public_id, token) for ticket, token in tickets]
    print(json.dumps({"tickets": opened_tickets, "cookie": agents_cookie()}))


if __name__ == "__main__":
    main()
