"""A stored mail is read once, as a job: what can't be read is shown to agents, and never tried for ever."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db.transaction import atomic

from tickets.database import OUT_OF_REACH
from tickets.features.mail import arrive, parse, place
from tickets.features.mail.models import Mail
from tickets.jobs import kinds

log = logging.getLogger(__name__)


def read(args: kinds.Args) -> Callable[[], None] | None:
    """The job. What it writes is written in the transaction that ends it."""
    mail = Mail.objects.filter(pk=args["mail"], state=Mail.State.WAITING).first()
    if mail is None:
        return None
    raw = arrive.raw_of(mail)
    try:
        raw = arrive.hide(mail, raw)
        if mail.args.get("too_large"):
            return partial(place.hold, mail, "too-large")
        parsed = parse.read(raw)
    except parse.Unreadable as why:
        return partial(place.hold, mail, f"unreadable: {why}")
    except Exception as why:  # whatever a stranger's mail does to the parser is its own end, and no other's
        return partial(place.hold, mail, _unforeseen(mail, why))
    return partial(_settle, mail, parsed)


def _settle(mail: Mail, parsed: parse.Parsed) -> None:
    try:
        with atomic():
            if _waits(mail):
                place.put(mail, parsed)
    except OUT_OF_REACH:  # of the database: the job is tried again
        raise
    except Exception as why:
        place.hold(mail, _unforeseen(mail, why))


def _waits(mail: Mail) -> bool:
    """Nobody else has read it meanwhile."""
    waiting = Mail.objects.select_for_update().filter(pk=mail.pk, state=Mail.State.WAITING)
    return waiting.first() is not None


def _unforeseen(mail: Mail, why: Exception) -> str:
    log.error("the mail %s is shown to agents as it is", mail.pk, exc_info=why)
    return f"unreadable: {type(why).__name__}"


READING: Final = kinds.Kind(arrive.READ, read, "mail-in")
FORGETTING: Final = kinds.Kind(arrive.FORGET, arrive.forget, "mail-in")
HIDING: Final = kinds.Kind(arrive.HIDE, arrive.hidden, "mail-in")
