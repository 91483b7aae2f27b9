"""Kinds of jobs that leave a trace: in the database, and in a file that stands for the world."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from tickets.jobs.kinds import Args

WORLD = "JOBS_WORLD"  # the variable that names the file


class Traced(AppConfig):
    name = "tests.jobs"
    label = "traced"

    def ready(self) -> None:
        from tickets.jobs import kinds, rules, worker

        rules.LEASE = timedelta(seconds=2)  # type: ignore[misc]
        rules.FIRST, rules.TRIES = 0.1, 1000  # type: ignore[misc]
        worker.RENEWAL = 0.5  # type: ignore[misc]
        kinds.register(kinds.Kind("inside", _inside, lane="inside", atomic=True, tries=1000))
        kinds.register(kinds.Kind("outside", _outside, lane="outside", tries=1000))


def _inside(args: "Args") -> None:
    from tests.jobs.models import Trace

    Trace._default_manager.create(number=args["number"])


def _outside(args: "Args") -> None:
    """One write, as one call of the outside world: it happened, or it didn't."""
    line = f"{args['line']} {args['number']}\n".encode()
    with Path(os.environ[WORLD]).open("ab", buffering=0) as world:
        world.write(line)
