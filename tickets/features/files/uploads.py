"""What the table of files is asked while they arrive. Synchronous, on a database thread; raises
Refused."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Min, QuerySet, Sum
from django.db.models.functions import Now

from tickets.conversation import ledger
from tickets.database import transaction
from tickets.features.files import disk, limits, names, types
from tickets.features.files.disk import no_such_file
from tickets.features.files.limits import DAY, MIB, OF_DAY, OF_TICKET, UNSENT
from tickets.features.files.models import File
from tickets.jobs import table
from tickets.models import Event
from tickets.people.access import Seat
from tickets.refusals import Refused

RECEIVING: Final = File.State.RECEIVING
COME_BACK: Final = 60  # seconds at the least, while no more is taken in a day


def of_party(ticket: int, role: str, agent: int | None) -> QuerySet[File]:
    return File.objects.filter(ticket_id=ticket, role=role, agent_id=agent)


def _mine(seat: Seat) -> QuerySet[File]:
    return of_party(seat.ticket, seat.person.role, seat.person.agent)


def mine(seat: Seat, id: UUID) -> File:
    found = _mine(seat).filter(client_id=id).first()
    if found is None:
        raise no_such_file()
    return found


@dataclass(frozen=True, slots=True)
class Upload:
    """Where an upload stands."""

    id: UUID
    name: str
    size: int
    offset: int  # how much has arrived
    state: str


def for_chunk(seat: Seat, id: UUID, size: int) -> File:
    """To which one more chunk of that many bytes is to be added."""
    limits.may_upload(seat, size)
    return mine(seat, id)


def begin(seat: Seat, id: UUID, name: str, size: int, address: str) -> File:
    """The same id again is the same file."""
    limits.may_begin(seat)
    file = _begin(seat, id, name, size, address)
    if file.state == RECEIVING:
        disk.begin(file.place)
    return file


@transaction()
def _begin(seat: Seat, id: UUID, name: str, size: int, address: str) -> File:
    ticket = ledger.locked(seat)
    found = File.objects.filter(ticket=ticket, client_id=id).first()
    if found is not None:
        return _begun_before(found, seat, size)
    limits.must_be_small(size)
    must_fit(seat.ticket, size)
    limits.may_add(seat, size, address)  # last, and under the ticket's lock: each file counts once
    by = {"role": seat.person.role, "agent_id": seat.person.agent}
    file = File.objects.create(ticket=ticket, client_id=id, name=names.shown(name), size=size, **by)
    table.enqueue("file-unsent", {"file": file.pk}, wait=timedelta(seconds=UNSENT))
    return file


def _begun_before(file: File, seat: Seat, size: int) -> File:
    if (file.role, file.agent_id, file.size) != (seat.person.role, seat.person.agent, size):
        raise Refused("conflict", "This id was used for something else.")
    return file


def must_fit(ticket: int | None, size: int) -> None:
    """So many more bytes, in a ticket; None: in one that is yet to be opened."""
    kept = _sum(File.objects.filter(ticket_id=ticket)) if ticket else 0
    if kept + size > OF_TICKET:
        raise Refused("ticket_full", f"A conversation keeps at most {OF_TICKET // MIB:,} MB of files.")
    lately = File.objects.filter(created_at__gt=Now() - timedelta(seconds=DAY))
    if _sum(lately) + size > OF_DAY:
        raise Refused("rate_limited", "No more files are taken today.", retry_after=_wait(lately))
    disk.must_have_room(size)


def _sum(files: QuerySet[File]) -> int:
    return files.aggregate(size=Sum("size"))["size"] or 0


def _wait(lately: QuerySet[File]) -> float:
    """Until the first of them is a day old."""
    age = lately.aggregate(age=Now() - Min("created_at"))["age"] or timedelta()
    return max(COME_BACK, DAY - int(age.total_seconds()))


def have(file: File) -> int:
    return disk.length(file.place) if file.state == RECEIVING else file.size


def complete(file: File) -> File:
    """All of it has arrived, whoever notices first: it is checked by a job."""
    type = types.told_by(disk.head(file.place, types.HEAD))
    with transaction():
        arrived = File.objects.filter(pk=file.pk, state=RECEIVING)
        if arrived.update(state=File.State.CHECKING, type=type):
            to_be_checked(file)
        found = File.objects.filter(pk=file.pk).first()
    if found is None:
        raise no_such_file()
    return found


def to_be_checked(file: File, **more: Any) -> None:
    """In the transaction from which on it is."""
    table.enqueue("file", {"file": file.pk, "place": file.place, **more}, key=job_of(file))


def job_of(file: File) -> str:
    """The key of what checks it."""
    return f"file {file.pk}"


def cancel(seat: Seat, id: UUID) -> None:
    """Only what wasn't sent. What isn't there is cancelled already."""
    with transaction():
        file = _mine(seat).select_for_update().filter(client_id=id).first()
        if file is None:
            return
        if file.event_id is not None:
            raise Refused("conflict", "This file was sent.")
        file.delete()


def to_attach(event: Event, ids: Collection[UUID]) -> list[File]:
    """The author's files of these ids, complete and unsent, in this order. Under the ticket's lock, and
    under theirs: else one might be given up before the message has it."""
    files = of_party(event.ticket_id, event.role, event.agent_id).filter(client_id__in=ids)
    held = files.select_for_update(of=("self",)).order_by("pk")  # in one order: two never wait for each other
    found = {file.client_id: file for file in held}
    if len(found) != len(ids):
        raise Refused("bad_field", "`files`: there is no such file of yours.")
    return [_ready_to_go(found[id]) for id in ids]


def _ready_to_go(file: File) -> File:
    if file.event_id is not None:
        raise Refused("conflict", "This file was sent already.")
    if file.state == RECEIVING:
        if disk.length(file.place) < file.size:
            raise Refused("not_ready", "Not all of the files have arrived.", retry_after=2)
        complete(file)
    return file


def attach(event: Event, files: list[File]) -> None:
    for position, file in enumerate(files):
        File.objects.filter(pk=file.pk).update(event=event, position=position)


def sent_with(events: Collection[int]) -> QuerySet[File]:
    return File.objects.filter(event_id__in=events).order_by("event_id", "position")


def entry(file: File) -> dict[str, Any]:
    """A file as an event shows it: {id, name, size, state, type?, width?, height?, reason?}."""
    shown = {"id": str(file.client_id), "name": file.shown_name, "size": file.size, "state": file.state}
    about = {"type": file.type, "width": file.width, "height": file.height, "reason": file.reason}
    return shown | {name: value for name, value in about.items() if value}
