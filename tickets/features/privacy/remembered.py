"""Who was erased, in a file that no backup has: an older one that is restored is told by it.

`erased.jsonl` in FILES_DIR has a line for each erasure, with the public ids of its tickets, which say nothing
of anybody, and when it was asked for. `manage.py restore` looks for it in the FILES_DIR of the new place.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models.functions import Now

from tickets.features.privacy import erasing
from tickets.features.privacy.erasing import Person
from tickets.features.privacy.models import Erasure
from tickets.models import Contact

Say = Callable[[str], object]


def place() -> Path:
    return Path(settings.FILES_DIR) / "erased.jsonl"


def note(erasure: Erasure) -> None:
    """On disk before anything goes: a line too many does no harm."""
    erasure.refresh_from_db(fields=["asked_at"])  # as the database has it
    line = {"tickets": erasure.tickets, "at": erasure.asked_at.isoformat()}
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


class Noted(NamedTuple):
    """A line. Without `at`: of a release that wrote none."""

    at: datetime | None
    tickets: tuple[str, ...]


def _noted(path: Path) -> Iterator[Noted]:
    if path.exists():
        for line in filter(str.strip, path.read_text().splitlines()):
            known = json.loads(line)
            at = datetime.fromisoformat(known["at"]) if "at" in known else None
            yield Noted(at, tuple(known["tickets"]))


def apply(say: Say, path: Path | None = None, *, announced: bool = False) -> int:
    """Erase them again, of whom the database doesn't know that they were: what the others have written since
    is theirs. Returns how many people there were."""
    done = Erasure.objects.filter(done_at__isnull=False).values_list("asked_at", "tickets")
    known = {Noted(at, tuple(tickets)) for at, tickets in done}
    erased: set[int] = set()
    for noted in _noted(path or place()):
        if noted in known:
            continue
        for contact in Contact.objects.filter(tickets__public_id__in=noted.tickets).distinct():
            erasing.erase(Person.of(contact), announced=announced)
            erased.add(contact.pk)
            if noted.at:  # so that a backup of what is here now says it, too
                Erasure.objects.create(
                    contact=contact.pk, tickets=noted.tickets, asked_at=noted.at, done_at=Now()
                )
        known.add(noted)
    if erased:
        say(f"Erased again: {len(erased):,} people, who were erased after the backup was taken.")
    return len(erased)
