"""Replies that are written once and said often: an agent's own, a team's, or everybody's."""

from django.conf import settings
from django.db import models
from django.db.models import Q

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
