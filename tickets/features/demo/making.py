"""Makes the demo's conversations: by the frames that say what agents and customers do, each in the way that
every ticket is written, and then moved to when it is said to have happened."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from tickets import features_on
from tickets.conversation import actions, acts, attachments, kinds, ledger, past
from tickets.conversation.attachments import Attached
from tickets.conversation.ledger import Opening, Written
from tickets.conversation.limits import UNLIMITED
from tickets.database import transaction
from tickets.features.demo import talks
from tickets.features.demo.models import Made
from tickets.features.demo.talks import AGENTS, CUSTOMER, Step, Talk
from tickets.models import Ticket
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.wire import announce

Told = Callable[[int, int], object]  # so many conversations of so many
DEMO: Final = "demo"  # whence a file comes
FILES: Final = Path(__file__).parent / "files"
TAGS: Final = "triage.Tag"  # of a feature that may not be there


def is_there() -> bool:
    return Made.objects.filter(model=Ticket._meta.label).exists()


def make(told: Told, count: int = talks.COUNT) -> None:
    """Killed in the midst of it, what was made can be taken away."""
    tuple(features_on.modules("socket"))  # they say what can be done
    agents, made = [agent(name) for name in AGENTS], list[int]()
    before = set(_tags())
    try:
        for number, talk in enumerate(talks.talks(timezone.now(), count), 1):
            made.append(_made(talk, agents[talk.agent]))
            told(number, count)
    finally:
        for tag in set(_tags()) - before:
            Made.note(tag)
        announce.at_once(one for pk in made for one in actions.told_anew(pk))


def agent(name: str) -> User:
    """Nobody can sign in as them."""
    username = f"demo-{name.split(maxsplit=1)[0].lower()}"
    found = User.objects.filter(username=username).first()
    if found is None:
        found = User(username=username, first_name=name, is_staff=True)
        found.set_unusable_password()
    elif found.is_active or found.has_usable_password():
        return found
    found.is_active = True  # also who stayed when the last demo went
    with transaction():
        found.save()
        Made.note(found)
    return found


def _tags() -> Iterator[Model]:
    """Those that the demo uses: whatever else is new meanwhile is somebody's."""
    used = {tag for said in talks.texts().values() for talk in said["talks"] for tag in talk["tags"]}
    try:
        yield from apps.get_model(TAGS)._default_manager.filter(name__in=used)
    except LookupError:
        return


@transaction()
def _made(talk: Talk, user: User) -> int:
    first = talk.steps[0]
    opening = Opening(
        uuid4(), talk.name, first.fields["body"], talk.email, talk.subject, language=talk.language
    )
    written, token = ledger.open_ticket(opening)
    Made.note(written.ticket)
    customer = access.seat(access.NOBODY, written.ticket.public_id, token)
    seats = {
        CUSTOMER: customer,
        talks.AGENT: Seat(customer.ticket, customer.public_id, access.person_of(user)),
    }
    at = dict.fromkeys((event.seq for event in written.events), first.at)
    for step in talk.steps[1:]:
        at |= _times(_done(seats[step.by], step), step.at)
        if step.by == talks.AGENT:
            ledger.mark(seats[step.by], "read", max(at))
    past.happened(customer.ticket, at)
    return customer.ticket


def _times(written: Written | None, at: datetime) -> dict[int, datetime]:
    return {event.seq: at for event in written.events} if written else {}


def _done(seat: Seat, step: Step) -> Written | None:
    """None: no feature does that here."""
    fields: dict[str, Any] = {"id": str(uuid4()), "ticket": seat.public_id, **step.fields}
    if fields["type"] in (kinds.MESSAGE, kinds.NOTE):
        carried = _sent_with(seat, fields["file"]) if "file" in fields else {}
        return actions.message(seat, uuid4(), fields["body"], fields["type"], carried, UNLIMITED)()
    if not acts.is_known(fields["type"]):
        return None
    if fields["type"] == "assign":
        fields["agent"] = seat.person.username
    return acts.work(seat, acts.parse(fields))()


def _sent_with(seat: Seat, name: str) -> dict[str, list[str]]:
    """Its content is brought by a job, like that of a mail's."""
    source = {"of": DEMO, "name": name}
    file = Attached(uuid5(UUID(seat.public_id), name), name, content(source), source)
    if attachments.left_out(seat.ticket, [file]):
        return {}
    attachments.keep(seat.ticket, [file])
    return {"files": [str(file.id)]}


def content(source: attachments.Source) -> bytes:
    return (FILES / Path(source["name"]).name).read_bytes()
