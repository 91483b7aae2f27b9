"""What a person is handed: a zip that is read without us, by programs (JSON) and by people (HTML).

`index.html` and `person.json` are of the person; each conversation has a folder with `conversation.html`,
`conversation.json`, and what features add, like its files.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone, translation

from tickets import letters
from tickets.conversation import details, exporting, kinds, on_paper
from tickets.conversation.exporting import Stored
from tickets.conversation.timeline import row_of
from tickets.models import Contact, Ticket
from tickets.wire.stamps import stamp

FORMAT: Final = 1
PIECE: Final = 256 * 1024  # bytes

Row = dict[str, Any]
Told = Callable[[int, int], object]  # so many conversations of so many are in it


def write(contact: Contact, into: IO[bytes], told: Told) -> None:
    tickets = list(contact.tickets.select_related("contact").order_by("pk"))
    with ZipFile(into, "w", ZIP_DEFLATED) as archive, translation.override(letters.language_of(contact)):
        listed = []
        for number, ticket in enumerate(tickets, 1):
            listed.append(_conversation(archive, ticket))
            told(number, len(tickets))
        person = _person(contact)
        _json(archive, "person.json", person | {"conversations": listed})
        of = [one | {"when": _read(one["opened_at"])} for one in listed]
        _html(archive, "index.html", "person", {"contact": contact, "conversations": of})


def _person(contact: Contact) -> Row:
    fields = ("name", "email", "external_id", "language", "time_zone", "attributes")
    known = {name: getattr(contact, name) for name in fields if getattr(contact, name)}
    return {"format": FORMAT, "made_at": stamp(timezone.now()), "person": known}


def _conversation(archive: ZipFile, ticket: Ticket) -> Row:
    """Returns what the list of all says of it."""
    folder = f"conversations/{ticket.public_id}/"
    handed = exporting.of(ticket)
    about = {"id": ticket.public_id, "subject": ticket.subject, "opened_at": stamp(ticket.opened_at)}
    more = {name: one.data for name, one in handed.items()}
    events = [event for some in _events(ticket) for event in some]
    _json(archive, f"{folder}conversation.json", about | {"status": ticket.status, "events": events} | more)
    files = [one for given in handed.values() for one in given.files]
    kept = [one.name for one in files if _stored(archive, folder, one)]
    _html(archive, f"{folder}conversation.html", "conversation", _on_paper(ticket, events) | {"files": kept})
    return about | {"folder": folder}


def _events(ticket: Ticket) -> Iterator[list[Row]]:
    """As the customer has them."""
    events = ticket.events.select_related("agent", "assignee").filter(public_seq__isnull=False)
    for some in on_paper.batched(events.order_by("seq").iterator(on_paper.AT_ONCE)):
        more = details.of(some, public=True)
        yield [row_of(one, ticket, public=True) | more.get(one.pk, {}) for one in some]


def _on_paper(ticket: Ticket, events: list[Row]) -> Row:
    lines = [
        row | {"words": words, "when": _read(row["at"])} for row in events if (words := kinds.in_words(row))
    ]
    return {"title": ticket.subject or ticket.contact.name, "lines": lines}


def _read(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def _stored(archive: ZipFile, folder: str, stored: Stored) -> bool:
    try:
        file = stored.open()
    except FileNotFoundError:
        return False
    with file, archive.open(folder + stored.name, "w", force_zip64=True) as out:
        shutil.copyfileobj(file, out, PIECE)
    return True


def _json(archive: ZipFile, name: str, told: Mapping[str, Any]) -> None:
    archive.writestr(name, json.dumps(told, ensure_ascii=False, indent=1))


def _html(archive: ZipFile, name: str, template: str, told: Mapping[str, Any]) -> None:
    language = translation.get_language()
    more = {"language": language, "rtl": translation.get_language_bidi()}
    archive.writestr(name, render_to_string(f"privacy/export/{template}.html", {**told, **more}))
