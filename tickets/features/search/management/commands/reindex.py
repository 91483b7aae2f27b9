"""Writes anew what is looked in, beside a desk that goes on: after an upgrade that changes what is found,
and for what was changed past Django (SQL, a restored table)."""

import time
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef

from tickets.database import at_a_terminal, transaction
from tickets.features.search import index
from tickets.features.search.index import Anew
from tickets.features.search.models import TICKET, Searched
from tickets.models import Ticket
from tickets.progress import shown

TICKETS_AT_ONCE: Final = 500


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with at_a_terminal(), shown(self.stdout) as self.progress:
            self.write_all()

    def write_all(self) -> None:
        self.said = self.done = 0
        self.all_of_them = Ticket.objects.count()
        for tickets in newest_first():
            parts = deque(map(Anew, tickets))
            while parts:
                self.write(parts)
        self.forget_those_gone()
        self.progress.say(
            f"{self.said:,} messages and notes of {self.done:,} conversations, {self.progress.seconds:.0f} s"
        )

    def write(self, tickets: deque[Anew]) -> None:
        """In short transactions, and a breath after each: SQLite has one writer at a time."""
        began, rows, done = time.monotonic(), list[Searched](), 0
        with transaction():
            while len(rows) < index.AT_ONCE and tickets:
                rows += tickets[0].part()
                if tickets[0].is_whole:
                    tickets.popleft()
                    done += 1
            index.write(rows)
        self.said += sum(row.kind != TICKET for row in rows)
        self.done += done
        self.progress.of("conversations", self.done, self.all_of_them)
        time.sleep(time.monotonic() - began)

    def forget_those_gone(self) -> None:
        tickets = Ticket.objects.filter(pk=OuterRef("ticket"))
        Searched.objects.filter(~Exists(tickets)).delete()


def newest_first() -> Iterator[list[int]]:
    """What is looked for most is found again first; and whoever opens a ticket meanwhile has a reaction. Some
    at a time, in the order in which everybody locks several."""
    last = None
    while True:
        some = Ticket.objects.order_by("-pk").values_list("pk", flat=True)
        tickets = list((some.filter(pk__lt=last) if last else some)[:TICKETS_AT_ONCE])
        if not tickets:
            return
        yield tickets[::-1]
        last = tickets[-1]
