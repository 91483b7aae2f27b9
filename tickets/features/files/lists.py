"""The word that finds tickets with a file."""

from typing import Final

from django.db.models import Exists, OuterRef, Q

from tickets.desk.filters import Filter
from tickets.features.files.models import File
from tickets.people.access import Person


def _sent(_agent: Person, _value: str) -> Q:
    """With a message or a note: what was only uploaded is nobody else's yet. One look by index a ticket."""
    return Q(Exists(File.objects.filter(ticket=OuterRef("pk"), event__isnull=False)))


HAS_FILE: Final = Filter("has", _sent, ("file",))
