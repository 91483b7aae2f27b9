"""What a resolution and a rating do, under their ticket's lock."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from tickets.conversation import kinds
from tickets.features.rating.models import Rating
from tickets.models import Event, Ticket
from tickets.refusals import Refused

RATING: Final = "rating"  # a kind of event; its `body` is the comment
STATUS, SPAM = "status", "spam"  # kinds of other features', if they are there
RESOLVED: Final = Ticket.Status.RESOLVED
OF: Final = 5  # the best score
FIGURES: Final = ("score", "of", "resolution")  # of its `data`: they stay when its customer is erased
OPEN_FOR: Final = timedelta(days=7)
TAKEN_BACK: Final = timedelta(minutes=10)  # who reopens as soon as that hadn't been done
ONE_PERSON: Final = timedelta(days=30)  # between two conversations that somebody is asked about
MOST_CHANGES: Final = 20  # of one rating

Following = Iterable[Event]


def resolved(ticket: Ticket, event: Event) -> Following:
    """Every resolution can be rated, but that of spam. Whether it is asked about, is said here."""
    if event.body != RESOLVED:
        newest = Rating.objects.filter(ticket=ticket).order_by("-resolution")[:1] if ticket.beside else ()
        for rating in newest:
            if rating.asked_at > timezone.now() - TAKEN_BACK:
                rating.delete()
    elif event.public_seq is not None and not _is_spam(ticket):
        asked = _in_sample(event) and not _asked_elsewhere(ticket)
        Rating.objects.create(ticket=ticket, resolution=event.public_seq, asked=asked)
        ticket.beside = True
    return ()


def _is_spam(ticket: Ticket) -> bool:
    """By the log: what says it may be a feature that isn't there."""
    if not ticket.beside or not kinds.is_known(SPAM):
        return False
    said = ticket.events.filter(kind=SPAM).order_by("-seq").values_list("body", flat=True).first()
    return said == SPAM


def _in_sample(event: Event) -> bool:
    """The id was made at random, and is the same when it is asked again."""
    return event.client_id.int % 100 < settings.RATING_SAMPLE


def _asked_elsewhere(ticket: Ticket) -> bool:
    lately = Rating.objects.filter(asked=True, asked_at__gt=Now() - ONE_PERSON)
    return any(lately.filter(who).exclude(ticket=ticket).exists() for who in of_person(ticket))


def of_person(ticket: Ticket) -> Iterator[Q]:
    """Who isn't verified is another contact in each conversation: their address says that they are one."""
    yield Q(ticket__contact=ticket.contact_id)
    if ticket.contact.email:
        yield Q(ticket__contact__email=ticket.contact.email)


def newest(ticket: int) -> Rating | None:
    return Rating.objects.filter(ticket=ticket).order_by("-resolution").first()


def given(ticket: Ticket, rating: Rating | None, score: int, comment: str, *, held: bool) -> Rating:
    """What stands from now on; `held`: agents know what they knew. Raises Refused."""
    if rating is None or ticket.status != RESOLVED or rating != newest(ticket.pk):
        raise Refused("conflict", "There is no resolution to rate.")
    if rating.asked_at < timezone.now() - OPEN_FOR:
        raise Refused("conflict", "It was resolved too long ago to be rated now.")
    if (rating.score, rating.comment) == (score, comment):
        raise Refused("unchanged", "It is rated so already.")
    if rating.changes >= MOST_CHANGES:
        raise Refused("conflict", "It was rated too often.")
    if held and not rating.held:
        rating.told_score, rating.told_comment = rating.score, rating.comment
    rating.score, rating.comment, rating.held = score, comment, held
    rating.rated_at, rating.changes = timezone.now(), rating.changes + 1
    rating.save()
    return rating


def told(ticket: Ticket, event: Event) -> Following:
    """Agents know it now."""
    Rating.objects.filter(ticket=ticket, resolution=event.data["resolution"]).update(held=False)
    return ()
