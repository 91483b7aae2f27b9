"""Who was erased, in a file that no backup has: an older one that is restored is told by it.

`erased.jsonl` in FILES_DIR has a line for each erasure, with the public ids of its tickets, which say nothing
of anybody. `manage.py restore` looks for it in the FILES_DIR of the new place.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings

from tickets.features.privacy import erasing
from tickets.features.privacy.erasing import Person
from tickets.features.privacy.models import Erasure
from tickets.models import Contact

Say = Callable[[str], object]


def place() -> Path:
    return Path(settings.FILES_DIR) / "erased.jsonl"


def note(erasure: Erasure) -> None:
    """On disk before anything goes: a line too many does no harm."""
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a") as file:
        file.write(json.dumps({"tickets": erasure.tickets}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _noted(path: Path) -> Iterator[list[str]]:
    if path.exists():
        for line in path.read_text().splitlines():
            if line.strip():
                yield json.loads(line)["tickets"]


def apply(say: Say, path: Path | None = None, *, announced: bool = False) -> int:
    """Erase them again. Returns how many people there were."""
    tickets = {ticket for noted in _noted(path or place()) for ticket in noted}
    contacts = list(_contacts(tickets))
    for contact in contacts:
        erasing.erase(Person.of(contact), announced=announced)
    if contacts:
        say(f"Erased again: {len(contacts):,} people, who were erased after the backup was taken.")
    return len(contacts)


def _contacts(tickets: Iterable[str]) -> Iterable[Contact]:
    return Contact.objects.filter(tickets__public_id__in=list(tickets)).distinct()
