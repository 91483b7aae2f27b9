"""Says whether a backup is whole, and what is in it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tickets.features.backup import checking
from tickets.features.backup.trouble import in_one_line
from tickets.progress import shown


class Command(BaseCommand):
    help = "Reads FILE to its end, each row and each byte against its hash. It needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with shown(self.stdout) as progress, in_one_line(f"{file} could not be checked"):
            reader = checking.check(file, progress)
        self.stdout.write(f"{file} is whole: {checking.in_words(reader)}.")
