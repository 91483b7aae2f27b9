"""How many ratings there are of each week, and how many of them are good."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from tickets.features.rating.models import Rating
from tickets.people.access import Person

WEEKS: Final = 12
GOOD: Final = 4  # and better


def weeks(agent: Person) -> list[dict[str, Any]]:
    """Of tickets that the agent sees: weeks that have any, the newest first. They begin on Monday, in UTC."""
    since = timezone.now() - timedelta(weeks=WEEKS)
    seen = Rating.objects.filter(agent.sight.tickets("ticket__"), rated_at__gt=since)
    by_week = seen.annotate(week=TruncWeek("rated_at")).values("week")
    counted = by_week.annotate(count=Count("pk"), good=Count("pk", filter=Q(score__gte=GOOD)))
    return [
        {"week": row["week"].date().isoformat(), "count": row["count"], "good": row["good"]}
        for row in counted.order_by("-week")
    ]
