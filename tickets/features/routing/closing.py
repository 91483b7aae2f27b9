"""When hours end all agents are away, until they begin again: once for each closing, so that who works on and
says so is left alone. Those alone who are away by it are available when they do, early or late."""

from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.db.transaction import on_commit
from django.utils import timezone

from tickets.database import transaction
from tickets.features.routing import frames, saying
from tickets.features.routing.agents import people
from tickets.features.routing.models import AgentState, Turn
from tickets.presence import expected
from tickets.wire import announce, groups
from tickets.wire.announcements import ReadyFrame

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)  # nobody knows when they begin again

_settled: list[datetime | None] = []  # what this process found last: then it asks nobody


def look() -> None:
    over = expected.over()
    until = None if over is None else over.opens or NEVER
    if [until] == _settled:
        return
    with transaction():
        Turn.take()  # alone with it until the commit
        _settle(until)
    _settled[:] = [until]


def _settle(until: datetime | None) -> None:
    known = Turn.objects.filter(pk=1)
    before = known.get().closed_until
    if until == before:
        return
    known.update(closed_until=until)
    if until is None:
        _sent_away(before).update(available=True, back_at=None, by_closing=False)
    elif before and before > timezone.now():  # closed already, and only the time is another
        _sent_away(before).update(back_at=_time(until))
    else:
        _everybody_away(_time(until))
    on_commit(partial(announce.at_once, [ReadyFrame(groups.DESK, frames.agents(saying.everybody()))]))


def _sent_away(until: datetime | None) -> QuerySet[AgentState]:
    """By this closing, and without a word of theirs since: a version before this says such without clearing
    the mark, but with another time."""
    return AgentState.objects.filter(available=False, by_closing=True, back_at=_time(until))


def _everybody_away(back_at: datetime | None) -> None:
    """Who was away before stays so for as long as they said."""
    away: dict[str, Any] = {"available": False, "back_at": back_at, "by_closing": True}
    everybody = [user.pk for user in people()]
    here = Q(available=True) | Q(back_at__lte=Now())
    AgentState.objects.filter(here, pk__in=everybody).update(**away)
    AgentState.objects.bulk_create([AgentState(pk=pk, **away) for pk in everybody], ignore_conflicts=True)


def _time(until: datetime | None) -> datetime | None:
    return None if until == NEVER else until
