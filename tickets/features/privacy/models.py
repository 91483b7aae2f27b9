"""Who was erased, or is about to be: tickets by public ids, which say nothing of anybody. And exports."""

from django.db import models
from django.db.models.functions import Now

from tickets.models import Ticket


class Erasure(models.Model):
    tickets = models.JSONField(default=list, help_text="public ids, of all that the contact had")
    contact = models.BigIntegerField(help_text="its primary key")
    by = models.CharField(max_length=150, blank=True, help_text="a user name; empty: a command")
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="what went, by name")

    class Meta:
        indexes = [models.Index(fields=["contact"], name="erasure_contact")]

    def __str__(self) -> str:
        return f"erasure of contact {self.contact}"


class Export(models.Model):
    """What a person is handed, as one file: to be made, there, or, when its time has come, gone."""

    contact = models.BigIntegerField(help_text="its primary key")
    by = models.CharField(max_length=150, blank=True, help_text="a user name; empty: a command")
    place = models.CharField(max_length=64, help_text="where it is stored")
    asked_at = models.DateTimeField(db_default=Now())
    done = models.PositiveIntegerField(default=0, help_text="conversations")
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(null=True, help_text="bytes; empty: it isn't there yet")
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["contact"], name="export_contact")]

    def __str__(self) -> str:
        return f"export of contact {self.contact}"


class Retention(models.Model):
    """How long what was written at a site is kept. Without a row, for ever."""

    site = models.CharField(
        max_length=16, unique=True, blank=True, help_text="its key; empty: there are none"
    )
    days = models.PositiveIntegerField(help_text="since nothing has happened in a conversation that is over")
    looked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.days} days"


class Aged(models.Model):
    """A conversation that was erased by its age; somebody may write in it again."""

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    seq = models.PositiveIntegerField(help_text="its newest then")

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} up to {self.seq}"


class Hiding(models.Model):
    """One row, or none: what is hidden in words before they are stored."""

    cards = models.BooleanField(default=False, help_text="but for the last four digits")

    def __str__(self) -> str:
        return "cards" if self.cards else "nothing"


class Request(models.Model):
    """What a customer asked for of what is kept of them, and what became of it. None of their words."""

    class What(models.TextChoices):
        EXPORT = "export"
        ERASE = "erase"

    class State(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"
        OVER = "over"  # they were erased meanwhile

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    contact = models.BigIntegerField(help_text="its primary key")
    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=150, blank=True, help_text="a user name")
    export = models.BigIntegerField(null=True, help_text="the primary key of what was made")

    class Meta:
        indexes = [
            models.Index(fields=["contact"], name="privacy_request_contact"),
            models.Index(
                fields=["asked_at"], condition=models.Q(state="asked"), name="privacy_request_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of contact {self.contact}"
