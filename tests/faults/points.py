"""Where a process can be made to fail exactly, patched into it before it serves.

Named in the variable FAULTS (see `tests.faults.settings`).
"""

import asyncio
import contextlib
import json
import os
import signal
import threading
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tickets.connections.state import State
from tickets.conversation import actions, ledger
from tickets.people import sign_ins
from tickets.process import process
from tickets.wire import stamps

DEADLY = "deadly"  # in a message: the process dies of it
HOUR = 3600.0  # seconds


def die_before_commit() -> None:
    """Everything is written, in a transaction that never ends."""
    _dies(ledger, "_written", lambda seat, ticket, event, *_: DEADLY in event.body)


def die_after_commit() -> None:
    """The row is there, and nobody has been told."""
    _dies(actions, "told", lambda written: any(DEADLY in event.body for event in written.events))


def die_of_a_last_chunk() -> None:
    """All of a file is on disk, and nobody has been told."""
    uploads = import_module("tickets.features.files.uploads")  # a feature, that may be taken away
    _dies(uploads, "complete", lambda file: True)


def _dies(module: Any, name: str, when: Any) -> None:
    whole = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if when(*args, **kwargs):
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*args, **kwargs)

    setattr(module, name, deadly)


def a_deaf_task() -> None:
    """Some swallow their cancellation (`asyncio.wait_for` does, in Python 3.11, when what it waits for
    has just come): the end of a process must not wait for them."""
    drain = State.drain

    def drain_with_it(self: State, spread: float) -> None:
        drain(self, spread)
        vars(self)["deaf"] = asyncio.create_task(_deaf())

    State.drain = drain_with_it  # type: ignore[method-assign]


async def _deaf() -> None:
    while True:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(HOUR)


def never_looks() -> None:
    """Whose sign-in has ended is found by who is told, and by who writes."""
    vars(sign_ins)["EVERY"] = HOUR


def an_hour_ahead() -> None:
    _shift(HOUR)


def an_hour_behind() -> None:
    _shift(-HOUR)


def _shift(seconds: float) -> None:
    """This process's clock of the day, as Python code asks for it. SQLite and PostgreSQL have their
    own, and no clock is needed for anything but showing times to people."""
    real, now = time.time, timezone.now
    time.time = lambda: real() + seconds
    timezone.now = lambda: now() + timedelta(seconds=seconds)
    vars(stamps)["now"] = lambda: stamps.stamp(timezone.now())


def tell_what_is_inside() -> None:
    """On SIGUSR1, in a file: what a process should not collect over time."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGUSR1, _tell)


def _tell(*_: Any) -> None:
    from tickets.wire.hub import hub
    from tickets.wire.socket import held

    inside = {
        "tasks": len(asyncio.all_tasks()),
        "sockets": len(process().heartbeat.slots),
        "groups": len(hub()._members),
        "members": sum(map(len, hub()._members.values())),
        "addresses": len(held),
        "threads": sum(not thread.name.startswith("database") for thread in threading.enumerate()),
    }
    file = inside_file(settings.DATA_DIR, os.getpid())
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(inside))
    draft.rename(file)


def inside_file(folder: Path, pid: int) -> Path:
    return folder / f"inside-{pid}.json"
