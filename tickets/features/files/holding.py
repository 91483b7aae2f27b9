"""What is kept of a customer: files, and the pictures made of them."""

from collections.abc import Collection
from functools import partial
from typing import Final

from tickets.conversation.erasing import After, Holds
from tickets.features.files import disk, storage
from tickets.features.files.models import File
from tickets.models import Ticket


def count(tickets: Collection[int]) -> int:
    return File.objects.filter(ticket__in=tickets).count()


def erase(ticket: Ticket) -> After:
    """Each row leaves a job as well, should this process die before what is stored has gone."""
    files = list(File.objects.filter(ticket=ticket))
    for file in files:
        file.delete()
    return [partial(_forget, file.place) for file in files]


def _forget(place: str) -> None:
    disk.forget(place)
    storage.forget(place)


def of_events(events: Collection[int]) -> None:
    """What is stored goes by the job that each row leaves."""
    File.objects.filter(event_id__in=events).delete()


HOLDS: Final = Holds("files", count, erase, of_events=of_events)
