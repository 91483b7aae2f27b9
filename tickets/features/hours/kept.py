"""What somebody does with hours, beside what their form saves."""

from collections.abc import Sequence
from datetime import datetime

from tickets.features.hours.models import Hours
from tickets.people import sites


def all_of_them() -> Sequence[Hours]:
    return list(Hours.objects.order_by("site"))


def one(pk: int) -> Hours | None:
    return Hours.objects.filter(pk=pk).first()


def of_site(key: str) -> Hours | None:
    """Its own."""
    return Hours.objects.filter(site=key).first()


def delete(hours: Hours) -> None:
    hours.delete()


def name_of(hours: Hours) -> str:
    """Of their site; empty: of all that have none of their own."""
    return next((site.name for site in sites.every() if site.key == hours.site), hours.site)


def at(hours: Hours, moment: datetime) -> dict[str, object]:
    """What the clock says then, and until when that is so, on the hours' own clock."""
    schedule = hours.schedule
    until = schedule.changes(moment)
    return {"is_open": schedule.is_open(moment), "until": until and until.astimezone(schedule.zone)}
