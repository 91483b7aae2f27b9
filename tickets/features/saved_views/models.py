"""Views of the list that agents have made: a line of filters, under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tickets.people.models import Team


class SavedView(models.Model):
    id = models.UUIDField(primary_key=True, help_text="made by who saves it")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="saved_views"
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=200, help_text="filters and words, as in the search")
    order = models.CharField(max_length=10, default="priority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, team__isnull=False) | Q(owner__isnull=False, team=None),
                name="saved_view_one_scope",
            )
        ]

    def __str__(self) -> str:
        return self.name
