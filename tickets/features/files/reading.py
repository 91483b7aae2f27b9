"""Who may read a file, and what of it. Synchronous, on a database thread; raises Refused."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from tickets.features.files import storage
from tickets.features.files.disk import no_such_file
from tickets.features.files.models import File
from tickets.people import callers
from tickets.people.access import Seat
from tickets.refusals import Refused


@dataclass(frozen=True, slots=True)
class Variant:
    """What is to be sent, and under which name."""

    stored: str
    tag: str  # of this content, which never changes
    name: str
    type: str
    ours: bool  # made by ourselves: it may be shown


def variant(request: HttpRequest, ticket: str, id: UUID, variant: str) -> Variant:
    """As who asks may have it. The same refusal for a stranger, another customer, and a note's file."""
    try:
        seat = callers.seat(request, ticket)
    except Refused as refused:
        raise no_such_file() if refused.code == "not_found" else refused from None
    file = File.objects.select_related("event").filter(ticket_id=seat.ticket, client_id=id).first()
    if file is None or not _may_read(seat, file) or variant not in _variants(file):
        raise no_such_file()
    if file.state != File.State.READY:
        raise Refused("not_ready", "The file is being checked.", retry_after=2)
    return _variant(file, variant)


def _may_read(seat: Seat, file: File) -> bool:
    if file.event is None:
        return (file.role, file.agent_id) == (seat.person.role, seat.person.agent)
    return seat.is_agent or file.is_public


def _variants(file: File) -> tuple[str, ...]:
    if file.state in (File.State.REFUSED, File.State.RECEIVING):
        return ()
    return storage.VARIANTS if file.is_picture else storage.VARIANTS[:1]


def _variant(file: File, variant: str) -> Variant:
    name = file.shown_name
    small = variant == "thumbnail"
    return Variant(
        stored=storage.name_of(file.place, variant),
        tag=f'"{file.place}-{variant}"',
        name=f"{name}.webp" if small else name,
        type="image/webp" if small else file.type,
        ours=file.is_picture,
    )
