"""Files that came with a mail: rows in the transaction of their message, content by the job that checks them.
Synchronous."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from tickets.conversation import attachments
from tickets.conversation.attachments import Attached, Source
from tickets.features.files import disk, limits, names, types, uploads
from tickets.features.files.models import File
from tickets.models import Event
from tickets.refusals import Refused

EMPTY: Final = "empty"


def left_out(ticket: int | None, found: Sequence[Attached]) -> Mapping[UUID, str]:
    """By the quotas of uploads, the first ones first. What is a file of the ticket already stays one."""
    kept = _kept(ticket, found) if ticket else set()
    reasons: dict[UUID, str] = {}
    count, size = len(kept), 0
    for one in found:
        if one.id in kept:
            continue
        if reason := _refused(ticket, count, size, len(one.content)):
            reasons[one.id] = reason
        else:
            count, size = count + 1, size + len(one.content)
    return reasons


def _kept(ticket: int, found: Sequence[Attached]) -> set[UUID]:
    files = File.objects.filter(ticket_id=ticket, client_id__in=[one.id for one in found])
    return set(files.values_list("client_id", flat=True))


def _refused(ticket: int | None, count: int, before: int, size: int) -> str:
    """`count`, `before`: how many files of the same message have been taken, and their bytes."""
    if not size:
        return EMPTY
    if count >= limits.MOST_FILES:
        return "too_many_files"
    try:
        limits.must_be_small(size)
        uploads.must_fit(ticket, before + size)
    except Refused as refused:
        return refused.code
    return ""


def keep(ticket: int, found: Sequence[Attached]) -> None:
    for one in found:
        made = {
            "role": Event.Role.CUSTOMER,
            "name": names.shown(one.name),
            "size": len(one.content),
            "type": types.told_by(one.content[: types.HEAD]),
            "state": File.State.CHECKING,
        }
        file, new = File.objects.get_or_create(ticket_id=ticket, client_id=one.id, defaults=made)
        if new:
            uploads.to_be_checked(file, source=dict(one.source))


def bring(file: File, source: Source | None) -> None:
    """To where an upload would have arrived, unless it is there. Raises Gone."""
    if source and not disk.length(file.place):
        disk.put(file.place, attachments.content(source))
