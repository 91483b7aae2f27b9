"""Ada is reached while no desk of hers is open, and only then."""

import json
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.seated import (
    assigns,
    feature,
    log_of,
    make_agent,
    notes,
    opened,
    reads,
    says,
    seated,
    sets,
    ticket_of,
)
from tickets.conversation import reactions
from tickets.desk import filters, queue
from tickets.features.notifications import deciding, devices, keys, mentions, places, pushing
from tickets.features.notifications.models import Device, Mention, ServerKey
from tickets.features.notifications.tests.test_encrypting import BROWSER, SECRET
from tickets.features.notifications.wishes import Wishes
from tickets.jobs.models import Job
from tickets.models import Event, Ticket
from tickets.outside import posting
from tickets.outside.addresses import Place
from tickets.outside.posting import Answer
from tickets.people import access
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.presence import watch
from tickets.refusals import Refused

pytestmark = pytest.mark.django_db

ENDPOINT = "https://8.8.8.8/send/1"


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def ada(db: None) -> User:
    user = make_agent("ada", "Ada")
    devices.add(user.pk, ENDPOINT, BROWSER, SECRET)
    return user


@pytest.fixture(autouse=True)
def _service(settings: Settings) -> None:
    settings.PUSH_HOSTS = ["8.8.8.8"]


