"""The audit log's table: lines are added, and old ones deleted; the database itself refuses all else."""

from django.db import models
from django.db.models.functions import Now


class Line(models.Model):
    """`by` and `about` are names as they were then: nothing that is renamed or deleted changes a line."""

    at = models.DateTimeField(db_default=Now())
    by_key = models.BigIntegerField(null=True, help_text="primary key of the user; empty: nobody signed in")
    by = models.CharField(max_length=200)
    address = models.CharField(max_length=45, blank=True)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["by_key", "-id"], name="audit_by"),
            models.Index(fields=["what", "-id"], name="audit_what"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.what} {self.about}".rstrip()
