"""The mail to an agent who is away: all that is new for them, once in a while.

What is new is a row of `Pending` until it is mailed. Whether its agent is still away, and whether each thing
is still so, is asked again before the mail is made and when it is sent.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from tickets import letters
from tickets.conversation import kinds as events
from tickets.features.notifications import deciding, defaults, desks, off, pushing
from tickets.features.notifications.models import Pending, Preference
from tickets.features.notifications.wishes import MAIL_KINDS
from tickets.jobs import kinds, table
from tickets.letters import Args, Letter
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.people.models import User
from tickets.presence import watch
from tickets.presence.watch import There

MAIL: Final = "notify-mail"
LETTER: Final = "news"
AGAIN: Final = timedelta(seconds=15 * settings.AGENT_MAIL_AFTER)  # between two mails: a quarter of an hour
LOOK: Final = timedelta(seconds=15)  # while nobody knows
QUIET: Final = timedelta(minutes=5)  # between two looks, in hours in which nothing is to be heard
MOST: Final = 20  # conversations in a mail: the newest
SHOWN: Final = 400  # characters of each


def add(users: Iterable[int], ticket: int, kind: str, seq: int) -> None:
    """Within a transaction. What is newest of a conversation counts; but who was named is told of that."""
    news = [Pending(user_id=user, ticket_id=ticket, kind=kind, seq=seq) for user in users]
    if not news:
        return
    if kind != deciding.MENTIONED:
        named = Pending.objects.filter(ticket=ticket, kind=deciding.MENTIONED).values_list("user", flat=True)
        news = [row for row in news if row.user_id not in set(named)]
    Pending.objects.bulk_create(
        news, update_conflicts=True, unique_fields=["user", "ticket"], update_fields=["kind", "seq"]
    )
    for row in news:
        _look(row.user_id)


def _look(user: int, wait: timedelta = table.AT_ONCE) -> None:
    """It moves one that waits: what came last is looked at with the rest."""
    table.enqueue(MAIL, {"user": user}, key=f"{MAIL} {user}", wait=wait, move=True)


def judge(args: kinds.Args) -> Callable[[], None]:
    """The job."""
    return partial(_settle, args["user"], watch.desk())


def _settle(user: int, there: There | None) -> None:
    person = access.agents().exclude(email="").filter(pk=user).first()
    mine = Pending.objects.filter(user=user)
    if person is None or desks.is_live(user, there):
        mine.delete()
        return
    if not mine.exists():
        return
    if wait := _wait(user, there):  # each thing is asked about in this commit: only where a mail would go
        _look(user, wait)
        return
    if news := [row for row in mine.select_related("ticket").order_by("-pk") if _is_wanted(row)]:
        _mail(person, news)
    mine.delete()


def _is_wanted(row: Pending) -> bool:
    wanted = defaults.mailed(row.ticket, row.kind, [row.user_id])
    return bool(wanted) and not _is_done(row.ticket, row.user_id, row.kind, row.seq)


def _is_done(ticket: Ticket, user: int, kind: str, seq: int) -> bool:
    if not access.who_see(ticket, [user]):
        return True
    whose: dict[str, list[int | None]] = {"new": [None], "waiting": [None, user]}
    return deciding.is_done(ticket, kind, seq, whose.get(kind, [user]))


def _wait(user: int, there: There | None) -> timedelta:
    if deciding.wishes_of(user).is_quiet(timezone.now()):
        return QUIET
    since = Preference.objects.filter(pk=user, mailed_at__isnull=False)
    age: timedelta | None = since.values_list(Now() - F("mailed_at"), flat=True).first()
    pause = AGAIN - age if age is not None else timedelta()
    if pause > timedelta():
        return pause
    return timedelta() if desks.is_absent(user, there) else LOOK


def _mail(person: User, news: list[Pending]) -> None:
    args = {"user": person.pk, "news": [[row.ticket_id, row.kind, row.seq] for row in news]}
    if letters.post(LETTER, person.email, args):
        Preference.objects.update_or_create(pk=person.pk, defaults={"mailed_at": Now()})


def letter(args: Args) -> Letter | None:
    """What of it is still so, when it is sent. None: nothing, or a desk of theirs is live by now."""
    user = args["user"]
    if not access.agents().filter(pk=user).exists() or desks.is_live(user, watch.desk()):
        return None
    wishes = deciding.wishes_of(user)
    with translation.override(wishes.language or settings.LANGUAGE_CODE):
        news = [told for told in (_told(user, *one, words=wishes.words) for one in args["news"]) if told]
        return _letter(user, news) if news else None


def _told(user: int, ticket: int, kind: str, seq: int, *, words: bool) -> dict[str, Any] | None:
    found = Ticket.objects.select_related("contact").filter(pk=ticket).first()
    if found is None or _is_done(found, user, kind, seq):
        return None
    return {
        "kind": kind,
        "line": pushing.in_words(kind, found.contact.name),
        "number": found.pk,
        "subject": found.subject,
        "body": _wrote(found, kind, seq) if words else "",
        "url": f"{settings.PUBLIC_URL}/agent/{found.public_id}/",
    }


def _wrote(ticket: Ticket, kind: str, seq: int) -> str:
    """The customer's last words up to there, or the note that names somebody."""
    until = Event.objects.filter(ticket=ticket, seq__lte=seq)
    if kind == deciding.MENTIONED:
        said = until.filter(seq=seq, kind=events.NOTE)
    else:
        said = until.filter(kind=events.MESSAGE, role=Event.Role.CUSTOMER)
    wrote = said.order_by("-seq").first()
    return wrote.body[:SHOWN] if wrote else ""


def _letter(user: int, news: list[dict[str, Any]]) -> Letter:
    about = {one["kind"] for one in news}
    told = {
        "news": news[:MOST],
        "left_out": max(0, len(news) - MOST),
        "language": translation.get_language(),
        "desk": f"{settings.PUBLIC_URL}/agent/",
        "off": [(kind, off.url_of(user, [kind])) for kind in MAIL_KINDS if kind in about],
    }
    text, html = (render_to_string(f"notifications/letter.{form}", told) for form in ("txt", "html"))
    many = ngettext("%(n)d conversation waits for you", "%(n)d conversations wait for you", len(news))
    subject = f"{news[0]['line']} [#{news[0]['number']}]" if len(news) == 1 else many % {"n": len(news)}
    return Letter(subject, text, html, off.headers(user, about))


JUDGING: Final = kinds.Kind(MAIL, judge, "notify")
