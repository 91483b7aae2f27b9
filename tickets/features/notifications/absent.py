"""Which agents are mailed about an event: those of whom no desk is live, as far as ticks cover it.

The reaction leaves one job for the conversation, however many agents it may concern. When it has waited for
AGENT_MAIL_AFTER, each of them is asked for: who has had no desk for so long has it with their next mail
(`digest`); whose desk is live sees it there; of all others it is asked again, also while nobody knows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from tickets import letters
from tickets.conversation import kinds as events
from tickets.features.notifications import deciding, defaults, desks, digest, mentions
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.presence import watch
from tickets.presence.watch import There

JUDGE: Final = "notify-absent"
MESSAGE: Final = "message"  # of the customer's: news for its agent, or for all
ASSIGNED: Final = "assigned"
WAITING: Final = "waiting"
MENTIONED: Final = deciding.MENTIONED
AFTER: Final = timedelta(seconds=settings.AGENT_MAIL_AFTER)
LONG: Final = timedelta(seconds=settings.WAITING_MAIL_AFTER)
LOOK: Final = timedelta(seconds=2)  # between the first looks, and then
SELDOM: Final = timedelta(seconds=15)
SOON: Final = 5  # looks

News = tuple[str, int, list[int] | None]  # kind, seq, and whom: an empty list is every agent, None nobody
NOTHING: Final[News] = ("", 0, None)


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    if not letters.can_be_sent():
        return
    if event.kind == events.MESSAGE and event.role == Event.Role.CUSTOMER:
        _ask(ticket.pk, MESSAGE, AFTER)
        _ask(ticket.pk, WAITING, LONG)
    elif event.kind == deciding.ASSIGNMENT and event.assignee_id and event.assignee_id != event.agent_id:
        more = {"seq": event.seq, "user": event.assignee_id}
        _ask(ticket.pk, ASSIGNED, AFTER, more, move=True)
    elif event.kind == events.NOTE and (named := mentions.of([event]).get(event.pk)):
        _ask(ticket.pk, MENTIONED, AFTER, {"seq": event.seq, "users": named}, move=True)


def _ask(
    ticket: int, what: str, wait: timedelta, more: Mapping[str, Any] = table.NOTHING, *, move: bool = False
) -> None:
    """Each note has one of its own, for another one names others."""
    args = {"ticket": ticket, "what": what, **more}
    which = f"{what} {more['seq']}" if what == MENTIONED else what
    table.enqueue(JUDGE, args, key=f"{JUDGE} {which} {ticket}", wait=wait, move=move)


def judge(args: kinds.Args) -> Callable[[], None]:
    """The job. What has happened meanwhile found this job and left none, so it is read where that ends."""
    return partial(_settle, args, watch.desk())


def _settle(args: kinds.Args, there: There | None) -> None:
    ticket = Ticket.objects.filter(pk=args["ticket"]).first()
    if ticket is None:
        return
    if args["what"] == WAITING and (wait := _still_patient(ticket)):
        _ask(ticket.pk, WAITING, wait)
        return
    kind, seq, agents = _news(ticket, args)
    if agents is None:
        return
    of = _of(kind, seq, agents)
    left = args.get("left") if args.get("of") == of else None
    absent, unknown = _sorted_out(_willing(ticket, kind, left or agents), there)
    digest.add(absent, ticket.pk, kind, seq)
    if unknown:
        looks = args.get("looks", 0) + 1
        wait = LOOK if looks < SOON else SELDOM
        _ask(ticket.pk, args["what"], wait, {**args, "looks": looks, "left": unknown, "of": of})


def _of(kind: str, seq: int, agents: list[int]) -> list[Any]:
    """Which news it is: of another, whoever has been asked for is asked for again. It is the same wait of a
    customer's, whatever else is written meanwhile."""
    return [kind, 0 if kind == WAITING else seq, agents]


def _still_patient(ticket: Ticket) -> timedelta:
    """How long until a customer will have waited long. None at all: already, or nobody waits."""
    waiting = Ticket.objects.filter(pk=ticket.pk, waiting_since__isnull=False)
    so_far: timedelta | None = waiting.values_list(Now() - F("waiting_since"), flat=True).first()
    return timedelta() if so_far is None else max(timedelta(), LONG - so_far)


def _news(ticket: Ticket, args: kinds.Args) -> News:
    """As it is now."""
    whom = [ticket.assignee_id] if ticket.assignee_id else []
    found = NOTHING
    match args["what"]:
        case "message":
            wrote = ticket.events.filter(kind=events.MESSAGE, role=Event.Role.CUSTOMER).order_by("-seq")
            newest = wrote.values_list("seq", flat=True).first() or 0
            found = ("mine" if whom else "new", newest, whom)
        case "assigned":
            found = (ASSIGNED, args["seq"], [args["user"]])
        case "mentioned":
            found = (MENTIONED, args["seq"], args["users"])
        case "waiting":
            found = (WAITING, ticket.last_seq, whom)
    return NOTHING if deciding.is_done(ticket, found[0], found[1], found[2] or [None]) else found


def _willing(ticket: Ticket, kind: str, agents: Collection[int]) -> list[int]:
    """Who has an address, sees the conversation, and is to be mailed about it."""
    people = access.agents().exclude(email="")
    asked = (people.filter(pk__in=agents) if agents else people).values_list("pk", flat=True)
    return defaults.mailed(ticket, kind, access.who_see(ticket, asked))


def _sorted_out(users: Iterable[int], there: There | None) -> tuple[list[int], list[int]]:
    """Who is away, and of whom nobody knows."""
    users = list(users)
    absent = [user for user in users if desks.is_absent(user, there)]
    return absent, [user for user in users if user not in absent and not desks.is_live(user, there)]


JUDGING: Final = kinds.Kind(JUDGE, judge, "notify")
