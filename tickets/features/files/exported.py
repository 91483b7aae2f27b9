"""What a customer is handed: the files of both sides, as they were sent."""

import re
from functools import partial
from typing import Final

from tickets.conversation.exporting import Handed, Stored
from tickets.features.files import storage
from tickets.features.files.models import File
from tickets.models import Ticket

UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')  # on one system or another
LONGEST: Final = 100  # characters


def of(ticket: Ticket) -> Handed | None:
    sent = File.objects.filter(ticket=ticket, state=File.State.READY, event__public_seq__isnull=False)
    files = list(sent.select_related("event").order_by("event__seq", "position"))
    if not files:
        return None
    names = [f"files/{n}-{UNSAFE.sub('_', file.shown_name)[:LONGEST]}" for n, file in enumerate(files, 1)]
    rows = [
        {"name": file.name, "type": file.type, "size": file.size, "seq": _seq(file), "file": name}
        for file, name in zip(files, names, strict=True)
    ]
    return Handed(rows, [Stored(name, _opened(file)) for file, name in zip(files, names, strict=True)])


def _seq(file: File) -> int | None:
    return file.event.public_seq if file.event else None


def _opened(file: File) -> partial:  # type: ignore[type-arg]
    return partial(storage.stored().open, storage.name_of(file.place, "original"))
