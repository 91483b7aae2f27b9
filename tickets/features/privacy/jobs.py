"""Erasures asked for at the desk, as jobs; and the wiping after any of them."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from django.db.models.functions import Now

from tickets.audit import log
from tickets.database import transaction
from tickets.features.privacy import erasing, remembered, scrubbing
from tickets.features.privacy.erasing import Person, Told, untold
from tickets.features.privacy.models import Erasure
from tickets.jobs import kinds, table
from tickets.models import Contact

LANE: Final = "privacy"
AT_ONCE: Final = table.AT_ONCE
ERASED: Final = "privacy.erased"  # in the audit log


@transaction()
def ask(contact: Contact, by: str, *, wait: timedelta = AT_ONCE) -> Erasure:
    """By somebody at the desk: it is done by a job, and shown when it is."""
    erasure = Erasure.objects.filter(contact=contact.pk, done_at=None).first() or begin(contact, by)
    args, key = {"erasure": erasure.pk}, f"{ERASING.name} {contact.pk}"
    table.enqueue(ERASING.name, args, key=key, wait=wait, move=True)
    return erasure


def begin(contact: Contact, by: str) -> Erasure:
    ids = list(contact.tickets.order_by("pk").values_list("public_id", flat=True))
    with transaction():
        log.note(ERASED, f"#{contact.pk}", after={"conversations": len(ids)})
        return Erasure.objects.create(contact=contact.pk, tickets=ids, by=by)


def carry_out(erasure: Erasure, told: Told = untold) -> dict[str, int]:
    """Begun again after a death in the midst of it, it goes on."""
    contact = Contact.objects.filter(pk=erasure.contact).first()
    if contact is None:
        return {}
    remembered.note(erasure)
    went = erasing.erase(Person.of(contact), told)
    scrubbing.cut_log()
    return went


def done(erasure: Erasure, went: dict[str, int]) -> None:
    Erasure.objects.filter(pk=erasure.pk).update(done_at=Now(), counts=went)


def _erase(args: kinds.Args) -> Callable[[], None] | None:
    erasure = Erasure.objects.filter(pk=args["erasure"], done_at=None).first()
    if erasure is None:
        return None
    went = carry_out(erasure)

    def end() -> None:
        done(erasure, went)
        table.enqueue(SCRUBBING.name, key=SCRUBBING.name, move=True)

    return end


def _scrub(_: kinds.Args) -> None:
    scrubbing.scrub()


def lately() -> Iterable[Erasure]:
    return Erasure.objects.order_by("-pk")[:50]


def under_way(contact: int) -> bool:
    return Erasure.objects.filter(contact=contact, done_at=None).exists()


ERASING: Final = kinds.Kind("privacy-erase", _erase, LANE)
SCRUBBING: Final = kinds.Kind("privacy-scrub", _scrub, LANE)
