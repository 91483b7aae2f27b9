"""The log: tickets, and the events that are all that ever happened to them.

The constraints here, not the code above them, keep the promises: a `seq` per ticket and
audience without holes, one row per author and id. Rows are written by
`tickets.conversation.actions` only.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

# ticket's public id -> (newest seq of agents, newest seq of customers)
Heads = dict[str, tuple[int, int]]


def new_public_id() -> str:
    """128 random bits, safe in a URL path: nobody guesses a ticket."""
    return secrets.token_hex(16)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def heads(self) -> Heads:
        rows = self.values_list("public_id", "last_seq", "last_public_seq")
        return {public_id: (seq, public_seq) for public_id, seq, public_seq in rows}

    def changed_within(self, seconds: float) -> Self:
        """Tickets with an event in the last `seconds`, by the database's own clock."""
        return self.filter(last_event_at__gt=Now() - timedelta(seconds=seconds))

    def named(self, public_ids: Iterable[str]) -> Self:
        return self.filter(public_id__in=public_ids)


class Ticket(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    opening_id = models.UUIDField(unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    name = models.CharField("customer's name", max_length=80)
    email = models.EmailField("customer's e-mail", blank=True)
    subject = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_tickets",
    )

    last_seq = models.PositiveIntegerField(default=0, editable=False)
    last_public_seq = models.PositiveIntegerField(default=0, editable=False)
    # What follows from events has happened up to here (tickets.conversation.reactions).
    reacted_seq = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # The newest seq that a page of any agent (in `seq`) and of the customer (in `public_seq`)
    # has, and that they have read.
    agents_delivered = models.PositiveIntegerField(default=0, editable=False)
    customer_delivered = models.PositiveIntegerField(default=0, editable=False)
    agents_read = models.PositiveIntegerField(default=0, editable=False)
    customer_read = models.PositiveIntegerField(default=0, editable=False)

    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    # Written and compared by the database's clock alone, so that no two hosts' clocks meet.
    last_event_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "assignee", "waiting_since"], name="ticket_waiting"),
            models.Index(fields=["status", "-last_event_at"], name="ticket_newest"),
            # Holds no more than the tickets with news: a send adds one row to it, at most.
            models.Index(
                fields=["last_event_at"],
                condition=Q(reacted_seq__lt=models.F("last_seq")),
                name="ticket_unreacted",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.name}'s ticket"


class TicketToken(models.Model):
    """One more private link to a ticket, beside the one that its opening gave."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="tokens")
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"a link to {self.ticket}"


class Event(models.Model):
    class Kind(models.TextChoices):
        MESSAGE = "message"
        NOTE = "note"
        STATUS = "status"
        ASSIGNMENT = "assignment"

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    public_seq = models.PositiveIntegerField(null=True, help_text="empty: not for customers")
    client_id = models.UUIDField("id", help_text="made by the sender")
    kind = models.CharField(max_length=10, choices=Kind)
    # Empty: the customer wrote it, or it is an assignment that the desk itself made.
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events"
    )
    body = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["ticket", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "seq"], name="one_event_per_seq"),
            models.UniqueConstraint(fields=["ticket", "public_seq"], name="one_event_per_public_seq"),
            models.UniqueConstraint(
                fields=["agent", "client_id"],
                condition=Q(agent__isnull=False),
                name="one_event_per_agent_and_id",
            ),
            models.UniqueConstraint(
                fields=["ticket", "client_id"],
                condition=Q(agent__isnull=True),
                name="one_event_per_customer_and_id",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="note", public_seq__isnull=True) | (~Q(kind="note") & Q(public_seq__isnull=False))
                ),
                name="notes_and_only_notes_are_hidden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"