@pytest.fixture(autouse=True)
def away(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    said = [True]
    monkeypatch.setattr(watch, "away", lambda place, key, ticks: said[0] and place == "desk" and bool(key))
    return said


@pytest.fixture(autouse=True)
def posted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What went out; it is answered as the last entry of `answers` says."""
    took: list[Any] = []

    def post(place: Place, body: bytes, headers: dict[str, str]) -> Answer:
        took.append((place, body, headers))
        return Answer(201, "", 0.0)

    monkeypatch.setattr(posting, "post", post)
    return took


def happens(seat: Seat) -> None:
    """The newest event of the ticket is reacted to."""
    deciding.react(ticket_of(seat), Event.objects.filter(ticket=seat.ticket).latest("seq"))


def judged() -> list[dict[str, Any]]:
    """The jobs are carried out. Returns what is to be pushed."""
    for job in Job.objects.filter(kind=deciding.JUDGE):
        job.delete()
        finish = deciding.judge(job.args)
        if finish:
            finish()
    return [job.args for job in Job.objects.filter(kind=pushing.PUSH)]


def told(args: dict[str, Any]) -> Any:
    device = Device.objects.get(pk=args["device"])
    return pushing._told(device, args)


def test_who_has_gone_is_pushed(carla: Seat, ada: User, posted: list[Any]) -> None:
    happens(carla)
    [args] = judged()
    assert told(args) == {"title": "Carla waits for somebody", "body": "", "ticket": carla.public_id}
    pushing.send(args)
    [(place, body, headers)] = posted
    assert (place.host, headers["Content-Encoding"], headers["Urgency"]) == ("8.8.8.8", "aes128gcm", "high")
    assert b"Carla" not in body
    assert keys.public() in headers["Authorization"]
    assert ServerKey.objects.count() == 1


def test_a_live_desk_is_not_pushed_and_asked_no_longer_than_it_takes(
    carla: Seat, ada: User, away: list[bool]
) -> None:
    away[0] = False
    happens(carla)
    for _ in range(deciding.LOOKS):
        assert judged() == []
        assert Job.objects.filter(kind=deciding.JUDGE).exists()
    assert judged() == []
    assert not Job.objects.exists()


def test_a_dead_line_is_found_out(carla: Seat, ada: User, away: list[bool]) -> None:
    away[0] = False
    happens(carla)
    judged()
    away[0] = True
    assert len(judged()) == 1


def test_what_a_desk_has_told_is_not_pushed(carla: Seat, ada: User) -> None:
    happens(carla)
    deciding.heard(ada.pk, carla.public_id)
    assert judged() == []
    deciding.heard(ada.pk, "nowhere")


@pytest.mark.parametrize("why", ["read", "taken", "resolved", "spam", "quiet", "unwanted", "signed off"])
def test_who_need_not_know(carla: Seat, ada: User, why: str) -> None:
    happens(carla)
    match why:
        case "read":
            reads(seated(make_agent("bob"), carla), 1)
        case "taken":
            bob = make_agent("bob")
            assigns(seated(bob, carla), bob)
        case "resolved":
            Ticket.objects.update(status="resolved")
        case "spam":
            feature("triage", "actions").marking_spam(seated(make_agent("bob"), carla), uuid4(), True)()
            Ticket.objects.update(status="open")
        case "quiet":
            deciding.keep(ada.pk, Wishes(quiet_from="00:00", quiet_to="23:59"))
        case "unwanted":
            deciding.keep(ada.pk, Wishes(notices=["mine"]))
        case "signed off":
            Device.objects.all().delete()
    assert judged() == []


def test_whom_it_concerns(carla: Seat, ada: User) -> None:
    bob = make_agent("bob", "Bob")
    assigns(seated(bob, carla), ada)
    happens(carla)
    [args] = judged()
    assert told(args)["title"] == "You were given the conversation with Carla"
    Job.objects.all().delete()
    says(carla, "Hello?")
    happens(carla)
    [args] = judged()
    assert (args["kind"], told(args)["title"]) == ("mine", "Carla wrote")
    Job.objects.all().delete()
    acts: list[Any] = [
        lambda: notes(seated(bob, carla), "hm"),
        lambda: says(seated(bob, carla), "Yes?"),
        lambda: assigns(seated(bob, carla), bob),
        lambda: says(carla, "To Bob"),
        lambda: sets(seated(bob, carla), "resolved"),
    ]
    for act in acts:
        act()
        happens(carla)
    assert judged() == []


def test_who_takes_one_isn_t_told(carla: Seat, ada: User) -> None:
    assigns(seated(ada, carla), ada)
    happens(carla)
    assert judged() == []


def test_words_only_if_they_are_wanted(carla: Seat, ada: User) -> None:
    deciding.keep(ada.pk, Wishes(words=True, language="de"))
    happens(carla)
    [args] = judged()
    assert told(args) == {
        "title": "Carla wartet auf jemanden",
        "body": "It broke.",
        "ticket": carla.public_id,
    }


@pytest.mark.parametrize(("status", "kept"), [(410, False), (404, False), (500, True), (None, True)])
def test_a_browser_that_is_gone_is_forgotten(
    carla: Seat, ada: User, status: int | None, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "post", lambda *_: Answer(status, "no way", 0.0))
    devices.test(ada.pk)
    [job] = Job.objects.filter(kind=pushing.PUSH)
    if kept:
        with pytest.raises(RuntimeError):
            pushing.send(job.args)
        mine = Device.objects.get()
        assert (mine.failed, mine.failing_since is not None) == (str(status or "no way"), True)
    else:
        finish = pushing.send(job.args)
        assert finish
        finish()
    assert Device.objects.exists() is kept


def test_what_never_goes_is_forgotten_after_weeks_and_what_goes_again_is_not(
    carla: Seat, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices.test(ada.pk)
    [job] = Job.objects.filter(kind=pushing.PUSH)
    for days, forgotten in ((13, False), (15, True)):
        Device.objects.update(failed="500", failing_since=timezone.now() - timedelta(days=days))
        finish = pushing.send(job.args)
        assert finish
        finish()
        assert (Device.objects.get().failed, Device.objects.get().failing_since) == ("", None)
        Device.objects.update(failed="500", failing_since=timezone.now() - timedelta(days=days))
        monkeypatch.setattr(posting, "post", lambda *_: Answer(500, "", 0.0))
        if forgotten:
            finish = pushing.send(job.args)
            assert finish
            finish()
        else:
            with pytest.raises(RuntimeError):
                pushing.send(job.args)
        assert Device.objects.exists() is not forgotten
        monkeypatch.setattr(posting, "post", lambda *_: Answer(201, "", 0.0))


def test_known_places_and_networks_of_the_owner_s(settings: Settings) -> None:
    settings.PUSH_HOSTS = ["fcm.example.com", "*.push.example.com"]
    known = [places.is_known(host) for host in ("fcm.example.com", "web.push.example.com")]
    unknown = ("push.example.com", "evilpush.example.com", "x.fcm.example.com", "fcm.example.com.evil.com")
    assert (all(known), any(places.is_known(host) for host in unknown)) == (True, False)
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]
    assert places.place_of("http://127.0.0.1:8000/push").port == 8000


@pytest.mark.parametrize(
    "endpoint",
    ["http://8.8.8.8/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/", "x", "https://8.8.4.4/"],
)
def test_only_known_places_by_tls(ada: User, endpoint: str) -> None:
    with pytest.raises(Refused, match="endpoint"):
        devices.add(ada.pk, endpoint, BROWSER, SECRET)


def test_also_when_the_name_means_something_else_by_then(ada: User, posted: list[Any]) -> None:
    Device.objects.update(endpoint="https://localhost/send")
    answer = pushing.post(Device.objects.get(), b"{}")
    assert (answer.is_good, posted) == (False, [])


def test_a_browser_is_whose_who_signed_in_last(ada: User) -> None:
    bob = make_agent("bob")
    devices.add(bob.pk, ENDPOINT, BROWSER, SECRET)
    assert Device.objects.get().user == bob
    devices.remove(ada.pk, ENDPOINT)
    assert Device.objects.exists()
    with pytest.raises(Refused, match="No browser"):
        devices.test(ada.pk)
    for number in range(devices.MOST + 2):
        devices.add(bob.pk, f"{ENDPOINT}{number}", BROWSER, SECRET)
    assert Device.objects.count() == devices.MOST
    with pytest.raises(Refused, match="no browser gave"):
        devices.add(bob.pk, ENDPOINT, "AAAA", SECRET)


def test_what_an_agent_sees(ada: User) -> None:
    deciding.keep(ada.pk, Wishes(volume=10))
    state = devices.state(ada.pk)
    assert (state["wishes"]["volume"], state["devices"][0]["service"]) == (10, "8.8.8.8")
    assert json.dumps(state)


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [(20, False), (21, True), (2, True), (6, False)],
    ids=["before", "begin", "night", "end"],
)
def test_quiet_hours_are_the_agents_own(hour: int, quiet: bool) -> None:
    wishes = Wishes(quiet_from="22:00", quiet_to="07:00", time_zone="Europe/Berlin")
    assert wishes.is_quiet(datetime(2026, 11, 28, hour, tzinfo=UTC)) is quiet


@pytest.mark.parametrize("zone", ["Nowhere/City", "../etc/passwd", ""])
def test_a_time_zone_there_is(zone: str) -> None:
    with pytest.raises(ValueError, match="time_zone"):
        Wishes(time_zone=zone)


# — mentions —


def test_whom_a_note_names_is_told_whosever_it_is_and_whoever_has_read_it(carla: Seat, ada: User) -> None:
    bob = seated(make_agent("bob", "Bob"), carla)
    written = notes(bob, "Ask @ADA, or mail@ada.example about it.")
    reads(bob, written.seq)
    happens(carla)
    [args] = judged()
    assert Device.objects.get(pk=args["device"]).user == ada
    assert told(args) == {"title": "A note about Carla names you", "body": "", "ticket": carla.public_id}


def test_who_is_named_is_told_so_whatever_comes_after(carla: Seat, ada: User) -> None:
    notes(seated(make_agent("bob", "Bob"), carla), "Look, @ada.")
    happens(carla)
    says(carla, "Still?")
    happens(carla)
    jobs = Job.objects.filter(kind=deciding.JUDGE)
    assert {job.args["kind"] for job in jobs} == {"mentioned", "new"}
    deciding.heard(ada.pk, carla.public_id)
    assert not jobs.all().exists()


@pytest.mark.parametrize("body", ["Ask ada.", "Ask @adam.", "ada@ada.example", "@", "@ada_", "Ask @bob."])
def test_nobody_else_is(carla: Seat, ada: User, body: str) -> None:
    notes(seated(make_agent("bob", "Bob"), carla), body)
    happens(carla)
    assert judged() == []


def test_nobody_names_themselves_and_a_customer_nobody(carla: Seat, ada: User) -> None:
    notes(seated(ada, carla), "I, @ada, saw to it.")
    happens(carla)
    assert judged() == []
    assert mentions.of(Event.objects.filter(ticket=carla.ticket, kind="message")) == {}
    says(carla, "Is @ada there?")
    assert mentions.of(Event.objects.filter(ticket=carla.ticket, kind="message")) == {}


def test_a_page_of_agents_knows_whom_a_note_names(carla: Seat, ada: User) -> None:
    bob = seated(make_agent("bob", "Bob"), carla)
    notes(bob, "@ada. and @bob and @ada")
    assert log_of(bob)[-1]["mentions"] == [str(ada.pk)]
    assert queue.row(carla.public_id)["last"]["mentions"] == [str(ada.pk)]


def mentioning(agent: User) -> list[str]:
    which = filters.asked(access.person_of(agent), "mentions:me")
    return [ticket.contact.name for ticket in Ticket.objects.filter(which)]


def test_conversations_whose_notes_name_who_asks_are_found_by_a_word(carla: Seat, ada: User) -> None:
    bob = make_agent("bob", "Bob")
    opened("Chris", "Hello?")
    says(carla, "Is @bob there?")
    for body in ("Ask @ADA.", "Or @ada after lunch", "Nobody."):
        notes(seated(bob, carla), body)
    while reactions.catch_up():
        pass
    assert (mentioning(ada), mentioning(bob)) == (["Carla"], [])
    assert Mention.objects.count() == 1, "however often"
    find = feature("search", "find")
    assert [one["name"] for one in find.page(access.person_of(ada), "mentions:me")["results"]] == ["Carla"]


def test_whom_else_they_may_name_is_said_by_name(ada: User) -> None:
    with pytest.raises(Refused, match="`mentions:bob`: after `mentions:` comes me") as refused:
        filters.asked(access.person_of(ada), "mentions:bob")
    assert refused.value.more == {"filter": "mentions", "value": "bob"}


def test_the_desk_s_own_key_is_sealed_and_made_anew_where_nobody_can_open_it(
    db: None, settings: Settings
) -> None:
    before = keys.public()
    assert ServerKey.objects.values_list("private", flat=True).get().startswith("sealed:")
    assert keys.public() == before
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [former]
    assert keys.public() == before
    settings.SECRET_KEY_FALLBACKS = []
    anew = keys.public()
    assert anew != before
    assert keys.public() == anew
