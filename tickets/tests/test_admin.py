"""The log for administrators: every page loads, and what was said can only be read."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tickets.models import Event
from tickets.tests.conversation.cast import opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _static_files_as_they_are(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def root(client: Client) -> Client:
    admin = User.objects.create_superuser("root", password=None)
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def event() -> Event:
    carla = opened("Carla", "It broke.", subject="Toaster")
    says(carla, "Really.")
    return Event.objects.get(ticket=carla.ticket, seq=1)


def test_lists_searches_and_pages_load(root: Client, event: Event) -> None:
    for model, pk in (("ticket", event.ticket_id), ("event", event.pk), ("user", event.pk)):
        app = "auth" if model == "user" else "tickets"
        listed = reverse(f"admin:{app}_{model}_changelist")
        assert root.get(listed).status_code == 200, model
        assert root.get(listed, {"q": "Carla"}).status_code == 200, model
        if model != "user":
            assert root.get(reverse(f"admin:{app}_{model}_change", args=[pk])).status_code == 200, model


def test_what_was_said_can_only_be_read(root: Client, event: Event) -> None:
    assert root.get(reverse("admin:tickets_event_add")).status_code == 403
    assert root.post(reverse("admin:tickets_event_delete", args=[event.pk])).status_code == 403
    root.post(reverse("admin:tickets_event_change", args=[event.pk]), {"body": "I never said that."})
    assert Event.objects.get(pk=event.pk).body == "It broke."


def test_a_name_can_be_corrected_and_what_keeps_the_order_cannot(root: Client, event: Event) -> None:
    change = reverse("admin:tickets_ticket_change", args=[event.ticket_id])
    root.post(
        change, {"name": "Carla Columna", "subject": "", "email": "", "last_seq": 99, "status": "resolved"}
    )
    event.ticket.refresh_from_db()
    ticket = event.ticket
    assert (ticket.name, ticket.last_seq, ticket.status) == ("Carla Columna", 2, "open")


def test_a_name_that_nobody_sees_is_none(root: Client, event: Event) -> None:
    change = reverse("admin:tickets_ticket_change", args=[event.ticket_id])
    for typed in ({"name": "\u3164"}, {"subject": "\u200b\u2800"}):
        answer = root.post(change, {"name": "Carla", "subject": "", "email": ""} | typed)
        assert "There is nothing to see in this." in answer.content.decode()
    event.ticket.refresh_from_db()
    assert (event.ticket.name, event.ticket.subject) == ("Carla", "Toaster")


def test_a_plain_agent_is_led_somewhere(client: Client) -> None:
    agent = User.objects.create_user("bo", is_staff=True)
    client.force_login(agent, "django.contrib.auth.backends.ModelBackend")
    for page in ("admin:index", "admin:tickets_ticket_changelist"):
        answer = client.get(reverse(page))
        assert answer.status_code == 403
        assert "for administrators" in answer.content.decode()
        assert reverse("desk") in answer.content.decode()


def test_strangers_see_none_of_it(client: Client) -> None:
    for page in ("admin:index", "admin:tickets_ticket_changelist"):
        assert client.get(reverse(page)).status_code == 302
