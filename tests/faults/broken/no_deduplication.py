"""An id that came before is a new message, and no constraint is in the way."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from django.db import connection

    from tickets.conversation import ledger
    from tickets.models import Event

    def never_before(*_: Any) -> None:
        return None

    vars(ledger)["_earlier"] = never_before
    with connection.cursor() as cursor:
        for constraint in Event._meta.constraints:
            if "client_id" in getattr(constraint, "fields", ()):
                cursor.execute(f"DROP INDEX IF EXISTS {constraint.name}")
