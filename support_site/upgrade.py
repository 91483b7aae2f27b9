"""Brings the database of an earlier version up to date: first a backup of it, then the migrations.

python -m support_site.upgrade
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from tickets.progress import Progress, shown

KEPT: Final = 3
NAMED: Final = "before-%Y%m%dT%H%M%S.holdfast"
EACH: Final = "before-*.holdfast"
UNFINISHED: Final = "unfinished.json"  # of an upgrade that isn't through: its first backup
GO_ON_WITHOUT: Final = "BACKUP_BEFORE_MIGRATING=off goes on without one"


def bring_up_to_date(progress: Progress) -> None:
    """Raises SystemExit before anything was changed: the database is of a newer version, or can't be backed
    up."""
    from tickets import migrating, schema

    there = schema.applied()
    schema.must_know(there)
    if there and schema.missing(there) and settings.BACKUP_BEFORE_MIGRATING and "backup" in settings.FEATURES:
        back_up(progress, sorted(map(list, there)))
    migrating.bring_up_to_date(progress)
    mark = settings.BACKUPS_DIR / UNFINISHED
    if mark.exists():
        mark.unlink()


def back_up(progress: Progress, state: list[list[str]]) -> None:
    """The database alone: no migration touches a file. `state`: the migrations that it has."""
    folder = settings.BACKUPS_DIR
    path = folder / datetime.now(UTC).strftime(NAMED)
    progress.say(f"a backup before the database is brought up to date: {path}")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("backup", path, without_files=True, stdout=progress.stream)
        _keep_the_last(folder, but=_first(folder, path.name, state))
    except (CommandError, OSError) as error:
        raise SystemExit(f"Nothing was migrated: {_first_line(error)}. ({GO_ON_WITHOUT}.)") from None


def _first(folder: Path, name: str, state: list[list[str]]) -> str:
    """The last backup that the former release can read: when an upgrade stands half way, that isn't the one
    that its next try takes."""
    mark = folder / UNFINISHED
    try:
        first = json.loads(mark.read_text())
    except (FileNotFoundError, ValueError):  # killed while it wrote that: nothing was migrated since
        first = {}
    if not first or first["state"] == state:
        first = {"backup": name, "state": state}
        mark.write_text(json.dumps(first))
    return str(first["backup"])


def _keep_the_last(folder: Path, but: str) -> None:
    for old in sorted(folder.glob(EACH))[:-KEPT]:
        if old.name != but:
            old.unlink()
    for half in folder.glob(f"{EACH}.part"):  # of one that was killed
        half.unlink()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")
    django.setup()
    os.umask(0o077)  # a backup has every conversation in it
    connection.settings_dict["OPTIONS"].pop("pool", None)  # one connection will do
    try:
        with shown(sys.stdout) as progress:
            bring_up_to_date(progress)
            progress.say("The database is up to date.")
    except OperationalError as error:
        raise SystemExit(f"DATABASE_URL: can't bring the database up to date: {_first_line(error)}") from None


if __name__ == "__main__":
    main()
