"""Lines of the audit log go after 400 days, as the database lets them."""

import math
import time
from datetime import timedelta
from typing import Final

from django.db.models.functions import Now

from tickets.audit.kept import DAYS
from tickets.audit.models import Line
from tickets.database import transaction

EACH: Final = 3600  # seconds
AT_ONCE: Final = 1_000  # lines in a transaction
_looked: dict[str, float] = {}


def look() -> None:
    """Once an hour in each process of jobs; two at once delete the same."""
    now = time.monotonic()
    if now - _looked.get("at", -math.inf) < EACH:
        return
    _looked["at"] = now
    while forget() == AT_ONCE:
        pass


def forget() -> int:
    """How many went."""
    old = Line.objects.filter(at__lt=Now() - timedelta(days=DAYS, hours=1)).order_by("pk")
    found = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if found:
        with transaction():
            Line.objects.filter(pk__in=found).delete()
    return len(found)
