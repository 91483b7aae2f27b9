"""Files that nobody sent, and what is left on disks of those that are gone: as jobs."""

from typing import Final

from tickets.features.files import disk, storage
from tickets.features.files.models import File
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind

LANE: Final = "files"


def unsent(args: Args) -> None:
    """A day has passed since it was begun."""
    for file in File.objects.select_for_update().filter(pk=args["file"], event=None):
        file.delete()


def must_go(place: str, *, part_only: bool = False) -> None:
    """In the transaction in which it loses its row, or in which what arrived was stored."""
    table.enqueue("file-gone", {"place": place, "part_only": part_only})


def gone(args: Args) -> None:
    disk.forget(args["place"])
    if not args["part_only"]:
        storage.forget(args["place"])


UNSENT: Final = Kind("file-unsent", unsent, LANE, atomic=True)
GONE: Final = Kind("file-gone", gone, LANE)
