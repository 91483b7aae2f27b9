"""What a message with files does to them, under its ticket's lock."""

from collections.abc import Iterable
from uuid import UUID

from tickets.features.files import uploads
from tickets.features.files.limits import MOST_FILES
from tickets.models import Event, Ticket
from tickets.refusals import Refused


def attached(_: Ticket, event: Event) -> Iterable[Event]:
    """They go with it, all or none: one that hasn't arrived in full keeps the message waiting."""
    ids = [UUID(id) for id in event.data.get("files", ())]
    if len(ids) > MOST_FILES:
        raise Refused("too_many_files", f"A message has at most {MOST_FILES} files.")
    if len(set(ids)) < len(ids):
        raise Refused("bad_field", "`files`: one of them is there twice.")
    if ids:
        uploads.attach(event, uploads.to_attach(event, ids))
    return ()
