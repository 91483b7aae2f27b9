"""That somebody opened a ticket of a team that isn't theirs, as only those may who see every team's: a line
of the audit log, once an hour for each of both."""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Final

from tickets.audit import log as audit
from tickets.audit.log import Actor
from tickets.database import OUT_OF_REACH, transaction
from tickets.models import Ticket
from tickets.people.models import Membership

log = logging.getLogger(__name__)

EACH: Final = 3600  # seconds
MOST: Final = 10_000  # remembered, in this process
_noted: OrderedDict[tuple[int, int], float] = OrderedDict()
_noting = Lock()


def noted(by: Actor, tickets: Iterable[Ticket]) -> None:
    """For who sees everything. Tickets without a team cost no query."""
    assert by.key is not None
    new = [one for one in tickets if one.team_id and _is_new(by.key, one.pk)]
    if not new:
        return
    mine = set(Membership.objects.filter(user=by.key).values_list("team", flat=True))
    try:
        for ticket in new:
            if ticket.team_id not in mine:
                with transaction():
                    audit.note("ticket.read", ticket.public_id, by=by)
    except OUT_OF_REACH:  # a database that takes no writes is still read
        log.warning("that %s read %d tickets could not be written down", by.name, len(new))


def _is_new(agent: int, ticket: int) -> bool:
    now, key = time.monotonic(), (agent, ticket)
    with _noting:
        if now - _noted.get(key, -math.inf) < EACH:
            return False
        _noted[key] = now
        _noted.move_to_end(key)
        while len(_noted) > MOST:
            _noted.popitem(last=False)
        return True
