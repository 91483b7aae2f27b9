"""A complete file, on its way to be ready: scanned, a picture made anew, stored. As a job."""

import hashlib
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.db.transaction import on_commit

from tickets.conversation.attachments import Gone
from tickets.features.files import attached, cleaning, disk, frames, re_encoding, scanner, storage, uploads
from tickets.features.files.models import File
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind
from tickets.wire import announce, groups
from tickets.wire.announcements import ReadyFrame

log = logging.getLogger(__name__)

AGAIN: Final = timedelta(seconds=30)  # until a scanner that is away is asked again
State = File.State


def check(args: Args) -> Callable[[], None] | None:
    file = File.objects.filter(pk=args["file"]).first()
    if file is None:
        return partial(cleaning.must_go, args["place"])
    if file.state != State.CHECKING:
        return None
    try:
        attached.bring(file, args.get("source"))
        return _looked_at(file)
    except scanner.Away as away:
        log.warning("files wait for the scanner: %s", away)
        return partial(table.enqueue, CHECK.name, dict(args), key=uploads.job_of(file), wait=AGAIN)
    except Gone as why:
        return partial(refuse, file, "gone", str(why))
    except re_encoding.Ended as why:
        if (table.tried(uploads.job_of(file)) or 0) < CHECK.tries:
            raise
        return partial(refuse, file, "too_many_pixels", str(why))


def _looked_at(file: File) -> Callable[[], None]:
    """What becomes of it. Raises scanner.Away."""
    storage.bring_back(file.place, disk.part(file.place))
    if found := scanner.found_in(disk.part(file.place)):
        return partial(refuse, file, "infected", found)
    try:
        return partial(ready, file, stored(file.place, file.type))
    except re_encoding.NoPicture as why:
        return partial(refuse, file, str(why), "no picture that can be made anew")


@dataclass(frozen=True, slots=True)
class Stored:
    sha256: str
    picture: re_encoding.Picture | None


def stored(place: str, type: str) -> Stored:
    """What of it is kept, and what is known of it. A picture is never kept as it came."""
    path = disk.part(place)
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        picture = re_encoding.made_anew(path, type, Path(folder))
        storage.keep(place, "original", picture.original if picture else path)
        if picture:
            storage.keep(place, "thumbnail", picture.thumbnail)
    return Stored(sha256, picture)


def ready(file: File, kept: Stored) -> None:
    """In the transaction that ends the job."""
    known: dict[str, Any] = {"state": State.READY, "sha256": kept.sha256}
    if picture := kept.picture:
        known |= {"width": picture.width, "height": picture.height}
        known |= {"type": picture.type, "ending": picture.ending}
    _becomes(file, known)


def refuse(file: File, reason: str, found: str) -> None:
    log.warning("a file was refused: %s, of ticket %s (%s)", found, file.ticket_id, reason)
    _becomes(file, {"state": State.REFUSED, "reason": reason})


def _becomes(file: File, known: dict[str, Any]) -> None:
    moved = File.objects.filter(pk=file.pk, state=State.CHECKING).update(**known)
    is_kept = File.objects.filter(pk=file.pk, state=State.READY).exists()
    cleaning.must_go(file.place, part_only=is_kept)
    if moved:
        on_commit(partial(tell, file.pk))


def tell(pk: int) -> None:
    """Pages of the ticket, if they have seen it."""
    file = File.objects.select_related("event", "ticket").filter(pk=pk).first()
    if file is None or file.event is None:
        return  # it is told with its message
    ticket = file.ticket.public_id
    frame = frames.file(ticket, uploads.entry(file))
    told = [groups.agents_of(ticket), *([groups.customer_of(ticket)] if file.is_public else [])]
    announce.at_once(ReadyFrame(group, frame) for group in told)


CHECK: Final = Kind("file", check, cleaning.LANE)
