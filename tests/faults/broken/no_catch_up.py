"""A socket that misses an event, or is behind a head, doesn't read the database."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from tickets.consumers import SupportConsumer

    async def stays_behind(*_: Any) -> None:
        return None

    setattr(SupportConsumer, "_catch_up", stays_behind)  # noqa: B010
