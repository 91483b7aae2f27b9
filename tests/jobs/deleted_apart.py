"""Broken: the job is deleted in a transaction after its effect's. Who first comes between is killed."""

import os
import signal
from pathlib import Path
from typing import Any

from tests.jobs.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


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
        killed_once()
        with transaction():
            table._end(job)

    vars(table)["carry_out"] = in_two


def killed_once() -> None:
    """By nobody's luck: of all processes the first that is here."""
    try:
        Path(os.environ["DATA_DIR"], "killed").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
