"""What customers are asked, and what they said: a row for each time that a ticket was resolved."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.models import Ticket


class Rating(models.Model):
    """The log has every answer; here stands the newest."""

    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="ratings", db_constraint=False)
    resolution = models.PositiveIntegerField(help_text="the seq of its event, as customers count")
    asked = models.BooleanField(help_text="on the page, and by mail")
    asked_at = models.DateTimeField(db_default=Now())
    mailed_at = models.DateTimeField(null=True)
    score = models.PositiveSmallIntegerField(null=True, help_text="empty: no answer yet")
    comment = models.TextField(blank=True)
    rated_at = models.DateTimeField(null=True)
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "resolution"], name="one_rating_per_resolution"),
        ]
        indexes = [
            models.Index(fields=["rated_at"], condition=Q(rated_at__isnull=False), name="rating_rated"),
        ]

    def __str__(self) -> str:
        return f"{self.score} for resolution {self.resolution} of ticket {self.ticket_id}"
