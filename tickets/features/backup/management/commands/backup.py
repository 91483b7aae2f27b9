"""Takes a backup beside a running desk: everything that is to be kept, in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tickets import schema
from tickets.features.backup import checking, taking
from tickets.features.backup.trouble import in_one_line
from tickets.progress import shown


class Command(BaseCommand):
    help = "Writes database and files into FILE, as of one moment, while the desk goes on, and reads it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="which isn't there yet")

        parser.add_argument(
            "--without-files", action="store_true", help="the database alone; files never change"
        )

    def handle(self, *args: Any, file: Path, without_files: bool, **options: Any) -> None:
        schema.must_know(schema.applied())
        with shown(self.stdout) as progress:
            with in_one_line(f"{file} was not written"):
                taken = taking.take(file, progress, files=not without_files)
            progress.say(f"{file} has {checking.in_words(taken)}; {progress.seconds:.0f} s.")
