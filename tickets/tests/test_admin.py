"""The log for administrators: every page loads, and what was said can only be read."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.fakes import Layer
from tests.seated import opened, says
from tickets.models import Contact, Event, Ticket
from tickets.people.models import Team, User
from tickets.wire import groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


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
    contact = event.ticket.contact_id
    for model, pk in (
        ("ticket", event.ticket_id),
        ("contact", contact),
        ("event", event.pk),
        ("user", event.pk),
    ):
        app = "people" if model == "user" else "tickets"
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
    root.post(
        reverse("admin:tickets_ticket_change", args=[event.ticket_id]),
        {"subject": "Kettle", "team": "", "contact": "", "last_seq": 99, "status": "resolved"},
    )
    root.post(
        reverse("admin:tickets_contact_change", args=[event.ticket.contact_id]),
        {"name": "Carla Columna", "email": "", "attributes": "{}", "external_id": "7"},
    )
    ticket = Ticket.objects.get(pk=event.ticket_id)
    assert (ticket.subject, ticket.last_seq, ticket.status) == ("Kettle", 2, "open")
    assert (ticket.contact.name, ticket.contact.external_id) == ("Carla Columna", None)


def test_a_name_that_nobody_sees_is_none(root: Client, event: Event) -> None:
    ticket = reverse("admin:tickets_ticket_change", args=[event.ticket_id])
    contact = reverse("admin:tickets_contact_change", args=[event.ticket.contact_id])
    unseen = {"email": "", "attributes": "{}", "name": "\u3164"}
    for page, typed in ((contact, unseen), (ticket, {"subject": "\u200b\u2800"})):
        assert "There is nothing to see in this." in root.post(page, typed).content.decode()
    found = Ticket.objects.get(pk=event.ticket_id)
    assert (found.contact.name, found.subject) == ("Carla", "Toaster")
    team = {"name": "\u200b\u3164", "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    answer = root.post(reverse("admin:people_team_add"), team)
    assert "There is nothing to see in this." in answer.content.decode()
    assert not Team.objects.exists()


def test_a_team_is_made_and_given_a_ticket(root: Client, event: Event) -> None:
    root.post(
        reverse("admin:people_team_add"),
        {
            "name": "Repairs",
            "memberships-TOTAL_FORMS": 1,
            "memberships-INITIAL_FORMS": 0,
            "memberships-0-user": User.objects.get().pk,
        },
    )
    team = Team.objects.get()
    assert [user.username for user in team.members.all()] == ["root"]
    change = reverse("admin:tickets_ticket_change", args=[event.ticket_id])
    root.post(change, {"subject": "Toaster", "team": team.pk})
    assert Ticket.objects.get(pk=event.ticket_id).team == team
    team.delete()
    assert Ticket.objects.get(pk=event.ticket_id).team is None


def test_a_plain_agent_is_led_somewhere(client: Client) -> None:
    agent = User.objects.create_user("bo", is_staff=True)
    client.force_login(agent, "django.contrib.auth.backends.ModelBackend")
    for page in ("admin:index", "admin:tickets_ticket_changelist"):
        answer = client.get(reverse(page))
        assert answer.status_code == 403
        assert "for administrators" in answer.content.decode()
        assert reverse("desk") in answer.content.decode()


@pytest.mark.parametrize("bulk", [False, True])
def test_a_superuser_deletes_a_ticket_with_all_that_belongs_to_it(
    root: Client, event: Event, layer: Layer, bulk: bool, django_capture_on_commit_callbacks: Any
) -> None:
    ticket, other = event.ticket, opened("Chris", "It smokes.")
    page = reverse(
        "admin:tickets_ticket_changelist" if bulk else "admin:tickets_ticket_delete",
        args=[] if bulk else [ticket.pk],
    )
    form = {"action": "delete_selected", "_selected_action": [ticket.pk]} if bulk else {}
    asked = root.post(page, form) if bulk else root.get(page)
    assert asked.status_code == 200
    assert b"Really." not in asked.content, "events are counted, for there may be thousands"
    with django_capture_on_commit_callbacks(execute=True):
        assert root.post(page, form | {"post": "yes"}).status_code == 302
    assert list(Ticket.objects.values_list("pk", flat=True)) == [other.ticket]
    assert [contact.name for contact in Contact.objects.all()] == ["Chris"]
    assert list(Event.objects.values_list("ticket", flat=True)) == [other.ticket]
    told = {(message["group"], message["type"]) for message in layer.sent}
    agents, customer = groups.agents_of(ticket.public_id), groups.customer_of(ticket.public_id)
    assert told >= {(group, "gone") for group in (agents, customer, groups.DESK)}


def test_nobody_else_deletes_one(client: Client, event: Event) -> None:
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.all())
    client.force_login(staff, "django.contrib.auth.backends.ModelBackend")
    assert (
        client.post(
            reverse("admin:tickets_ticket_delete", args=[event.ticket_id]), {"post": "yes"}
        ).status_code
        == 403
    )
    form = {"action": "delete_selected", "_selected_action": [event.ticket_id], "post": "yes"}
    client.post(reverse("admin:tickets_ticket_changelist"), form)
    assert Ticket.objects.filter(pk=event.ticket_id).exists()


def test_strangers_see_none_of_it(client: Client) -> None:
    for page in ("admin:index", "admin:tickets_ticket_changelist"):
        assert client.get(reverse(page)).status_code == 302
