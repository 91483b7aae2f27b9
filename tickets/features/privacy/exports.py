"""Exports of a person: asked for at the desk, made by a job, there for a week, gone with who is erased."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from secrets import token_hex
from tempfile import TemporaryFile
from typing import IO, Final

from django.conf import settings
from django.core.files import File as Content
from django.core.files.storage import storages
from django.db.models.functions import Now

from tickets.audit import log
from tickets.database import statement, transaction
from tickets.features.privacy import answering, archive
from tickets.features.privacy.models import Export
from tickets.jobs import kinds, table
from tickets.models import Contact

KEPT: Final = timedelta(days=7)
LANE: Final = "privacy"
MAKE, END = "privacy-export", "privacy-export-end"  # kinds of jobs
EXPORTED, DOWNLOADED = "privacy.exported", "privacy.downloaded"  # in the audit log


@transaction()
def ask(contact: Contact, by: str) -> Export:
    """One at a time: who asks again while it is made is shown the same."""
    if under_way := Export.objects.filter(contact=contact.pk, size=None).first():
        return under_way
    log.note(EXPORTED, f"#{contact.pk}")
    total = contact.tickets.count()
    export = Export.objects.create(contact=contact.pk, by=by, place=f"exports/{token_hex(16)}", total=total)
    args = {"export": export.pk, "place": export.place}
    table.enqueue(MAKE, args, key=f"{MAKE} {export.pk}")
    return export


def _make(args: kinds.Args) -> Callable[[], None] | None:
    export = Export.objects.filter(pk=args["export"], size=None).first()
    contact = Contact.objects.filter(pk=export.contact).first() if export else None
    if export is None or contact is None:  # erased: what a run that was killed has left goes as well
        storages["files"].delete(args["place"])
        return None
    size = _written(export, contact)

    def end() -> None:
        made = {"size": size, "ends_at": Now() + KEPT}
        if not Export.objects.filter(pk=export.pk).update(**made):  # erased meanwhile
            storages["files"].delete(export.place)
            return
        answering.ready(export.pk)
        table.enqueue(END, {"export": export.pk}, key=f"{END} {export.pk}", wait=KEPT)

    return end


def _written(export: Export, contact: Contact) -> int:
    """Always to the same place: begun again after a death, it is written over."""

    def told(done: int, total: int) -> None:
        with statement():
            Export.objects.filter(pk=export.pk).update(done=done, total=total)

    settings.FILES_DIR.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.FILES_DIR) as file:
        archive.write(contact, file, told)
        size = file.tell()
        file.seek(0)
        if storages["files"].save(export.place, Content(file)) != export.place:
            raise RuntimeError("STORAGES['files'] renames instead of writing over")
    return size


def _end(args: kinds.Args) -> None:
    for export in Export.objects.filter(pk=args["export"]):
        _forget(export)


def _forget(export: Export) -> None:
    """The row goes last: without it nobody would know what is still stored."""
    storages["files"].delete(export.place)
    with transaction():
        export.delete()


def forget_all_of(contact: int) -> None:
    for export in Export.objects.filter(contact=contact):
        _forget(export)


def one(pk: int) -> Export | None:
    return Export.objects.filter(pk=pk).first()


def is_there(export: Export) -> bool:
    return Export.objects.filter(pk=export.pk, size__isnull=False, ends_at__gt=Now()).exists()


def lately() -> Iterable[Export]:
    return Export.objects.order_by("-pk")[:50]


def opened(export: Export, by: log.Actor | None = None) -> IO[bytes]:
    """Raises FileNotFoundError."""
    log.note(DOWNLOADED, f"#{export.contact}", by=by)
    content: IO[bytes] = storages["files"].open(export.place)
    return content


MAKING: Final = kinds.Kind(MAKE, _make, LANE)
ENDING: Final = kinds.Kind(END, _end, LANE)
