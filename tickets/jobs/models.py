"""The table of jobs: what has its time, or touches the outside world."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class JobQuerySet(models.QuerySet["Job"]):
    def alive(self) -> "JobQuerySet":
        return self.filter(died_at=None)

    def dead(self) -> "JobQuerySet":
        return self.filter(died_at__isnull=False)


class Job(models.Model):
    """`due`, `lease` and `died_at` are written and compared by the database's clock alone."""

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=200, null=True, unique=True, help_text="there is one job of a key")
    order = models.CharField(max_length=200, null=True, help_text="jobs of one order run one after another")
    args = models.JSONField(default=dict)
    due = models.DateTimeField(db_default=Now())
    lease = models.DateTimeField(null=True, help_text="until then somebody works on it")
    # Counts claims and moves. Whoever finishes a job names the run that they began: after a
    # lease that ran out, or a move in between, theirs is no longer the one that counts.
    run = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    died_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=Q(died_at__isnull=True), name="job_due"),
            models.Index(fields=["kind", "due"], condition=Q(died_at__isnull=True), name="job_kind_due"),
            models.Index(fields=["order", "id"], condition=Q(order__isnull=False), name="job_order"),
            models.Index(fields=["died_at"], condition=Q(died_at__isnull=False), name="job_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key or self.pk}"
