"""What customers are asked, and what they said: a row for each time that a ticket was resolved."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.models import Ticket


class Rating(models.Model):
    """Here stands the newest answer; the log has what agents were told. `held`: they weren't told of the
    newest yet, and know the one before it (`told_…`), if there was any."""

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
    held = models.BooleanField(default=False, db_default=False)
    told_score = models.PositiveSmallIntegerField(null=True)
    told_comment = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "resolution"], name="one_rating_per_resolution"),
        ]
        indexes = [
            models.Index(fields=["rated_at"], condition=Q(rated_at__isnull=False), name="rating_rated"),
        ]

    def __str__(self) -> str:
        return f"{self.score} for resolution {self.resolution} of ticket {self.ticket_id}"


class Answer(models.Model):
    """Each one, by the id that its page made: the same again is answered as the first time. Only of the
    newest the words are kept."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="answers", db_constraint=False)
    client_id = models.UUIDField()
    score = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    erased = models.BooleanField(default=False, help_text="its words are kept nowhere")
    via = models.CharField(max_length=16)
    at = models.DateTimeField(db_default=Now())
    seq = models.PositiveIntegerField(help_text="what it was acknowledged with")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "client_id"], name="one_answer_per_id"),
        ]

    def __str__(self) -> str:
        return f"{self.score} by {self.client_id}"
