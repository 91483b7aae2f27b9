"""Raw mails go with the last row that has them, whatever fails or dies meanwhile."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from tests.seated import ticket_of
from tickets.database import transaction
from tickets.features.mail import arrive, holding
from tickets.features.mail.models import Mail
from tickets.jobs import table
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db
RAW = b"From: Carla <carla@example.org>\r\nMessage-ID: <%d@example.org>\r\n\r\nHello\r\n"


@pytest.fixture(autouse=True)
def _stored(settings: Settings, tmp_path: Path) -> None:
    options = {"location": tmp_path, "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {"files": settings.STORAGES["files"] | {"OPTIONS": options}}


def has(seat: Seat, raw: bytes) -> Mail:
    mail = arrive.stored(raw, "x@example.org")
    Mail.objects.filter(pk=mail.pk).update(ticket=seat.ticket)
    mail.refresh_from_db()
    return mail


def works() -> None:
    for job in table.claim([arrive.HIDE], 10):
        table.carry_out(job)


def test_a_ticket_that_is_deleted_takes_them_with_it(carla: Seat) -> None:
    mail = has(carla, RAW % 1)
    assert storages["files"].exists(mail.place)
    ticket_of(carla).delete()
    works()
    assert not storages["files"].exists(mail.place)


def test_what_another_mail_has_too_stays(carla: Seat) -> None:
    mail = has(carla, RAW % 2)
    Mail.objects.create(direction="in", message_id=str(uuid4()), place=mail.place)
    ticket_of(carla).delete()
    works()
    assert storages["files"].exists(mail.place)


def test_an_erasure_that_the_storage_fails_loses_sight_of_none(
    carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = has(carla, RAW % 3)

    def away(*_: Any) -> None:
        raise OSError("the bucket is away")

    with transaction():
        after = list(holding.erase(ticket_of(carla)))
    with monkeypatch.context() as patch:
        patch.setattr(type(storages["files"]), "delete", away)
        with pytest.raises(OSError, match="away"):
            after[0]()
    works()
    assert not storages["files"].exists(mail.place)
