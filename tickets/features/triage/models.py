"""What agents have put on tickets: a row for each ticket that has anything, and the tags there are."""

from typing import Final, Self

from django.db import models
from django.db.models import Q

from tickets.models import Ticket

MOST_TAGS: Final = 20  # of a ticket
COLOURS: Final = ("grey", "red", "orange", "yellow", "green", "teal", "blue", "purple")
PRIORITIES: Final = {"low": -1, "normal": 0, "high": 1, "urgent": 2}


class Tag(models.Model):
    """The log has its name of then. What it was called before, and what was merged into it, stays as a row
    that leads to it: so the log is told with the name of today, and an old name is understood."""

    name = models.CharField(max_length=50)
    folded = models.CharField(max_length=100, unique=True, help_text="the name, whatever its case")
    colour = models.CharField(max_length=10, default=COLOURS[0])
    gone = models.BooleanField(default=False, help_text="deleted, until somebody uses it again")
    into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")

    def __str__(self) -> str:
        return self.name


class Triage(models.Model):
    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="triage", db_constraint=False
    )
    priority = models.SmallIntegerField(default=PRIORITIES["normal"])
    snoozed = models.BooleanField(default=False)
    snoozed_until = models.DateTimeField(null=True, help_text="empty, though snoozed: until a reply")
    spam = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["snoozed_until"], condition=Q(snoozed=True), name="triage_snoozed"),
            models.Index(fields=["ticket"], condition=Q(spam=True), name="triage_spam"),
        ]

    def __str__(self) -> str:
        return f"triage of ticket {self.ticket_id}"

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        return cls.objects.filter(pk=ticket.pk).first() or cls(ticket=ticket)

    def wake(self) -> None:
        self.snoozed, self.snoozed_until = False, None
        self.save()
