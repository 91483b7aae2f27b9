"""The log: tickets, and the events that are all that ever happened to them.

The constraints here, not the code above them, keep the promises: a `seq` per ticket and
audience without holes, one row per author and id. Rows are written by
`tickets.conversation.actions` only.
"""

import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

# ticket's public id -> (newest seq of agents, newest seq of customers)
Heads = dict[str, tuple[int, int]]


def new_public_id() -> str:
    """128 random bits, safe in a URL path: nobody guesses a ticket."""
    return secrets.token_hex(16)


class Contact(models.Model):
    """A customer as a person with many tickets. An e-mail is what somebody typed: it proves nothing, so
    only a verified external id finds a contact again. Else each opening makes a new one."""

    name = models.CharField(max_length=80)
    email = models.EmailField("e-mail", blank=True)
    external_id = models.CharField(
        "verified external id", max_length=200, null=True, unique=True, editable=False
    )
    language = models.CharField(max_length=35, blank=True, help_text="as in BCP 47: de, pt-BR")
    time_zone = models.CharField(max_length=64, blank=True, help_text="as in Europe/Berlin")
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["email"], name="contact_email")]

    def __str__(self) -> str:
        return self.name


_EVER: Final = datetime.min.replace(tzinfo=UTC)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def heads(self) -> Heads:
        return _heads(self._with_heads())

    def asked_for_heads(self) -> Callable[[], Heads]:
        """The same, for who asks each second: put into SQL once, which costs more than the answer."""
        sql, values = self._with_heads().query.sql_with_params()

        def heads() -> Heads:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                return _heads(cursor.fetchall())

        return heads

    def _with_heads(self) -> QuerySet["Ticket", tuple[str, int, int]]:
        return self.values_list("public_id", "last_seq", "last_public_seq")

    def changed_within(self, seconds: float) -> Self:
        """Tickets with an event in the last `seconds`, by the database's own clock."""
        return self.filter(last_event_at__gt=Now() - timedelta(seconds=seconds))

    def named(self, public_ids: Iterable[str]) -> Self:
        return self.filter(public_id__in=public_ids)

    def waiting(self) -> Self:
        """Where a customer waits. A range: beside an OR, SQLite has no index for what IS NOT NULL."""
        return self.filter(waiting_since__gt=_EVER)


def _heads(rows: Iterable[tuple[str, int, int]]) -> Heads:
    return {public_id: (seq, public_seq) for public_id, seq, public_seq in rows}


class Ticket(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    opening_id = models.UUIDField(unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="tickets")
    subject = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_tickets",
    )
    # Its index is partial, so that a message costs nothing for it while there are no teams.
    team = models.ForeignKey(
        "people.Team",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
        db_index=False,
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

    # Some feature keeps something about this ticket beside it: only then it has to look for that.
    beside = models.BooleanField(default=False, db_default=False, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        indexes = [
            # With the team, so that who sees by team is counted by the index alone.
            models.Index(fields=["status", "assignee", "waiting_since", "team"], name="ticket_waiting"),
            models.Index(fields=["status", "-last_event_at"], name="ticket_newest"),
            # Holds no more than the tickets with news: a send adds one row to it, at most.
            models.Index(
                fields=["last_event_at"],
                condition=Q(reacted_seq__lt=models.F("last_seq")),
                name="ticket_unreacted",
            ),
            models.Index(fields=["team"], condition=Q(team__isnull=False), name="ticket_team"),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.contact.name}'s ticket"


class TicketToken(models.Model):
    """One more private link to a ticket, beside the one that its opening gave."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="tokens")
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"a link to {self.ticket}"


class Event(models.Model):
    class Kind(models.TextChoices):
        """Those of the core. Features have kinds of their own: the column takes any."""

        MESSAGE = "message"
        NOTE = "note"

    class Role(models.TextChoices):
        CUSTOMER = "customer"
        AGENT = "agent"
        SYSTEM = "system"

    class Via(models.TextChoices):
        WEB = "web"
        WIDGET = "widget"
        MAIL = "mail"
        API = "api"
        IMPORT = "import"

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    public_seq = models.PositiveIntegerField(null=True, help_text="empty: not for customers")
    client_id = models.UUIDField("id", help_text="made by the sender")
    kind = models.CharField(max_length=32)
    # The author: the ticket's customer, this agent, or the desk by itself.
    role = models.CharField(max_length=10, choices=Role)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events"
    )
    via = models.CharField(max_length=10, choices=Via, default=Via.WEB)
    # Whom an assignment is to: `body` is what they were called then. Its index is partial, so that
    # a message costs nothing for it.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    body = models.TextField(blank=True)
    data = models.JSONField(default=dict, help_text="what a kind says beside its words")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["ticket", "seq"]
        indexes = [
            models.Index(fields=["assignee"], condition=Q(assignee__isnull=False), name="event_assignee"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "seq"], name="one_event_per_seq"),
            models.UniqueConstraint(fields=["ticket", "public_seq"], name="one_event_per_public_seq"),
            # One row per author and id. A customer's id is never in the way of one of the desk's own.
            models.UniqueConstraint(
                fields=["agent", "client_id"],
                condition=Q(agent__isnull=False),
                name="one_event_per_agent_and_id",
            ),
            models.UniqueConstraint(
                fields=["ticket", "client_id", "role"],
                condition=Q(agent__isnull=True),
                name="one_event_per_role_and_id",
            ),
            models.CheckConstraint(
                condition=(
                    Q(role="agent", agent__isnull=False)
                    | Q(role__in=["customer", "system"], agent__isnull=True)
                ),
                name="agents_and_only_agents_are_users",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"
