from django.db import models


class Trace(models.Model):
    number = models.PositiveIntegerField()  # not unique: a second one must be seen

    class Meta:
        app_label = "traced"

    def __str__(self) -> str:
        return str(self.number)


class Reacted(models.Model):
    """In the order of `id`, that of the commits: a ticket's reactions come one after another."""

    ticket = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()

    class Meta:
        app_label = "traced"

    def __str__(self) -> str:
        return f"{self.ticket} {self.seq}"
