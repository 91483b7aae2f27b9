"""Where webhooks go, and what became of each."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.models import Event, Ticket
from tickets.people import sight
from tickets.people.sealed_fields import SealedTexts


class Endpoint(models.Model):
    key = models.UUIDField(unique=True, default=uuid4, help_text="of which its messages' ids are made")
    url = models.CharField(max_length=500)
    secrets = SealedTexts(help_text="the newest first; all of them sign")
    kinds = models.JSONField(default=list, help_text="of events; empty: all")
    # Keys and no relations: one whose teams are all deleted must not hear of everything from then on.
    teams = models.JSONField(
        null=True, help_text="whose tickets it hears of, and of no team's; empty: of all"
    )
    sites = models.JSONField(null=True, help_text="their keys: whose tickets it hears of; empty: of all")
    made_at = models.DateTimeField(db_default=Now())
    failing_since = models.DateTimeField(null=True, help_text="empty: the last one arrived")
    off_at = models.DateTimeField(null=True)
    off_for = models.CharField(max_length=200, blank=True, help_text="why it was turned off")

    def __str__(self) -> str:
        return self.url

    def hears_of(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    def sees(self, ticket: Ticket) -> bool:
        return bool(sight.of_nobody(self.teams, self.sites).of([ticket]))


class Delivery(models.Model):
    """One event for one endpoint. Its job (`tickets.jobs`) sees to it until it has arrived or is given up."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        GIVEN_UP = "given up"

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    # Of the last attempt.
    tried_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="of the answer; empty: there was none")
    answer = models.TextField(blank=True, help_text="its beginning, or what went wrong")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="one_delivery_per_event")]
        indexes = [
            models.Index(fields=["endpoint", "id"], condition=Q(state="waiting"), name="webhook_waiting"),
            models.Index(fields=["made_at"], name="webhook_made"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}"
