"""An id that came before is a new message, and no constraint is in the way."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from django.db import connection

    from tickets.conversation import ledger

    def never_before(*_: Any) -> None:
        return None

    vars(ledger)["_earlier"] = never_before
    with connection.cursor() as cursor:
        for name in ("one_event_per_customer_and_id", "one_event_per_agent_and_id"):
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
