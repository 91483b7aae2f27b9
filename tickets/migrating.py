"""Brings the database up to date, with our progress."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from tickets.progress import Progress


class Migrate(migrate.Command):
    """Django's own, but for what it says."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def migration_progress_callback(self, action: str, migration: Any = None, *_: Any, **__: Any) -> None:
        if action == "apply_start":
            self.progress.at(f"migrating: {migration}")


def bring_up_to_date(progress: Progress) -> None:
    call_command(Migrate(progress), interactive=False, verbosity=0)
