"""Which ticket goes on in which."""

from django.db import models
from django.db.models.functions import Now

from tickets.models import Ticket


class Merge(models.Model):
    # Without constraints: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="merge", db_constraint=False
    )
    into = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="merges", db_constraint=False)
    status = models.CharField(max_length=10, help_text="what it was before")
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} goes on in {self.into_id}"
