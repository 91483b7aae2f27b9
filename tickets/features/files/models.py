"""The table of files: what belongs to whom, and where it is stored."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.models import Event, Ticket


def new_place() -> str:
    """A name that nobody guesses, not even where the storage shows its files to everybody."""
    return secrets.token_hex(16)


class File(models.Model):
    class State(models.TextChoices):
        RECEIVING = "receiving"
        CHECKING = "checking"
        READY = "ready"
        REFUSED = "refused"

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="files")
    client_id = models.UUIDField("id", help_text="made by the sender")
    # Whose it is: the ticket's customer, or this agent.
    role = models.CharField(max_length=10, choices=Event.Role)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    # The message or note that it was sent with, and where in it. None: not yet.
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, related_name="files")
    position = models.PositiveSmallIntegerField(default=0)

    name = models.CharField(max_length=200, help_text="to be shown, never a path")
    ending = models.CharField(max_length=10, blank=True, help_text="of what it was converted to")
    size = models.PositiveBigIntegerField(help_text="bytes, as uploaded")
    type = models.CharField(max_length=100, blank=True, help_text="by its first bytes")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    reason = models.CharField(max_length=20, blank=True, help_text="why it was refused")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of what was uploaded")

    place = models.CharField(max_length=32, unique=True, default=new_place, editable=False)
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    class Meta:
        constraints = [
            # Also of two parties: the address of a file has no party in it.
            models.UniqueConstraint(fields=["ticket", "client_id"], name="one_file_per_ticket_and_id"),
            models.CheckConstraint(
                condition=Q(role="agent", agent__isnull=False) | Q(role="customer", agent__isnull=True),
                name="files_have_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """A picture that was converted has the ending of what it is now."""
        if not self.ending:
            return self.name
        stem, dot, _ = self.name.rpartition(".")
        return (stem if dot and stem else self.name) + self.ending

    @property
    def is_picture(self) -> bool:
        """Made by ourselves: with a thumbnail."""
        return self.state == self.State.READY and self.width is not None

    @property
    def is_public(self) -> bool:
        """Sent with what the customer may read."""
        return self.event is not None and self.event.public_seq is not None
