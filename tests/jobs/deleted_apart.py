"""Broken: the job is deleted in a transaction after that of its effect, and a kill may fall between."""

import time
from typing import Any, Final

from tests.jobs.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"
BETWEEN: Final = 0.05  # seconds


def break_it() -> None:
    from tickets.database import transaction
    from tickets.jobs import kinds, table

    whole = table.carry_out

    def in_two(job: Any) -> None:
        kind = kinds.named(job.kind)
        if not kind.atomic:
            whole(job)
            return
        with transaction():
            kind.work(job.args)
        time.sleep(BETWEEN)
        with transaction():
            table._end(job)

    vars(table)["carry_out"] = in_two
