"""What can be done with an upload, beside its row: on a thread of the disk, then of the database. Raises
Refused."""

from tickets.database import in_database
from tickets.features.files import disk, uploads
from tickets.features.files.disk import on_disk
from tickets.features.files.models import File
from tickets.features.files.uploads import Upload
from tickets.refusals import Refused


async def stands(file: File) -> Upload:
    """A process may have died after the last chunk, before it could say so."""
    return await _stands(file, await on_disk(uploads.have, file))


async def receive(file: File, offset: int, data: bytes) -> Upload:
    """A chunk at `offset`, which is where the file has its end so far."""
    if file.state == uploads.RECEIVING:
        return await _stands(file, await on_disk(disk.append, file.place, offset, data, file.size))
    if data or offset != file.size:
        raise Refused("conflict", "All of the file is there.", offset=file.size)
    return await _stands(file, file.size)


async def _stands(file: File, have: int) -> Upload:
    if have == file.size and file.state == uploads.RECEIVING:
        file = await in_database(uploads.complete, file)
    return Upload(file.client_id, file.name, file.size, have, file.state)
