"""What an agent says of themselves, whose turn it is, since when a ticket is whose, and from whom one was
taken whose line broke."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Now

from tickets.models import Ticket

KEPT: Final = timedelta(days=1)


class AgentState(models.Model):
    agent = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="routing",
        db_constraint=False,
    )
    available = models.BooleanField(default=True)
    back_at = models.DateTimeField(null=True, blank=True, help_text="available again by itself from then on")
    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="open conversations at once; empty: ROUTING_CAPACITY"
    )
    turn = models.PositiveBigIntegerField(default=0, editable=False)
    by_closing = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="away since hours ended, and by that alone"
    )

    class Meta:
        verbose_name = "agent's routing"
        verbose_name_plural = "agents' routing"

    def __str__(self) -> str:
        return str(self.agent)


class Turn(models.Model):
    """One row. Whoever gives a ticket counts it up first, and so is alone with that until the commit."""

    number = models.PositiveBigIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)  # of the closing for which all were sent away

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def take(cls) -> int:
        """Within a transaction."""
        turn = Turn.objects.filter(pk=1)
        while not turn.update(number=F("number") + 1):
            Turn.objects.bulk_create([Turn(pk=1)], ignore_conflicts=True)
        return turn.get().number


class Holding(models.Model):
    """A ticket that is somebody's: since when, and whether they were reminded of it."""

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="holding", db_constraint=False
    )
    since = models.DateTimeField(db_default=Now())
    reminded = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"ticket {self.ticket_id}"

    @classmethod
    def begins(cls, ticket: Ticket) -> None:
        """Under the ticket's lock."""
        cls.objects.update_or_create(pk=ticket.pk, defaults={"since": Now(), "reminded": None})


class Vanished(models.Model):
    """A ticket was taken from an agent whose line broke: for who supervises, and for no longer than a day."""

    # Without constraints: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        help_text="empty: back in the queue",
    )
    at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"ticket {self.ticket_id}, from agent {self.agent_id}"

    @classmethod
    def happened(cls, ticket: Ticket, agent: int, to: int | None) -> None:
        """Under the ticket's lock."""
        cls.objects.filter(at__lte=Now() - KEPT).delete()
        cls.objects.create(ticket=ticket, agent_id=agent, to_id=to)
