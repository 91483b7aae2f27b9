"""Customers read, and are told, what only agents should see."""

from typing import Any

from tests.faults.settings import *  # noqa: F403

BREAKS = f"{__name__}.break_it"


def break_it() -> None:
    from tickets.conversation import timeline

    row_of = timeline.row_of

    def everything(event: Any, ticket: Any, *, public: bool) -> Any:
        return row_of(event, ticket, public=False)

    def seq_field(_: Any) -> str:
        return "seq"

    def head(ticket: Any, _: Any) -> Any:
        return ticket.last_seq

    vars(timeline).update(row_of=everything, _seq_field=seq_field, _head=head)
