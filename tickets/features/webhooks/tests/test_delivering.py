"""Each event goes to each endpoint, a ticket's in their order, until it has arrived or is given up."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from tests.seated import make_agent, notes, says
from tickets import letters
from tickets.audit.models import Line
from tickets.conversation import reactions
from tickets.features.webhooks import delivering, endpoints, going_off, resending, rules
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.features.webhooks.tests.conftest import Receiver
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.models import Ticket
from tickets.outside.posting import Answer
from tickets.people import sites as of_sites
from tickets.people.access import Seat
from tickets.people.models import Team

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def endpoint(receiver: Receiver) -> Endpoint:
    return endpoints.add(receiver.url, [])


def work(*, later: bool = False) -> None:
    """As `manage.py jobs` does, until nothing is due; `later`: whenever it is due."""
    while reactions.catch_up():
        pass
    if later:
        Job.objects.filter(kind="webhook").update(due=Now())
    while jobs := table.claim(["webhook", "webhooks-old"], 1):
        try:
            table.carry_out(jobs[0])
        except Exception as error:
            table.failed(jobs[0], error)


def took(receiver: Receiver) -> list[tuple[str, int]]:
    data = [json.loads(body)["data"] for _, body in receiver.took]
    return [(one["ticket"], one["seq"]) for one in data]


def test_what_agents_see_is_sent_signed_and_in_order(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat, ada: Seat
) -> None:
    says(carla, "Still?")
    notes(ada, "Careful.")
    work()
    assert sorted(took(receiver)) == sorted(
        [(carla.public_id, 1), (carla.public_id, 2), (carla.public_id, 3), (chris.public_id, 1)]
    )
    assert [seq for ticket, seq in took(receiver) if ticket == carla.public_id] == [1, 2, 3]
    for headers, body in receiver.took:
        Webhook(endpoint.secrets[0]).verify(body, headers)
    headers, body = receiver.took[-1] if took(receiver)[-1][1] == 3 else receiver.took[-2]
    sent = json.loads(body)
    assert sent["type"] == "ticket.note"
    assert sent["timestamp"] == sent["data"]["at"]
    assert sent["data"]["author"]["name"] == "Ada"
    assert len({headers["webhook-id"] for headers, _ in receiver.took}) == 4
    assert not Delivery.objects.exclude(state=State.DELIVERED, status=200, answer="Thanks.").exists()


def test_one_that_fails_is_tried_again_and_holds_up_its_ticket_alone(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat
) -> None:
    receiver.status = 500
    says(carla, "Still?")
    work()
    assert sorted(took(receiver)) == sorted([(carla.public_id, 1), (chris.public_id, 1)])
    endpoint.refresh_from_db()
    assert endpoint.failing_since
    receiver.status = 204
    work(later=True)
    of_carla = [
        (headers["webhook-id"], seq)
        for (headers, _), (ticket, seq) in zip(receiver.took, took(receiver), strict=True)
        if ticket == carla.public_id
    ]
    assert [seq for _, seq in of_carla] == [1, 1, 2]
    assert of_carla[0] == of_carla[1], "the same message again"
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None
    assert not Job.objects.filter(kind="webhook").exists()


def test_it_waits_as_long_as_it_is_asked_to(endpoint: Endpoint, receiver: Receiver, carla: Seat) -> None:
    receiver.status, receiver.headers = 503, {"Retry-After": "3600"}
    work()
    job = Job.objects.get(kind="webhook")
    assert Job.objects.filter(kind="webhook", due__gt=Now() + timedelta(minutes=50)).count() == 1
    assert job.error.startswith("Later: 503")


def test_the_last_try_gives_it_up_and_the_next_event_goes(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    work()
    says(carla, "Second")
    receiver.status = 500
    work()
    Delivery.objects.filter(state=State.WAITING).update(attempts=len(rules.WAITS))
    says(carla, "Third")
    work(later=True)
    assert [one.state for one in Delivery.objects.order_by("pk")][:2] == [State.DELIVERED, State.GIVEN_UP]
    assert Job.objects.dead().filter(kind="webhook").count() == 1
    assert took(receiver)[-1] == (carla.public_id, 3)


@pytest.mark.parametrize("why", ["410", "five days"])
def test_an_endpoint_that_is_gone_is_turned_off(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, why: str
) -> None:
    receiver.status = 410 if why == "410" else 500
    if why != "410":
        Endpoint.objects.update(failing_since=Now() - rules.OFF_AFTER - timedelta(minutes=1))
    work()
    endpoint.refresh_from_db()
    assert why in endpoint.off_for
    says(carla, "Nobody hears this.")
    work(later=True)
    assert len(receiver.took) == 1
    assert Delivery.objects.get().state == State.GIVEN_UP
    endpoints.turn(endpoint, on=True)
    receiver.status = 200
    says(carla, "This is heard.")
    work()
    assert took(receiver)[-1][1] == 3


def test_nothing_is_sent_where_an_address_leads_by_now(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, settings: Any
) -> None:
    settings.WEBHOOK_NETWORKS = []
    work()
    assert not receiver.took
    assert "WEBHOOK_NETWORKS" in Delivery.objects.get().answer


def test_only_the_kinds_that_were_asked_for(receiver: Receiver, carla: Seat, ada: Seat) -> None:
    endpoints.add(receiver.url, ["note"])
    notes(ada, "Careful.")
    work()
    assert took(receiver) == [(carla.public_id, 2)]


def test_without_an_endpoint_it_costs_no_row(carla: Seat) -> None:
    work()
    assert not Delivery.objects.exists()


def test_what_became_of_each_is_kept_for_a_month(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat
) -> None:
    work()
    [old, _] = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=old.pk).update(made_at=Now() - rules.KEPT - timedelta(minutes=1))
    assert Job.objects.filter(kind="webhooks-old").exists()
    delivering.forget({})
    assert Delivery.objects.count() == 1


def test_what_became_of_each_is_forgotten_also_where_nothing_comes_any_more(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    receiver.status = 500
    work()
    assert Job.objects.filter(kind="webhooks-old").exists(), "where nothing has ever arrived too"
    for left in (True, False):
        Job.objects.filter(kind="webhooks-old").update(due=Now())
        [job] = table.claim(["webhooks-old"], 1)
        Delivery.objects.update(state=State.GIVEN_UP, made_at=Now() - timedelta(days=29 if left else 31))
        table.carry_out(job)
        assert Job.objects.filter(kind="webhooks-old").exists() is left


def test_one_whose_job_died_without_a_word_is_given_up_within_a_day(endpoint: Endpoint, carla: Seat) -> None:
    while reactions.catch_up():
        pass
    Job.objects.filter(kind="webhook").update(tries=delivering.DELIVER.tries)
    assert table.claim(["webhook"], 1) == [], "its worker died each time"
    assert Delivery.objects.get().state == State.WAITING
    delivering.forget({})
    assert Delivery.objects.get().state == State.GIVEN_UP


# — by hand —


def test_turned_off_nothing_of_what_waits_goes_when_it_is_on_again(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    other = endpoints.add(f"{receiver.url}&other", [])
    receiver.status = 500
    work()
    says(carla, "Still?")
    while reactions.catch_up():
        pass
    resending.begin(endpoint, timezone.now() - timedelta(hours=1))
    endpoints.turn(endpoint, on=False)
    endpoints.turn(endpoint, on=True)
    told = list(endpoint.deliveries.order_by("pk").values_list("state", "attempts", "answer"))
    assert told == [(State.GIVEN_UP, 1, "Thanks."), (State.GIVEN_UP, 0, delivering.OFF)]
    assert not resending.is_at_it(endpoint)
    receiver.status = 200
    receiver.took.clear()
    work(later=True)
    assert took(receiver) == [(carla.public_id, 1), (carla.public_id, 2)], "the other's"
    assert other.deliveries.filter(state=State.DELIVERED).count() == 2


def test_turned_off_during_an_attempt_it_is_given_up_all_the_same(
    endpoint: Endpoint, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turned_off(endpoint: Endpoint, *_: object) -> Answer:
        endpoints.turn(endpoint, on=False)
        endpoints.turn(endpoint, on=True)
        return Answer(None, "nobody was there", 0.0)

    monkeypatch.setattr(delivering, "attempt", turned_off)
    work()
    assert Delivery.objects.get().state == State.GIVEN_UP
    assert not Job.objects.filter(kind="webhook").exists()


def test_what_came_while_it_was_being_turned_off_goes_nowhere(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    while reactions.catch_up():
        pass
    Endpoint.objects.update(off_at=Now(), off_for=rules.BY_HAND)
    work()
    assert not receiver.took
    assert (Delivery.objects.get().state, Delivery.objects.get().answer) == (State.GIVEN_UP, delivering.OFF)


def test_of_a_kind_that_was_left_out_since_nothing_goes(
    endpoint: Endpoint, receiver: Receiver, carla: Seat
) -> None:
    receiver.status = 500
    work()
    endpoints.change(endpoint, endpoint.url, ["note"])
    receiver.status = 200
    work(later=True)
    delivery = Delivery.objects.get()
    assert (len(receiver.took), delivery.state) == (1, State.GIVEN_UP)
    assert delivery.answer == "of such events it hears no more"


def test_another_address_has_not_failed_yet(endpoint: Endpoint, receiver: Receiver, carla: Seat) -> None:
    receiver.status = 500
    work()
    endpoints.change(endpoint, endpoint.url, [])
    assert Endpoint.objects.get().failing_since
    endpoints.change(endpoint, f"{endpoint.url}&b=2", [])
    assert Endpoint.objects.get().failing_since is None


def test_who_removes_one_stands_in_the_audit_log(endpoint: Endpoint, receiver: Receiver) -> None:
    run("remove", str(endpoint.pk))
    assert Line.objects.get(what="webhook.removed").about == receiver.url


# — whatever goes wrong —


def test_what_nobody_thought_of_is_a_failed_attempt(
    endpoint: Endpoint, carla: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Answer:
        raise KeyError("secret")

    monkeypatch.setattr(delivering, "attempt", broken)
    work()
    Delivery.objects.update(attempts=len(rules.WAITS))
    work(later=True)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.answer) == (State.GIVEN_UP, "KeyError: 'secret'")


# — it goes off —


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    took: list[tuple[str, Any]] = []

    def post(kind: str, to: str, args: Any, ticket: int | None) -> bool:
        assert kind == going_off.LETTER
        took.append((to, args))
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    return took


def test_administrators_hear_once_that_it_went_off(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, chris: Seat, posted: list[Any], settings: Any
) -> None:
    make_agent("root", "Root", is_superuser=True, email="root@example.org")
    make_agent("admin", "Adam", role="admin", email="adam@example.org")
    make_agent("bob", "Bob", email="bob@example.org")
    make_agent("left", "Leo", role="admin", email="leo@example.org", is_active=False)
    make_agent("silent", "Sid", role="admin")
    receiver.status = 410
    work()
    says(carla, "Nobody hears this.")
    work(later=True)
    assert sorted(to for to, _ in posted) == ["adam@example.org", "root@example.org"]
    letter = letters.composed(going_off.LETTER, posted[0][1])
    assert letter
    assert f"{settings.PUBLIC_URL}/agent/settings/webhooks/{endpoint.pk}/" in letter.text
    assert "127.0.0.1: it answered 410" in letter.text
    assert "a=1" not in letter.text, "an address may have a key in it"
    settings.LANGUAGE_CODE = "de"
    in_german = letters.composed(going_off.LETTER, posted[0][1])
    assert in_german
    assert "er antwortete mit 410" in in_german.text


@pytest.mark.parametrize("act", ["on", "off", "remove", "no administrator any more"])
def test_what_somebody_settled_is_no_trouble_any_more(
    endpoint: Endpoint, receiver: Receiver, carla: Seat, posted: list[Any], act: str
) -> None:
    admin = make_agent("admin", "Adam", role="admin", email="adam@example.org")
    receiver.status = 410
    work()
    [trouble] = going_off.look()
    assert trouble.part == "off"
    assert trouble.words == "127.0.0.1 (it answered 410)"
    assert trouble.said == f"webhook {endpoint.pk} is off: it answered 410"
    match act:
        case "remove":
            endpoints.remove(endpoint)
        case "on" | "off":
            endpoints.turn(endpoint, on=act == "on")
        case _:
            admin.role = "agent"
            admin.save()
    assert [*going_off.look()] == ([] if act in ("on", "off", "remove") else [trouble])
    assert letters.composed(going_off.LETTER, posted[0][1]) is None


def test_one_that_a_person_turned_off_is_no_trouble(endpoint: Endpoint, posted: list[Any]) -> None:
    endpoints.turn(endpoint, on=False)
    assert ([*going_off.look()], posted) == ([], [])


# — the command —


def run(*words: str) -> str:
    told = StringIO()
    call_command("webhook", *words, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_added_tried_looked_at_and_removed(receiver: Receiver, carla: Seat) -> None:
    secret = run("add", receiver.url, "--kinds", "message").strip()
    number = str(Endpoint.objects.get().pk)
    assert run("test", number).startswith("It was taken: 200")
    Webhook(secret).verify(receiver.took[0][1], receiver.took[0][0])
    work()
    assert run("list") == f"{number}: {receiver.url} (message), well, 0 wait\n"
    assert f"{carla.public_id} 1 message: delivered, 1 tries 200 'Thanks.'" in run("log", number)
    newer = run("rotate", number).strip()
    run("test", number)
    headers, body = receiver.took[-1]
    for known in (secret, newer):
        Webhook(known).verify(body, headers)
    run("off", number)
    assert "off: by hand" in run("list")
    run("on", number)
    run("remove", number)
    assert run("list") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "https://169.254.169.254/"], "is no public address"),
        (["add", "http://8.8.8.8/"], "Only https:// goes everywhere"),
        (["test", "99"], "There is no webhook 99"),
    ],
)
def test_the_command_refuses_in_one_line(db: None, words: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        run(*words)
    assert "\n" not in str(refused.value)


def test_a_receiver_that_takes_nothing_is_told(receiver: Receiver, db: None) -> None:
    run("add", receiver.url)
    receiver.status = 500
    with pytest.raises(CommandError, match="It was not taken: 500 Thanks"):
        run("test", str(Endpoint.objects.get().pk))


def test_of_teams_it_hears_what_their_agents_see(receiver: Receiver, carla: Seat, chris: Seat) -> None:
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    endpoints.add(receiver.url, [], [billing.pk])
    Ticket.objects.filter(pk=carla.ticket).update(team=shipping)
    Ticket.objects.filter(pk=chris.ticket).update(team=billing)
    work()
    assert took(receiver) == [(chris.public_id, 1)]


def test_what_is_another_team_s_when_it_is_sent_stays_here(receiver: Receiver, carla: Seat) -> None:
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    endpoints.add(receiver.url, [], [billing.pk])
    receiver.status = 500
    work()
    assert len(receiver.took) == 1
    Ticket.objects.filter(pk=carla.ticket).update(team=shipping)
    receiver.status = 200
    work(later=True)
    delivery = Delivery.objects.get()
    assert (len(receiver.took), delivery.state) == (1, State.GIVEN_UP)
    assert delivery.answer == "it is another team's by now"


def test_a_deleted_team_opens_nothing(receiver: Receiver, carla: Seat) -> None:
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    endpoint = endpoints.add(receiver.url, [], [billing.pk])
    billing.delete()
    endpoint.refresh_from_db()
    Ticket.objects.filter(pk=carla.ticket).update(team=shipping)
    work()
    assert not receiver.took


def test_teams_are_named_from_a_terminal(receiver: Receiver) -> None:
    billing = Team.objects.create(name="Billing")
    call_command("webhook", "add", receiver.url, "--teams", "billing", stdout=StringIO(), stderr=StringIO())
    assert Endpoint.objects.get().teams == [billing.pk]
    with pytest.raises(CommandError, match="no team Sales"):
        call_command("webhook", "add", receiver.url, "--teams", "Sales", stdout=StringIO(), stderr=StringIO())


def test_of_sites_it_hears_what_began_there(
    receiver: Receiver, carla: Seat, chris: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ticket says by its subject where it was opened."""
    monkeypatch.setattr(of_sites, "_opened", [lambda key: Q(subject=key)])
    billing, shipping = Team.objects.create(name="Billing"), Team.objects.create(name="Shipping")
    endpoints.add(receiver.url, [], None, ["shop"])
    both = endpoints.add(f"{receiver.url}?both", [], [billing.pk], ["shop", "blog"])
    Ticket.objects.filter(pk=carla.ticket).update(subject="shop", team=shipping)
    Ticket.objects.filter(pk=chris.ticket).update(subject="blog")
    work()
    assert took(receiver) == [(carla.public_id, 1), (chris.public_id, 1)]
    assert [one.endpoint for one in Delivery.objects.filter(event__ticket=chris.ticket)] == [both]
    monkeypatch.setattr(of_sites, "_opened", [])
    says(carla, "Nobody keeps the sites any more.")
    work()
    assert len(receiver.took) == 2


def test_sites_are_named_from_a_terminal(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_sites, "_lists", [(lambda: [of_sites.Site("0a1b", "Shop")], lambda _: {})])
    for name in ("shop", "0a1b"):
        call_command("webhook", "add", receiver.url, "--sites", name, stdout=StringIO(), stderr=StringIO())
        assert Endpoint.objects.latest("pk").sites == ["0a1b"]
    assert Line.objects.filter(what="webhook.added").latest("pk").after["sites"] == ["Shop"]
    with pytest.raises(CommandError, match="no site Blog"):
        call_command("webhook", "add", receiver.url, "--sites", "Blog", stdout=StringIO(), stderr=StringIO())
