"""What a resolution in the log says of its rating, and a row of the desk of the newest one."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.db.models import Q

from tickets.features.rating.effects import OF, RESOLVED, STATUS
from tickets.features.rating.models import Rating
from tickets.models import Event, Ticket
from tickets.wire.stamps import stamp

KNOWN: Final = Q(held=False, score__isnull=False) | Q(held=True, told_score__isnull=False)  # to agents


def of_resolutions(events: Sequence[Event], public: bool) -> Mapping[int, Mapping[str, Any]]:
    """One query, if any of them resolves its ticket. Nobody is asked how it was elsewhere."""
    found = {(e.ticket_id, e.public_seq): e.pk for e in events if e.kind == STATUS and e.body == RESOLVED}
    brought = {event.pk for event in events if event.via == Event.Via.IMPORT}
    if not found:
        return {}
    any_of = Q()
    for ticket, seq in found:
        any_of |= Q(ticket=ticket, resolution=seq)
    ratings = Rating.objects.filter(any_of, asked=True)
    told = {found[one.ticket_id, one.resolution]: one for one in ratings}
    asked = {pk: one for pk, one in told.items() if one.rated_at or pk not in brought}
    return {pk: {"rating": _given(one) if public else _told(one)} for pk, one in asked.items()}


def of_rows(tickets: Sequence[Ticket]) -> Mapping[int, Mapping[str, Any]]:
    """One query, if any of them has something beside it."""
    rows: dict[int, dict[str, Any]] = {ticket.pk: {"rating": None} for ticket in tickets}
    beside = [ticket.pk for ticket in tickets if ticket.beside]
    if beside:
        rated = Rating.objects.filter(KNOWN, ticket__in=beside)
        for one in rated.order_by("resolution"):
            rows[one.ticket_id] = {"rating": _told(one)}
    return rows


def _given(rating: Rating) -> dict[str, Any]:
    """What its customer knows of it, and whether words are asked for."""
    asked: dict[str, Any] = (
        {"of": OF} if settings.RATING_TOLD_AFTER is not None else {"of": OF, "words": False}
    )
    if rating.rated_at is None:
        return asked
    return asked | {"score": rating.score, "comment": rating.comment, "at": stamp(rating.rated_at)}


def _told(rating: Rating) -> dict[str, Any]:
    """What agents do."""
    newest, told = (rating.score, rating.comment), (rating.told_score, rating.told_comment)
    score, comment = told if rating.held else newest
    return {"of": OF} if score is None else {"of": OF, "score": score, "comment": comment}
