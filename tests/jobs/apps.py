"""Kinds of jobs and a reaction that leave a trace: in the database, and in a file that stands for
the world. As in `tests.faults`, a settings module may name a function that breaks the product."""

import os
import random
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from tickets.jobs.kinds import Args
    from tickets.models import Event, Ticket

WORLD = "JOBS_WORLD"  # the variable that names the file
FAILING = 0.02  # of the reactions, so that they become jobs


class Traced(AppConfig):
    name = "tests.jobs"
    label = "traced"

    def ready(self) -> None:
        from tickets.conversation import reactions
        from tickets.jobs import kinds, rules, worker

        rules.LEASE = timedelta(seconds=2)  # type: ignore[misc]
        rules.FIRST, rules.TRIES = 0.1, 1000  # type: ignore[misc]
        worker.RENEWAL = 0.5  # type: ignore[misc]
        kinds.register(kinds.Kind("inside", _inside, lane="inside", atomic=True, tries=1000))
        kinds.register(kinds.Kind("outside", _outside, lane="outside", tries=1000))
        reactions.register("trace", _react)
        breaks: str | None = getattr(settings, "BREAKS", None)
        if breaks:
            import_string(breaks)()


def _inside(args: "Args") -> None:
    from tests.jobs.models import Trace

    Trace._default_manager.create(number=args["number"])


def _react(ticket: "Ticket", event: "Event") -> None:
    from tests.jobs.models import Reacted

    Reacted._default_manager.create(ticket=ticket.pk, seq=event.seq)
    if random.random() < FAILING:
        raise OSError("fails now and then")


def _outside(args: "Args") -> None:
    """One write, as one call of the outside world: it happened, or it didn't."""
    line = f"{args['line']} {args['number']}\n".encode()
    with Path(os.environ[WORLD]).open("ab", buffering=0) as world:
        world.write(line)
