"""Replies that are written once and said often: an agent's own, a team's, or everybody's."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.people.models import Team


class CannedReply(models.Model):
    id = models.UUIDField(primary_key=True, help_text="made by who writes it")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="canned_replies"
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="canned_replies")
    title = models.CharField(max_length=100)
    shortcut = models.CharField(max_length=40, blank=True)
    texts = models.JSONField(help_text="[language, text], the first one for all others")
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) | Q(team=None), name="canned_one_scope"),
            models.UniqueConstraint(
                fields=["owner", "shortcut"],
                condition=Q(owner__isnull=False) & ~Q(shortcut=""),
                name="canned_own_shortcut",
            ),
            models.UniqueConstraint(
                fields=["team", "shortcut"],
                condition=Q(team__isnull=False) & ~Q(shortcut=""),
                name="canned_team_shortcut",
            ),
            models.UniqueConstraint(
                fields=["shortcut"],
                condition=Q(owner=None, team=None) & ~Q(shortcut=""),
                name="canned_shortcut_of_all",
            ),
        ]

    def __str__(self) -> str:
        return self.title


def new_place() -> str:
    """A name that nobody guesses."""
    return secrets.token_hex(16)


class ReplyFile(models.Model):
    """One that goes with a reply; kept by the feature for files (conversation/shelf.py)."""

    class State(models.TextChoices):
        RECEIVING = "receiving"
        CHECKING = "checking"
        READY = "ready"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, help_text="made by who brings it")
    # None: not yet, or not any more; then it is `agent`'s alone, for a day since.
    reply = models.ForeignKey(CannedReply, on_delete=models.SET_NULL, null=True, related_name="files")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    free_since = models.DateTimeField(db_default=Now(), null=True)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200, help_text="to be shown, never a path")
    size = models.PositiveBigIntegerField(help_text="bytes, as uploaded")
    type = models.CharField(max_length=100, blank=True, help_text="by its first bytes")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    reason = models.CharField(max_length=20, blank=True, help_text="why it was refused")
    place = models.CharField(max_length=32, unique=True, default=new_place, editable=False)
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    def __str__(self) -> str:
        return self.name
