"""How far each agent has read a ticket: what the ticket itself keeps is how far anybody has."""

from django.conf import settings
from django.db import models

from tickets.models import Ticket


class AgentRead(models.Model):
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="agent_read_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.seq}"
