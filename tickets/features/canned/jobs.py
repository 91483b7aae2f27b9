"""What becomes of a reply's file: checked as all files are, and gone when no reply has had it for a day."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models.functions import Now

from tickets.conversation import shelf
from tickets.conversation.shelf import Away, Checked
from tickets.features.canned.models import ReplyFile
from tickets.features.canned.reply_files import FREE
from tickets.jobs import table
from tickets.jobs.kinds import Args, Kind

AGAIN: Final = timedelta(seconds=30)  # until what checks files is asked again
LANE: Final = "files"
SLACK: Final = timedelta(minutes=1)  # of a job that is early
State = ReplyFile.State


def check(args: Args) -> Callable[[], None] | None:
    keeper = shelf.keeper()
    if keeper is None:
        return None
    file = ReplyFile.objects.filter(pk=UUID(args["file"])).first()
    if file is None:
        return partial(keeper.must_go, args["place"])
    if file.state != State.CHECKING:
        return None
    try:
        return partial(_checked, keeper, file, keeper.check(file.place, file.type))
    except Away:
        return partial(table.enqueue, CHECK.name, dict(args), wait=AGAIN)


def _checked(keeper: shelf.Keeper, file: ReplyFile, found: Checked) -> None:
    stem, dot, _ = file.name.rpartition(".")
    name = f"{stem if dot and stem else file.name}{found.ending}" if found.ending else file.name
    known = {"type": found.type, "name": name, "reason": found.reason}
    state = State.REFUSED if found.reason else State.READY
    kept = ReplyFile.objects.filter(pk=file.pk, state=State.CHECKING).update(state=state, **known)
    keeper.must_go(file.place, part_only=bool(kept) and state == State.READY)


def unused(args: Args) -> None:
    """A day has passed since a reply had it; it may have been had by one since."""
    free = ReplyFile.objects.select_for_update().filter(reply=None, free_since__lte=Now() - FREE + SLACK)
    for file in free.filter(pk=UUID(args["file"])):
        file.delete()


CHECK: Final = Kind("canned-file", check, LANE)
UNUSED: Final = Kind("canned-file-free", unused, LANE, atomic=True)
