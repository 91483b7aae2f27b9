"""Asking by mail: who hasn't got the resolution on any page within half an hour, and isn't there."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.features.rating import effects, links
from tickets.features.rating.models import Rating
from tickets.jobs import kinds, table
from tickets.letters import Args, Letter, Wording
from tickets.models import Event, Ticket
from tickets.presence import watch

ASK: Final = "rating-ask"
LETTER: Final = "rating"
CUSTOMER: Final = "customer"  # the key of who is away
ABSENT: Final = 30  # ticks
LOOK: Final = timedelta(minutes=1)  # between two, while somebody is there, or nobody knows


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    if event.kind == effects.STATUS and event.body == effects.RESOLVED and letters.can_be_sent():
        _look(ticket.pk, event.public_seq or 0, timedelta(seconds=settings.RATING_MAIL_AFTER))


def _look(ticket: int, resolution: int, wait: timedelta) -> None:
    args = {"ticket": ticket, "resolution": resolution}
    table.enqueue(ASK, args, key=f"{ASK} {ticket} {resolution}", wait=wait)


def judge(args: kinds.Args) -> Callable[[], None] | None:
    """The job."""
    rating = _unanswered(args)
    if rating is None:
        return None
    away = watch.away(rating.ticket.public_id, CUSTOMER, ABSENT)
    return partial(_mail if away else _look_again, rating)


def _unanswered(args: Args) -> Rating | None:
    """Where it is still so that a mail should ask."""
    found = Rating.objects.select_related("ticket__contact").filter(asked=True, score=None, mailed_at=None)
    rating = found.filter(ticket=args["ticket"], resolution=args["resolution"]).first()
    return rating if rating and _should_be_asked(rating) else None


def _should_be_asked(rating: Rating) -> bool:
    ticket = rating.ticket
    on_a_page = max(ticket.customer_delivered, ticket.customer_read) >= rating.resolution
    young = rating.asked_at > timezone.now() - effects.OPEN_FOR
    still = ticket.status == effects.RESOLVED and rating == effects.newest(ticket.pk)
    return bool(still and young and not on_a_page and ticket.contact.email and not _mailed_lately(ticket))


def _mailed_lately(ticket: Ticket) -> bool:
    lately = Rating.objects.filter(mailed_at__gt=Now() - effects.ONE_PERSON)
    return any(lately.filter(who).exists() for who in effects.of_person(ticket))


def _look_again(rating: Rating) -> None:
    _look(rating.ticket_id, rating.resolution, LOOK)


def _mail(rating: Rating) -> None:
    args = {"resolution": rating.resolution}
    if letters.post(LETTER, rating.ticket.contact.email, args, rating.ticket_id):
        Rating.objects.filter(pk=rating.pk).update(mailed_at=Now())


def letter(args: Args) -> Letter | None:
    rating = Rating.objects.select_related("ticket__contact").filter(
        ticket=args["ticket"], resolution=args["resolution"], score=None
    )
    found = rating.first()
    if found is None or found.ticket.status != effects.RESOLVED:
        return None
    language = letters.language_of(found.ticket.contact)
    with translation.override(language):
        url = links.url_of(found.ticket_id, found.resolution)
        told: dict[str, Any] = {"name": found.ticket.contact.name, "language": language, "url": url}
        told |= {"wording": letters.wording(LETTER, found.ticket)}
        return _drawn(told, f"{found.ticket.subject or _('How was it?')} [#{found.ticket_id}]")


def _drawn(told: dict[str, Any], subject: str) -> Letter:
    text, html = (render_to_string(f"rating/letter.{form}", told) for form in ("txt", "html"))
    return Letter(subject, text, html)


def sample(wording: Wording) -> Letter:
    told = {"name": "Carla Muster", "language": translation.get_language(), "wording": wording}
    return _drawn(told | {"url": f"{settings.PUBLIC_URL}/rate/…"}, f"{_('How was it?')} [#42]")


ASKING: Final = kinds.Kind(ASK, judge, "rating")
