"""Webhooks in the desk's settings."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.seated import make_agent
from tickets.features.webhooks import delivering, endpoints
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.features.webhooks.tests.conftest import Receiver
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Event
from tickets.people import sites as of_sites
from tickets.people.access import Seat
from tickets.people.models import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]
PAGE, PASSWORD = "/agent/settings/webhooks/", "a-long-one"


@pytest.fixture
def endpoint(receiver: Receiver) -> Endpoint:
    return Endpoint.objects.create(url=receiver.url, kinds=["message"], secrets=["whsec_b25l"])


def test_a_webhook_is_added_and_its_secret_shown_once(root: Client, receiver: Receiver) -> None:
    answer = root.post(PAGE, {"url": receiver.url, "kinds": ["message", "note"]}).content.decode()
    endpoint = Endpoint.objects.get()
    again = root.post(PAGE, {"url": receiver.url}).content.decode()
    assert "There is one with this address." in again, "whoever loads the answer again makes no second one"
    assert endpoint.kinds == ["message", "note"]
    assert f'value="{endpoint.secrets[0]}"' in answer
    for address in (PAGE, f"{PAGE}{endpoint.pk}/"):
        page = root.get(address).content.decode()
        assert receiver.url in page
        assert endpoint.secrets[0] not in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"url": "http://169.254.169.254/latest"}, "url"),
        ({"url": "ftp://example.com"}, "url"),
        ({"url": ""}, "url"),
        ({"kinds": ["birthday"]}, "kinds"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    root: Client, endpoint: Endpoint, receiver: Receiver, wrong: dict[str, str], field: str
) -> None:
    for address in (PAGE, f"{PAGE}{endpoint.pk}/"):
        answer = root.post(address, {"url": receiver.url, "kinds": ["note"]} | wrong)
        assert set(answer.context["form"].errors) == {field}
        assert f'id="id_{field}_error"' in answer.content.decode()
    assert Endpoint.objects.get().kinds == ["message"]


def test_it_is_changed_tried_rotated_switched_and_removed(
    root: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    address = f"{PAGE}{endpoint.pk}/"
    root.post(address, {"url": f"{receiver.url}&b=2", "kinds": []})
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.kinds) == (f"{receiver.url}&b=2", [])
    assert "It was taken: 200." in root.post(address, {"act": "test"}).content.decode()
    receiver.status = 500
    assert "It was not taken: 500" in root.post(address, {"act": "test"}).content.decode()
    rotation = {"act": "rotate", "seen": endpoints.mark_of(endpoint)}
    for _ in ("asked", "and loaded again"):
        rotated = root.post(address, rotation).content.decode()
    endpoint.refresh_from_db()
    assert endpoint.secrets[1] == "whsec_b25l"
    assert f'value="{endpoint.secrets[0]}"' in rotated
    assert root.post(address, {"act": "off"})["Location"] == address
    assert "by hand" in root.get(address).content.decode()
    root.post(address, {"act": "on"})
    assert Endpoint.objects.get().off_at is None
    assert "<p>Its address, its secret and the list of what was sent go" in root.get(address).content.decode()
    assert root.post(address, {"act": "remove"})["Location"] == PAGE
    assert not Endpoint.objects.exists()
    assert root.get(address).status_code == 404
    assert root.post(address, {"act": "test"}).status_code == 404


def test_what_was_given_up_is_sent_again(root: Client, endpoint: Endpoint, carla: Seat) -> None:
    event = Event.objects.get(ticket=carla.ticket)
    delivering.send(endpoint.pk, carla.ticket, event.pk)
    delivery = Delivery.objects.get()
    address = f"{PAGE}{endpoint.pk}/"
    again = {"act": "again", "delivery": delivery.pk}
    assert root.post(address, again).status_code == 404, "it waits"
    Delivery.objects.update(
        state="given up", attempts=10, answer="Gone fishing.", status=503, tried_at=timezone.now()
    )
    [job] = table.claim([delivering.DELIVER.name], 1)
    table._bury(Job.objects.filter(pk=job.pk), "503")
    page = root.get(address).content.decode()
    assert "Gone fishing." in page
    assert "Given up" in page
    assert root.post(address, again)["Location"] == address
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    assert table.claim([delivering.DELIVER.name], 1), "its job is alive again"
    for wrong in ({"act": "again", "delivery": "x"}, {"act": "again"}, {"act": "dance"}):
        assert root.post(address, wrong).status_code == 404


def test_whoever_finds_the_desk_open_is_asked_for_the_password(client: Client, endpoint: Endpoint) -> None:
    user = make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for address in (PAGE, f"{PAGE}{endpoint.pk}/"):
        answer = client.post(address, {"act": "rotate", "url": endpoint.url})
        assert answer["Location"].startswith("/accounts/login/again/")
    assert Endpoint.objects.get().secrets == ["whsec_b25l"]


@pytest.mark.usefixtures("plain_static_files")
def test_what_is_corrected_after_the_password_goes_where_it_belongs(client: Client) -> None:
    """The answer to what was posted before is shown at the address of the question for the password."""
    user = make_agent("root", "Root", is_superuser=True, password=PASSWORD)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    question = client.post(PAGE, {"url": "http://10.1.2.3/hook"})["Location"]
    answer = client.post(question, {"password": PASSWORD, "next": PAGE}).content.decode()
    assert 'value="http://10.1.2.3/hook"' in answer, "it comes back with what is wrong about it"
    actions = re.findall(r'<form [^>]*method="post"[^>]*action="([^"]*)"', answer)
    assert set(actions) - {"/accounts/logout/"} == {PAGE}


def test_its_teams_are_chosen_and_one_that_is_gone_stays(
    root: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    address = f"{PAGE}{endpoint.pk}/"
    assert "teams" not in root.get(address).context["form"].fields, "there are none"
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    form = {"url": receiver.url, "kinds": ["message"]}
    root.post(address, form | {"teams": [str(billing.pk)]})
    endpoint.refresh_from_db()
    assert endpoint.teams == [billing.pk]
    gone = billing.pk
    billing.delete()
    page = root.get(address).context["form"]
    assert (str(gone), f"#{gone}") in [(str(key), name) for key, name in page.fields["teams"].choices]
    assert page["teams"].value() == [gone], "saved as it stands, it hears of no more than before"
    root.post(address, form | {"teams": [str(gone), str(shipping.pk)]})
    endpoint.refresh_from_db()
    assert endpoint.teams == [gone, shipping.pk]
    root.post(address, form)
    endpoint.refresh_from_db()
    assert endpoint.teams is None


def test_its_sites_are_chosen_and_one_that_is_gone_stays(
    root: Client, endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [of_sites.Site("0a", "Own")]
    monkeypatch.setattr(of_sites, "_lists", [(lambda: there, lambda _: {})])
    address = f"{PAGE}{endpoint.pk}/"
    assert "sites" not in root.get(address).context["form"].fields, "all begin there"
    there.append(of_sites.Site("0b", "Shop"))
    form = {"url": receiver.url, "kinds": ["message"]}
    root.post(address, form | {"sites": ["0b"]})
    endpoint.refresh_from_db()
    assert endpoint.sites == ["0b"]
    there.pop()
    page = root.get(address).context["form"]
    assert ("0b", "0b") in page.fields["sites"].choices
    assert page["sites"].value() == ["0b"], "saved as it stands, it hears of no more than before"
    root.post(address, form)
    endpoint.refresh_from_db()
    assert endpoint.sites is None
