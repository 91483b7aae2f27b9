"""Makes a desk of a backup, in an empty place, on either database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand

from tickets.features.backup import checking, keys, restoring, snapshot
from tickets.features.backup.trouble import in_one_line
from tickets.progress import shown

KEY_KNOWN: Final = "Its secret key is known here as a former one (secret_key.old in DATA_DIR)."
KEY_TO_BE_GIVEN: Final = (
    "Its secret key is in secret_key.old in DATA_DIR: give it in SECRET_KEY_FALLBACKS as well."
)
KEY_LEFT: Final = "Its secret key is in it, sealed, and was left there: BACKUP_PASSPHRASE isn't set."


class Command(BaseCommand):
    help = "Reads FILE into the empty place that DATA_DIR or DATABASE_URL names: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with shown(self.stdout) as progress, in_one_line("Nothing was restored"):
            reader = restoring.restore(file, progress)
        self.stdout.write(
            f"Restored {checking.in_words(reader)}; {progress.seconds:.0f} s. The desk can start."
        )
        if not checking.has_files(reader):
            self.stdout.write("Its files are those of FILES_DIR, or of the bucket, as they were left.")
        if keys.in_it(reader):
            known = KEY_KNOWN if keys.are_read() else KEY_TO_BE_GIVEN
            self.stdout.write(known if settings.BACKUP_PASSPHRASE else KEY_LEFT)
        for command in snapshot.rebuilding():
            self.stdout.write(f"Then, beside it: manage.py {command} makes anew what no backup has.")
