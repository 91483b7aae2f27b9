"""Who was erased, or is about to be: tickets by their public ids, which say nothing of anybody."""

from django.db import models
from django.db.models.functions import Now


class Erasure(models.Model):
    tickets = models.JSONField(default=list, help_text="public ids, of all that the contact had")
    contact = models.BigIntegerField(help_text="its primary key")
    by = models.CharField(max_length=150, blank=True, help_text="a user name; empty: a command")
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="what went, by name")

    class Meta:
        indexes = [models.Index(fields=["contact"], name="erasure_contact")]

    def __str__(self) -> str:
        return f"erasure of contact {self.contact}"
