"""Writes anew what is looked in, beside a desk that goes on: after an upgrade that changes what is found,
and for what was changed past Django (SQL, a restored table)."""

import time
from collections.abc import Iterator
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef

from tickets.database import at_a_terminal, transaction
from tickets.features.search import index
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
        all_of_them = Ticket.objects.count()
        rows = list[Searched]()
        for ticket in newest_first():
            for some in index.anew(ticket):
                rows += some
                if len(rows) >= index.AT_ONCE:
                    self.write(rows)
                    rows = []
            self.done += 1
            self.progress.of("conversations", self.done, all_of_them)
        self.write(rows)
        self.forget_those_gone()
        self.progress.say(
            f"{self.said:,} messages and notes of {self.done:,} conversations, {self.progress.seconds:.0f} s"
        )

    def write(self, rows: list[Searched]) -> None:
        """In short transactions, and a breath after each: SQLite has one writer at a time."""
        began = time.monotonic()
        with transaction():
            index.write(rows)
        self.said += sum(row.kind != TICKET for row in rows)
        time.sleep(time.monotonic() - began)

    def forget_those_gone(self) -> None:
        tickets = Ticket.objects.filter(pk=OuterRef("ticket"))
        Searched.objects.filter(~Exists(tickets)).delete()


def newest_first() -> Iterator[Ticket]:
    """What is looked for most is found again first; and whoever opens a ticket meanwhile has a reaction."""
    last = None
    while True:
        some = Ticket.objects.select_related("contact").order_by("-pk")
        tickets = list((some.filter(pk__lt=last) if last else some)[:TICKETS_AT_ONCE])
        yield from tickets
        if not tickets:
            return
        last = tickets[-1].pk
