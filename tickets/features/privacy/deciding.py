"""What customers ask for is granted or refused at the desk, within 30 days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models.functions import Now
from django.utils import timezone

from tickets.audit import log
from tickets.conversation import hiding
from tickets.database import transaction
from tickets.features.privacy import answering, exports, jobs
from tickets.features.privacy.asking import ANSWERED_WITHIN
from tickets.features.privacy.models import Export, Request
from tickets.models import Contact

GRANTED, REFUSED = "privacy.granted", "privacy.refused"  # in the audit log
HEAD_START: Final = timedelta(minutes=2)  # of the letter that says so, before the address is erased
MOST: Final = 200
What, State = Request.What, Request.State


@dataclass(frozen=True, slots=True)
class Waiting:
    request: Request
    until: datetime
    late: bool


def waiting() -> Sequence[Waiting]:
    """Who has waited longest comes first."""
    found = Request.objects.filter(state=State.ASKED).select_related("ticket__contact").order_by("asked_at")
    return [_waiting(one) for one in found[:MOST]]


def how_many() -> int:
    return Request.objects.filter(state=State.ASKED).count()


def one(pk: int) -> Waiting | None:
    found = Request.objects.filter(pk=pk, state=State.ASKED).select_related("ticket__contact").first()
    return _waiting(found) if found else None


def _waiting(request: Request) -> Waiting:
    until = request.asked_at + ANSWERED_WITHIN
    return Waiting(request, until, until < timezone.now())


@transaction()
def grant(pk: int, by: str) -> bool:
    """False: it was answered meanwhile."""
    request = _decided(pk, by, State.GRANTED, GRANTED)
    contact = Contact.objects.filter(pk=request.contact).first() if request else None
    if request is None or contact is None:
        return False
    if request.what == What.EXPORT:
        _exported(request, contact, by)
    else:
        mailed = answering.tell(request, State.GRANTED.value)
        jobs.ask(contact, by, wait=HEAD_START if mailed else jobs.AT_ONCE)
    return True


@transaction()
def refuse(pk: int, by: str, reason: str) -> bool:
    request = _decided(pk, by, State.REFUSED, REFUSED)
    if request is None:
        return False
    answering.tell(request, State.REFUSED.value, reason=hiding.stored(reason))
    return True


def _decided(pk: int, by: str, state: Request.State, noted: str) -> Request | None:
    request = Request.objects.select_for_update().filter(pk=pk, state=State.ASKED).first()
    if request is None:
        return None
    request.state, request.by, request.decided_at = state, by, Now()
    request.save(update_fields=["state", "by", "decided_at"])
    log.note(noted, f"#{request.contact}", after={"what": request.what})
    return request


def _exported(request: Request, contact: Contact, by: str) -> None:
    """One that was under way already may have ended before this one was told of it."""
    asked = exports.ask(contact, by)
    Request.objects.filter(pk=request.pk).update(export=asked.pk)
    if Export.objects.select_for_update().filter(pk=asked.pk, size__isnull=False).exists():
        request.refresh_from_db()
        answering.tell(request, answering.READY)
