"""What the demo has made, and nothing else: so that it alone can be taken away again."""

from typing import Any

from django.apps import apps
from django.db import models


class Made(models.Model):
    """A row of any table. Ids are never given twice, so one that went by another way is simply not there."""

    model = models.CharField(max_length=100, help_text="by its label, as tickets.Ticket")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="demo_made_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"

    @classmethod
    def note(cls, row: models.Model) -> None:
        cls.objects.get_or_create(model=row._meta.label, key=row.pk)

    def row(self) -> Any:
        """None: somebody else was first, or the feature isn't there any more."""
        try:
            model = apps.get_model(self.model)
        except LookupError:
            return None
        return model._default_manager.filter(pk=self.key).first()
