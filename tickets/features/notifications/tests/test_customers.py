"""Carla is told of an answer while no page of hers is open, in browsers that still open her conversation."""

import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings as desk
from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.seated import make_agent, notes, opened, reads, says, seated, ticket_of
from tickets.audit.models import Line
from tickets.conversation import erasing
from tickets.features.notifications import keys, pushing
from tickets.features.notifications.customers import answered, browsers, holding, words
from tickets.features.notifications.models import CustomerDevice
from tickets.features.notifications.tests.test_encrypting import BROWSER, SECRET
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.outside import posting
from tickets.outside.posting import Answer
from tickets.people import access
from tickets.people.access import Seat
from tickets.presence import watch
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

ENDPOINT = "https://8.8.8.8/send/1"
SUBSCRIPTION = {"endpoint": ENDPOINT, "key": BROWSER, "secret": SECRET}


@pytest.fixture(autouse=True)
def _service(settings: Settings) -> None:
    settings.PUSH_HOSTS, settings.RATE_LIMITS = ["8.8.8.8"], False


@pytest.fixture
def by_token(db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def request_(by_token: Seat) -> HttpRequest:
    """Of a browser that keeps the conversation by its cookie."""
    request = HttpRequest()
    request.session = import_module(desk.SESSION_ENGINE).SessionStore()
    access.keep_seat(request.session, by_token)
    request.session.save()
    return request


@pytest.fixture
def carla(by_token: Seat, request_: HttpRequest) -> Seat:
    visitor = access.visitor_with_cookie(request_.session.session_key)
    seat = access.seat(visitor, by_token.public_id)
    browsers.add(seat, ENDPOINT, BROWSER, SECRET)
    return seat


@pytest.fixture
def ada(carla: Seat) -> Seat:
    return seated(make_agent("ada", "Ada"), carla)


@pytest.fixture(autouse=True)
def away(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    said = [True]
    monkeypatch.setattr(watch, "away", lambda place, key, ticks: said[0] and key == "customer" and ticks > 3)
    return said


@pytest.fixture(autouse=True)
def posted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a push service is given; `answers[0]` is its status."""
    took: list[Any] = []

    def post(_: Any, body: bytes, headers: dict[str, str]) -> Answer:
        took.append((body, headers))
        return Answer(201, "", 0.0)

    monkeypatch.setattr(posting, "post", post)
    return took


def happens(seat: Seat) -> None:
    answered.react(ticket_of(seat), Event.objects.filter(ticket=seat.ticket).latest("seq"))


def judged() -> list[dict[str, Any]]:
    """The jobs are carried out. Returns what is to be pushed."""
    for job in Job.objects.filter(kind=answered.JUDGE):
        job.delete()
        finish = answered.judge(job.args)
        if finish:
            finish()
    return [job.args for job in Job.objects.filter(kind=answered.PUSH)]


def test_who_has_gone_is_told_who_answered_and_not_what(carla: Seat, ada: Seat, posted: list[Any]) -> None:
    Contact.objects.update(language="de-AT")
    says(ada, "It is mended.")
    happens(carla)
    [args] = judged()
    told = answered._told(Event.objects.get(pk=args["event"]))
    assert told == {"title": "Ada hat geantwortet", "body": "", "ticket": carla.public_id}
    finish = answered.send(args)
    assert finish
    finish()
    [(body, headers)] = posted
    assert (b"Ada" in body, headers["Content-Encoding"]) == (False, "aes128gcm")


def told(answer: str, carla: Seat, ada: Seat) -> str:
    says(ada, answer)
    happens(carla)
    said: str = answered._told(Event.objects.latest("pk"))["body"]
    return said


def test_what_was_written_is_said_where_administrators_chose_so(carla: Seat, ada: Seat) -> None:
    """As much as agents are shown, and no card's number, nor half of one where it is cut."""
    assert told("It is mended.", carla, ada) == ""
    words.say(True)
    assert told("It is mended.", carla, ada) == "It is mended."
    assert told("a" * 300, carla, ada) == "a" * pushing.SHOWN
    cut = told("a" * (words.SHOWN - 10) + " 4111 1111 1111 1111", carla, ada)
    assert (len(cut), "4111" in cut) == (words.SHOWN, False)
    link = f"{desk.PUBLIC_URL}/t/4111111111111111/"
    assert told(link, carla, ada) == link
    words.say(False)
    assert told("It is mended.", carla, ada) == ""


def test_administrators_choose_it_and_it_is_noted(client: Client, plain_static_files: None) -> None:
    page = "/agent/settings/who-gets-what/"
    client.force_login(make_agent("oda", is_superuser=True))
    for said in ({"words": "on"}, {"words": "on"}, {}):
        assert client.post(f"{page}customers/", said).status_code == 302
        assert words.are_said() is bool(said)
        assert client.get(page).context["customers"]["words"].value() is bool(said)
    noted = Line.objects.filter(what=words.CHANGED).order_by("pk").values_list("by", "before", "after")
    assert list(noted) == [
        ("oda", {"words": False}, {"words": True}),
        ("oda", {"words": True}, {"words": False}),
    ]
    client.force_login(make_agent("bob", role="supervisor"))
    assert client.post(f"{page}customers/", {"words": "on"}).status_code == 403
    assert not words.are_said()


def test_nobody_is_told_beside_a_page_of_theirs(carla: Seat, ada: Seat, away: list[bool]) -> None:
    """And while nobody knows who is there, it is looked at again."""
    away[0] = False
    says(ada, "It is mended.")
    happens(carla)
    for _ in range(answered.LOOKS):
        assert judged() == []
        assert Job.objects.filter(kind=answered.JUDGE).exists()
    assert judged() == []
    assert not Job.objects.exists()


def test_a_line_that_died_is_found_out(carla: Seat, ada: Seat, away: list[bool]) -> None:
    away[0] = False
    says(ada, "It is mended.")
    happens(carla)
    judged()
    away[0] = True
    assert len(judged()) == 1


@pytest.mark.parametrize("how", ["delivered", "read", "answered"])
def test_what_has_reached_them_is_not_pushed(carla: Seat, ada: Seat, how: str, posted: list[Any]) -> None:
    says(ada, "It is mended.")
    happens(carla)
    [args] = judged()
    happens(carla)
    match how:
        case "delivered":
            Ticket.objects.update(customer_delivered=2)
        case "read":
            reads(carla, 2)
        case "answered":  # by mail
            says(carla, "Thanks")
    assert len(judged()) == 1, "and no second one"
    assert (answered.send(args), posted) == (None, []), "nor that one"


def test_nothing_else_is_told(carla: Seat, ada: Seat) -> None:
    notes(ada, "hm")
    happens(carla)
    says(carla, "Hello?")
    happens(carla)
    assert not Job.objects.exists()
    CustomerDevice.objects.all().delete()
    says(ada, "It is mended.")
    happens(carla)
    assert not Job.objects.exists(), "nobody wants to hear of it"


# — for as long as the browser opens the conversation —


def test_signing_out_ends_it_at_once(carla: Seat, request_: HttpRequest) -> None:
    logout(request_)
    assert not CustomerDevice.objects.exists()


def test_another_s_sign_in_ends_it(carla: Seat, request_: HttpRequest) -> None:
    login(request_, make_agent("bob"), "django.contrib.auth.backends.ModelBackend")
    assert not CustomerDevice.objects.exists(), "the cookie has another name now"


@pytest.mark.parametrize("how", ["ran out", "gone", "another's"])
def test_an_end_that_nobody_said_is_found_before_anything_is_told(
    carla: Seat, ada: Seat, request_: HttpRequest, how: str
) -> None:
    match how:
        case "ran out":
            Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        case "gone":
            Session.objects.all()._raw_delete("default")  # past Django
        case "another's":  # the newest fifty are kept
            request_.session[access.TICKETS] = ["0" * 32]
            request_.session.save()
    says(ada, "It is mended.")
    happens(carla)
    assert judged() == []
    assert not CustomerDevice.objects.exists()


def test_erased_with_its_customer(carla: Seat) -> None:
    assert holding.HOLDS in erasing.every()
    handed = holding.handed(ticket_of(carla))
    assert handed
    assert handed.data[0]["service"] == "8.8.8.8"
    assert holding.count([carla.ticket]) == 1
    holding.erase(ticket_of(carla))
    assert (holding.count([carla.ticket]), holding.handed(ticket_of(carla))) == (0, None)


def test_gone_at_its_push_service_it_is_told_of_no_conversation(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened("Carla", "Another thing.")
    CustomerDevice.objects.create(ticket_id=other.ticket, session="x", **SUBSCRIPTION)
    monkeypatch.setattr(posting, "post", lambda *_: Answer(410, "", 0.0))
    says(ada, "It is mended.")
    happens(carla)
    [args] = judged()
    finish = answered.send(args)
    assert finish
    finish()
    assert not CustomerDevice.objects.exists()


# — who may, and where —


def test_only_a_browser_that_keeps_the_conversation(carla: Seat, ada: Seat, by_token: Seat) -> None:
    for seat in (ada, by_token):
        assert browsers.state(seat) == {"key": ""}
        with pytest.raises(Refused, match="keeps the conversation"):
            browsers.add(seat, ENDPOINT, BROWSER, SECRET)
        with pytest.raises(Refused, match="keeps the conversation"):
            browsers.remove(seat, ENDPOINT)
    with pytest.raises(Refused, match="endpoint"):
        browsers.add(carla, "https://8.8.4.4/", BROWSER, SECRET)
    for number in range(browsers.MOST + 2):
        browsers.add(carla, f"{ENDPOINT}{number}", BROWSER, SECRET)
    assert CustomerDevice.objects.count() == browsers.MOST


def test_without_push_services_nobody_is_asked(carla: Seat, settings: Settings) -> None:
    assert browsers.state(carla) == {"key": keys.public()}
    settings.PUSH_HOSTS = []
    assert browsers.state(carla) == {"key": ""}


@pytest.mark.django_db(transaction=True)
def test_by_http(by_token: Seat, request_: HttpRequest) -> None:
    client = Client()
    client.cookies[desk.SESSION_COOKIE_NAME] = request_.session.session_key or ""
    path = f"/api/tickets/{by_token.public_id}/push"
    assert client.get(path).json()["key"] == keys.public()
    assert client.post(path, json.dumps(SUBSCRIPTION), "application/json").status_code == 204
    assert CustomerDevice.objects.get().session == request_.session.session_key
    for door in (f"{path}/remove", "/api/notifications/devices/remove"):  # PostgreSQL can't look for a NUL
        refused = client.post(door, json.dumps({"endpoint": f"{ENDPOINT}\0"}), "application/json")
        assert (refused.status_code, refused.json()["fields"]) == (422, ["endpoint"])
    asked = {"endpoint": ENDPOINT}
    assert client.post(f"{path}/remove", json.dumps(asked), "application/json").status_code == 204
    assert not CustomerDevice.objects.exists()
    worker = client.get("/t/push.js")
    assert (worker.status_code, worker["Cache-Control"]) == (200, "no-cache")
    assert not worker.content.startswith(b"globalThis.away"), "it serves no page"


def test_a_page_may_be_put_on_a_home_screen(client: Client, plain_static_files: None) -> None:
    """It begins with the page that was put there: with what stood in its address."""
    told = client.get("/t/page.webmanifest", headers={"accept-language": "de"})
    assert told["Content-Type"] == "application/manifest+json"
    page = told.json()
    assert (page["scope"], page["display"], "start_url" in page) == ("/", "standalone", False)
    assert any(icon["type"] == "image/png" for icon in page["icons"])
