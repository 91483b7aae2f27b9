"""When somebody is there, of each site."""

from datetime import date
from typing import Any

from django.db import models

from tickets.features.hours.schedule import Schedule, Span, zone


class Hours(models.Model):
    """By the site's key, which is no foreign key: another feature keeps sites. Without one, of all that have
    none of their own; where there is neither, it is never closed."""

    site = models.CharField(max_length=16, unique=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    week = models.JSONField(default=dict, blank=True, help_text="0: Monday; minutes since midnight")
    dates = models.JSONField(default=dict, blank=True, help_text="in place of the week's")
    names = models.JSONField(default=dict, blank=True, help_text="of dates, for who writes them")

    class Meta:
        verbose_name_plural = "hours"

    def __str__(self) -> str:
        return f"hours in {self.zone}"

    @property
    def schedule(self) -> Schedule:
        week = {int(day): _spans(spans) for day, spans in self.week.items()}
        dates = {date.fromisoformat(day): _spans(spans) for day, spans in self.dates.items()}
        return Schedule(zone(self.zone), week, dates)


class FirstReply(models.Model):
    """How long one took, within hours. Of each hour of the week the newest are kept, and no ticket is named:
    the table has a size that it doesn't grow beyond."""

    hour = models.PositiveSmallIntegerField(help_text="of the week in which it was asked; 0: Monday's first")
    seconds = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["hour", "-id"], name="first_reply_newest")]

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s"


def _spans(kept: Any) -> list[Span]:
    return [(start, end) for start, end in kept]
