"""What can be done with an upload. All raise Refused."""

from dataclasses import dataclass
from uuid import UUID

from tickets.database import in_database
from tickets.features.files import disk, limits, uploads
from tickets.features.files.disk import on_disk
from tickets.features.files.models import File
from tickets.people.access import Seat
from tickets.refusals import Refused


@dataclass(frozen=True, slots=True)
class Upload:
    """Where an upload stands."""

    id: UUID
    name: str
    size: int
    offset: int  # how much has arrived
    state: str


async def begin(seat: Seat, id: UUID, name: str, size: int, address: str) -> Upload:
    limits.may_begin(seat, size, address)
    return await _stands(await in_database(uploads.begin, seat, id, name, size))


async def look(seat: Seat, id: UUID) -> Upload:
    """A process may have died after the last chunk, before it could say so."""
    return await _stands(await in_database(uploads.mine, seat, id))


async def _stands(file: File) -> Upload:
    have = await on_disk(uploads.have, file)
    if have == file.size and file.state == uploads.RECEIVING:
        file = await in_database(uploads.complete, file)
    return Upload(file.client_id, file.name, file.size, have, file.state)


async def receive(seat: Seat, id: UUID, offset: int, data: bytes) -> Upload:
    """A chunk at `offset`, which is where the file has its end so far."""
    limits.may_upload(seat, len(data))
    if len(data) > limits.CHUNK:
        raise Refused("too_long", f"A chunk has at most {limits.CHUNK // 1024} KiB.")
    file = await in_database(uploads.mine, seat, id)
    if file.state == uploads.RECEIVING:
        have = await on_disk(disk.append, file.place, offset, data, file.size)
    elif data or offset != file.size:
        raise Refused("conflict", "All of the file is there.", offset=file.size)
    else:
        have = file.size
    if have == file.size and file.state == uploads.RECEIVING:
        file = await in_database(uploads.complete, file)
    return Upload(file.client_id, file.name, file.size, have, file.state)


async def cancel(seat: Seat, id: UUID) -> None:
    await in_database(uploads.cancel, seat, id)
