"""How many ratings there are of each week, and how many of them are good."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from tickets.features.rating.models import Rating
from tickets.people.access import Person

WEEKS: Final = 12
GOOD: Final = 4  # and better
UNTOLD: Final = timedelta(minutes=10)
UNTOLD_LEAST: Final = 5


def weeks(agent: Person) -> list[dict[str, Any]]:
    """Of tickets that the agent sees: weeks that have any, the newest first. They begin on Monday, in UTC."""
    until, least = _known()
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)  # whole weeks, and this one
    seen = Rating.objects.filter(agent.sight.tickets("ticket__"), rated_at__gte=since, rated_at__lte=until)
    by_week = seen.annotate(week=TruncWeek("rated_at", tzinfo=UTC)).values("week")
    counted = by_week.annotate(count=Count("pk"), good=Count("pk", filter=Q(score__gte=GOOD)))
    return [
        {"week": row["week"].date().isoformat(), "count": row["count"], "good": row["good"]}
        for row in counted.order_by("-week")
        if row["count"] >= least
    ]


def _known() -> tuple[datetime, int]:
    """Ratings until when count, and how many make a week: where nobody is told who gave which, few would
    tell it."""
    after = settings.RATING_TOLD_AFTER
    if after is None:
        return timezone.now() - UNTOLD, UNTOLD_LEAST
    return timezone.now() - timedelta(seconds=after), 1
