"""A token of a program, and the agent as whom it calls."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ApiToken(models.Model):
    """There is one of a name. A revoked one keeps its agent, whose name stands in the log; to make a token
    of that name anew gives the same agent another secret."""

    name = models.CharField(max_length=80, unique=True)
    agent = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16, unique=True, help_text="by which it is found: no secret")
    hash = models.CharField(max_length=64, help_text="of the whole token")
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True, help_text="within a minute")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
