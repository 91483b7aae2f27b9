"""A socket that misses an event, or is behind a head, doesn't read the database."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from tickets.conversation import live

    async def stays_behind(*_: Any) -> None:
        return None

    setattr(live, "catch_up", stays_behind)  # noqa: B010
