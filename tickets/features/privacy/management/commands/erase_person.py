"""Erases a person, from a terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.features.privacy import erasing, finding, jobs, remembered, scrubbing
from tickets.features.privacy.erasing import Person


class Command(BaseCommand):
    help = "Erases WHO (a ticket's id, a contact's number as #12, or an e-mail): all that is kept of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", nargs="?", metavar="WHO")
        parser.add_argument("--yes", action="store_true", help="without it, only what would go is shown")
        parser.add_argument(
            "--again",
            type=Path,
            metavar="FILE",
            help="erase those of an erased.jsonl, after a restore without it",
        )

    def handle(self, *args: Any, who: str | None, yes: bool, again: Path | None, **options: Any) -> None:
        if again:
            if not again.is_file():
                raise CommandError(f"There is no file {again}: nobody was erased.")
            remembered.apply(self.stdout.write, again, announced=True)
            scrubbing.scrub()
            return
        contacts = finding.exactly(who or "")
        if not contacts:
            raise CommandError(f"There is nobody by {who!r}." if who else "WHO: a ticket, #number or e-mail.")
        for contact in contacts:
            counts = erasing.holdings(Person.of(contact))
            self.stdout.write(f"#{contact.pk} {contact.name}: {in_words(counts)}")
            if yes:
                erasure = jobs.begin(contact, "")
                jobs.done(erasure, jobs.carry_out(erasure, self._progress))
        if not yes:
            self.stdout.write("Nothing was erased: with --yes it goes, for good.")
            return
        self.stdout.write("Wiping what the database still has of it…")
        scrubbing.scrub()
        self.stdout.write(f"Erased: {len(contacts):,}.")

    def _progress(self, done: int, total: int) -> None:
        if done == total or done % 20 == 0:
            self.stdout.write(f"conversations: {done:,} of {total:,}")


def in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing"
