"""A conversation that is deleted in Django's admin, and its contact with it."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import Settings

from support_site import stored_files
from tests.seated import make_agent, opened, ticket_of
from tickets.features.privacy import exports
from tickets.features.privacy.models import Export
from tickets.jobs import table
from tickets.models import Contact, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_an_export_nor_a_name_stays(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"files": stored_files.on_disk(tmp_path / "stored")}
    seat = opened("Carla", "Private words", subject="A private subject")
    exports.ask(ticket_of(seat).contact, "ada")
    [job] = table.claim([exports.MAKE], 1)
    table.carry_out(job)
    assert [path for path in (tmp_path / "stored").rglob("*") if path.is_file()]
    boss = make_agent("boss")
    boss.is_superuser = True
    boss.save()
    client.force_login(boss)
    deletes = {"action": "delete_selected", "_selected_action": [seat.ticket], "post": "yes"}
    assert client.post("/admin/tickets/ticket/", deletes).status_code == 302
    assert not Ticket.objects.exists()
    assert not Contact.objects.exists()
    assert not Export.objects.exists()
    assert not [path for path in (tmp_path / "stored").rglob("*") if path.is_file()]
    assert LogEntry.objects.exists()
    assert not LogEntry.objects.exclude(object_repr="").exists()
