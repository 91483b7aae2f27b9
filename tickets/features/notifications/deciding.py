"""Whom an event concerns, and whether they are to be pushed: only while no desk of theirs is live.

The reaction leaves a job for each agent who has a browser that can be reached. It looks again and again: a
desk of theirs that shows it says so, and takes the job away (`heard`); where there is none by ticks, it is
pushed; and what a live desk has had for so long it has shown, if its agent wants to see it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from tickets.conversation import kinds as events
from tickets.database import transaction
from tickets.desk import details
from tickets.features.notifications import defaults, mentions, pushing
from tickets.features.notifications.models import Device, Preference
from tickets.features.notifications.wishes import Wishes
from tickets.jobs import kinds, table
from tickets.models import Event, Ticket
from tickets.people import access
from tickets.presence import watch
from tickets.wire import groups

JUDGE: Final = "notify"
ASSIGNMENT: Final = "assignment"  # a kind of another feature's, if it is there
MENTIONED: Final = "mentioned"
OPEN: Final = Ticket.Status.OPEN
ABSENT: Final = 6  # ticks: whoever loads the desk anew is back by then
LOOK: Final = timedelta(seconds=2)
LOOKS: Final = 15  # longer than it takes to see that a line is dead, and ABSENT beside


def react(ticket: Ticket, event: Event) -> None:
    """The reaction to each event."""
    kind, agents = _concerned(ticket, event)
    if agents is None:
        return
    for user in access.who_see(ticket, _reachable(agents)):
        args = {"user": user, "ticket": ticket.pk, "seq": event.seq, "kind": kind, "looks": 0}
        table.enqueue(JUDGE, args, key=_key(user, ticket.pk, kind), move=True)


def _concerned(ticket: Ticket, event: Event) -> tuple[str, list[int] | None]:
    """Whom; an empty list: every agent. None: nobody."""
    if event.kind == events.MESSAGE and event.role == Event.Role.CUSTOMER:
        return ("mine", [ticket.assignee_id]) if ticket.assignee_id else ("new", [])
    if event.kind == ASSIGNMENT and event.assignee_id and event.assignee_id != event.agent_id:
        return "assigned", [event.assignee_id]
    if event.kind == events.NOTE and (named := mentions.of([event]).get(event.pk)):
        return MENTIONED, named
    return "", None


def _reachable(agents: list[int]) -> Iterable[int]:
    """Mostly nobody: one query by an index."""
    found = Device.objects.filter(user__in=agents) if agents else Device.objects.all()
    return found.values_list("user", flat=True).distinct()


def _key(user: int, ticket: int, kind: str) -> str:
    """What comes last takes the place of what came before; but who is named is told so in any case."""
    return f"{JUDGE} {user} {ticket}" + (f" {kind}" if kind == MENTIONED else "")


def heard(user: int, public_id: str) -> None:
    """A live desk of theirs has told them."""
    found = Ticket.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if found:
        for kind in ("", MENTIONED):
            table.cancel(_key(user, found, kind))


def judge(args: kinds.Args) -> Callable[[], None] | None:
    """The job."""
    ticket, user = Ticket.objects.filter(pk=args["ticket"]).first(), args["user"]
    wanted = wishes_of(user).wants(args["kind"], timezone.now())
    whose = None if args["kind"] == "new" else user
    if ticket is None or not wanted or not access.who_see(ticket, [user]):
        return None
    if is_done(ticket, args["kind"], args["seq"], [whose]):
        return None
    if watch.away(groups.DESK, str(user), ABSENT):
        return partial(pushing.push, user, {name: args[name] for name in ("ticket", "seq", "kind")})
    return partial(_look_again, args) if args["looks"] < LOOKS else None


def is_done(ticket: Ticket, kind: str, seq: int, whose: Sequence[int | None]) -> bool:
    """Somebody has read it (or answered, of who waits), it is another's by now, or nobody need do anything
    about it."""
    if kind == MENTIONED:  # whosever it is, and though others have read it
        return False
    told = ticket.waiting_since is None if kind == "waiting" else ticket.agents_read >= seq
    if told or ticket.assignee_id not in whose or ticket.status != OPEN:
        return True
    return bool(details.of([ticket])[ticket.pk].get("spam"))  # as a feature says it, if that is there


def _look_again(args: kinds.Args) -> None:
    more = {**args, "looks": args["looks"] + 1}
    table.enqueue(JUDGE, more, key=_key(args["user"], args["ticket"], args["kind"]), wait=LOOK)


def wishes_of(user: int) -> Wishes:
    found = Preference.objects.filter(pk=user).values_list("wishes", flat=True).first()
    return Wishes.model_validate(found or {})


def shown_to(user: int) -> Wishes:
    """On their page: what they chose, and of mails what is usual for them."""
    found = Preference.objects.filter(pk=user).values_list("wishes", flat=True).first()
    return defaults.shown(user, found or {})


def keep(user: int, wishes: Wishes) -> None:
    with transaction():
        kept = defaults.kept_of(user, wishes)
        Preference.objects.update_or_create(pk=user, defaults={"wishes": kept})


JUDGING: Final = kinds.Kind(JUDGE, judge, "notify")  # a push service that hangs holds up none
