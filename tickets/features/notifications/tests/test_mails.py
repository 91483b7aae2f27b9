"""Ada is mailed while no desk of hers is live, and only then; one press ends it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.seated import assigns, feature, make_agent, notes, opened, reads, says, seated, sets, ticket_of
from tickets import letters
from tickets.features.notifications import absent, deciding, desks, digest, off
from tickets.features.notifications.models import Pending, Preference
from tickets.features.notifications.wishes import MAIL_KINDS, Wishes
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.letters import Letter
from tickets.liveness.rules import Stretch
from tickets.models import Event, Ticket
from tickets.people.access import Seat
from tickets.people.models import User
from tickets.presence import watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]

HEARD = Stretch(100, 100 + settings.AGENT_MAIL_AFTER)  # without a gap, and long enough


class Desks:
    """Who has one open, as ticks tell it."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {}
        self.heard: Stretch | None = HEARD

    def there(self) -> Any:
        return None if self.heard is None else (self.entries, self.heard)

    def opens(self, user: User, **more: Any) -> None:
        self.entries[str(user.pk)] = {"key": str(user.pk), "role": "agent", "name": "Ada", **more}


@pytest.fixture(autouse=True)
def at_desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    said = Desks()
    monkeypatch.setattr(watch, "desk", said.there)
    return said


@pytest.fixture(autouse=True)
def posted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is to be mailed: the address, and what composes it."""
    took: list[Any] = []

    def post(kind: str, to: str, args: Mapping[str, Any], ticket: int | None) -> bool:
        took.append((to, kind, args))
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    return took


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It broke.")


@pytest.fixture
def ada(db: None) -> User:
    return make_agent("ada", "Ada", email="ada@example.org")


def happens(seat: Seat) -> None:
    """The newest event of the ticket is reacted to."""
    absent.react(ticket_of(seat), Event.objects.filter(ticket=seat.ticket).latest("seq"))


def judged(*kinds: str) -> None:
    """The jobs that are there, whenever they are due: for the conversation, and then for its agents."""
    for kind in (absent.JUDGE, digest.MAIL):
        for job in Job.objects.filter(kind=kind):
            if kind == digest.MAIL or job.args["what"] in (kinds or ("message", "assigned")):
                table.carry_out(job)


def composed(posted: list[Any]) -> Letter:
    _, kind, args = posted[-1]
    letter = letters.composed(kind, args)
    assert letter
    return letter


def test_who_has_gone_is_mailed(carla: Seat, ada: User, posted: list[Any]) -> None:
    make_agent("bob")  # without an address
    happens(carla)
    judged()
    assert [to for to, *_ in posted] == ["ada@example.org"]
    letter = composed(posted)
    assert letter.subject == f"Carla waits for somebody [#{carla.ticket}]"
    assert f"/agent/{carla.public_id}/" in letter.text
    assert f"/agent/{carla.public_id}/" in letter.html
    assert "It broke." not in letter.text + letter.html
    assert not Pending.objects.exists()
    assert not Job.objects.filter(key__startswith=f"{digest.MAIL} ").exists()


@pytest.mark.parametrize("heard", [None, Stretch(0, 0), Stretch(HEARD.since + 1, HEARD.until)])
def test_on_no_guess(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any], heard: Stretch | None
) -> None:
    at_desks.heard = heard
    happens(carla)
    for _ in range(3):
        judged()
        assert not posted
        assert Job.objects.filter(kind=absent.JUDGE, args__what="message").exists()
    at_desks.heard = HEARD
    judged()
    assert len(posted) == 1


def test_nor_when_ticks_are_missing_before_it_is_made(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any]
) -> None:
    digest.add([ada.pk], carla.ticket, "new", 1)
    at_desks.heard = None
    judged()
    assert not posted
    assert Job.objects.filter(kind=digest.MAIL).exists()
    at_desks.heard = HEARD
    judged()
    assert posted


def test_a_live_desk_is_not_mailed(carla: Seat, ada: User, at_desks: Desks, posted: list[Any]) -> None:
    at_desks.opens(ada)
    happens(carla)
    judged()
    assert not posted
    assert not Job.objects.exclude(args__what="waiting").exists()


def test_a_line_may_be_dead_until_ticks_have_shown_it(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any]
) -> None:
    at_desks.opens(ada)
    at_desks.heard = Stretch(HEARD.until - desks.LIVE + 1, HEARD.until)
    happens(carla)
    judged()
    assert Job.objects.filter(kind=absent.JUDGE, args__what="message").exists()
    at_desks.opens(ada, tick=HEARD.until - 3)
    at_desks.heard = HEARD
    judged()
    assert Job.objects.filter(kind=absent.JUDGE, args__left=[ada.pk]).exists(), "gone, but not for long"
    at_desks.entries.clear()
    judged()
    assert len(posted) == 1


def test_what_is_new_since_concerns_all_again(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any]
) -> None:
    bob = make_agent("bob", "Bob", email="bob@example.org")
    at_desks.opens(ada, tick=HEARD.until - 3)
    happens(carla)
    judged()
    assert [to for to, *_ in posted] == ["bob@example.org"]
    says(carla, "Hello?")
    happens(carla)
    judged()
    assert Pending.objects.filter(user=bob, seq=2).exists(), "though she alone was left of the first"
    assigns(seated(ada, carla), bob)
    Pending.objects.all().delete()
    judged("message")
    assert Pending.objects.filter(user=bob, kind="mine").exists(), "nor is she in his place"


def test_who_is_told_that_somebody_waits_is_told_once(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any]
) -> None:
    bob = make_agent("bob", "Bob", email="bob@example.org")
    at_desks.opens(ada, tick=HEARD.until - 3)
    happens(carla)
    Ticket.objects.update(waiting_since=F("waiting_since") - absent.LONG)
    judged("waiting")
    assert len(posted) == 1
    notes(seated(ada, carla), "hm")
    judged("waiting")
    assert not Pending.objects.exists(), "it is the same wait"
    assigns(seated(ada, carla), bob)
    judged("waiting")
    assert Pending.objects.filter(user=bob, kind="waiting").exists(), "another's, it is news to them"


def test_who_comes_back_before_it_is_made_or_sent(
    carla: Seat, ada: User, at_desks: Desks, posted: list[Any]
) -> None:
    happens(carla)
    judged()
    at_desks.opens(ada)
    _, kind, args = posted[-1]
    assert letters.composed(kind, args) is None
    digest.add([ada.pk], carla.ticket, "new", 1)
    judged()
    assert (len(posted), Pending.objects.count()) == (1, 0)


@pytest.mark.parametrize("why", ["read", "taken", "resolved", "spam", "unwanted", "no address", "left"])
def test_who_need_not_know(carla: Seat, ada: User, posted: list[Any], why: str) -> None:
    happens(carla)
    digest.add([ada.pk], carla.ticket, "new", 1)
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
        case "unwanted":
            deciding.keep(ada.pk, Wishes(mails=["mine", "waiting"]))
        case "no address":
            User.objects.update(email="")
        case "left":
            User.objects.update(is_active=False)
    judged()
    assert (posted, Pending.objects.count()) == ([], 0)


def test_whom_it_concerns(carla: Seat, ada: User, posted: list[Any]) -> None:
    bob = make_agent("bob", "Bob", email="bob@example.org")
    assigns(seated(bob, carla), ada)
    happens(carla)
    judged()
    assert [to for to, *_ in posted] == ["ada@example.org"]
    assert composed(posted).subject.startswith("You were given the conversation with Carla")
    Preference.objects.all().delete()
    says(carla, "Hello?")
    happens(carla)
    judged()
    assert len(posted) == 2
    assert composed(posted).subject.startswith("Carla wrote")


def test_what_concerns_nobody(carla: Seat, ada: User, posted: list[Any]) -> None:
    mine = seated(ada, carla)
    acts: list[Any] = [
        lambda: notes(mine, "hm"),
        lambda: says(mine, "Yes?"),
        lambda: assigns(mine, ada),
        lambda: sets(mine, "resolved"),
    ]
    for act in acts:
        act()
        happens(carla)
    assert not Job.objects.exists()


def test_who_waits_long(carla: Seat, ada: User, at_desks: Desks, posted: list[Any]) -> None:
    reads(seated(ada, carla), 1)
    happens(carla)
    judged("waiting")
    assert not posted, "not yet"
    Ticket.objects.update(waiting_since=F("waiting_since") - absent.LONG)
    judged("waiting")
    assert composed(posted).subject.startswith("Carla is still waiting for an answer")
    assert not Job.objects.filter(args__what="waiting").exists()
    says(seated(ada, carla), "Sorry!")
    says(carla, "Thanks")
    happens(carla)
    judged("waiting")
    assert len(posted) == 1


def test_who_was_answered_waits_no_more(carla: Seat, ada: User, posted: list[Any]) -> None:
    happens(carla)
    says(seated(ada, carla), "Yes?")
    judged("waiting")
    assert not posted
    assert not Job.objects.filter(args__what="waiting").exists()


def test_one_mail_of_all_in_a_quarter_of_an_hour(carla: Seat, ada: User, posted: list[Any]) -> None:
    chris = opened("Chris", "Me too.", subject="A refund")
    for seat in (carla, chris):
        happens(seat)
    judged()
    assert len(posted) == 1
    letter = composed(posted)
    assert letter.subject == "2 conversations wait for you"
    assert ("Carla waits" in letter.text, "A refund" in letter.text) == (True, True)
    dana = opened("Dana", "Hi")
    happens(dana)
    judged()
    assert len(posted) == 1
    [job] = (
        Job.objects.filter(kind=digest.MAIL).annotate(wait=F("due") - Now()).values_list("wait", flat=True)
    )
    assert timedelta(minutes=14) < job <= digest.AGAIN
    Preference.objects.update(mailed_at=Now() - digest.AGAIN)
    judged()
    assert len(posted) == 2


def test_what_is_done_when_it_is_sent_is_not_in_it(carla: Seat, ada: User, posted: list[Any]) -> None:
    chris = opened("Chris", "Me too.")
    for seat in (carla, chris):
        happens(seat)
    judged()
    reads(seated(ada, chris), 1)
    letter = composed(posted)
    assert letter.subject.startswith("Carla")
    assert "Chris" not in letter.text
    reads(seated(ada, carla), 1)
    _, kind, args = posted[-1]
    assert letters.composed(kind, args) is None


def test_quiet_hours_keep_it_for_later(carla: Seat, ada: User, posted: list[Any]) -> None:
    deciding.keep(ada.pk, Wishes(quiet_from="00:00", quiet_to="23:59"))
    happens(carla)
    judged()
    assert (posted, Pending.objects.count()) == ([], 1)
    deciding.keep(ada.pk, Wishes(words=True, language="de"))
    judged()
    letter = composed(posted)
    assert letter.subject.startswith("Carla wartet auf jemanden")
    assert "It broke." in letter.text


def test_while_no_mail_may_go_nothing_is_asked_of_what_waits_for_it(
    carla: Seat,
    ada: User,
    posted: list[Any],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    deciding.keep(ada.pk, Wishes(quiet_from="00:00", quiet_to="23:59"))
    seats = [carla, *(opened(f"Chris {number}", "Me too.") for number in range(8))]
    for seat in seats:
        digest.add([ada.pk], seat.ticket, "new", 1)
    reads(seated(ada, carla), 1)
    with django_assert_max_num_queries(11):
        judged()
    assert Pending.objects.count() == len(seats)
    deciding.keep(ada.pk, Wishes())
    judged()
    assert composed(posted).subject == "8 conversations wait for you"
    assert not Pending.objects.exists(), "what was read meanwhile neither"


def test_where_no_mail_is_sent_there_is_no_job(
    carla: Seat, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_posts", [])
    happens(carla)
    assert not Job.objects.exists()


def link_in(letter: Letter) -> str:
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return urlsplit(letter.headers["List-Unsubscribe"].strip("<>")).path


def test_one_click_turns_them_off(carla: Seat, ada: User, posted: list[Any], client: Client) -> None:
    happens(carla)
    judged()
    link = link_in(composed(posted))
    strict = Client(enforce_csrf_checks=True)
    for look in (strict.get, strict.head):  # as scanners do
        assert look(link).status_code == 200
    assert deciding.wishes_of(ada.pk).mails == list(MAIL_KINDS)
    answer = strict.post(link, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert (answer.status_code, "Turned off" in answer.text) == (200, True)
    assert deciding.wishes_of(ada.pk).mails == ["mine", "assigned", "mentioned", "waiting"]
    assert strict.post(link).status_code == 200, "twice is once"
    says(carla, "Hello?")
    happens(carla)
    judged()
    assert len(posted) == 1


def test_each_kind_has_a_link_of_its_own(carla: Seat, ada: User, posted: list[Any]) -> None:
    deciding.keep(ada.pk, Wishes(volume=10))
    digest.add([ada.pk], carla.ticket, "new", 1)
    digest.add([ada.pk], opened("Chris", "Hi").ticket, "waiting", 1)
    judged()
    letter = composed(posted)
    found = re.findall(r"\S+/agent/notifications/off/(\S+)/", letter.text)
    assert [off.by(token) for token in found] == [(ada.pk, ["new"]), (ada.pk, ["waiting"])]
    off.turn_off(*off.by(found[1]) or (0, []))
    wishes = deciding.wishes_of(ada.pk)
    assert (wishes.mails, wishes.volume) == (["mine", "new", "assigned", "mentioned"], 10)
    assert off.by(link_in(letter).split("/")[-2]) == (ada.pk, ["new", "waiting"])


@pytest.mark.parametrize("token", ["x", "a:b:c", "WzEsWyJuZXciXV0:1v:forged"])
def test_a_forged_link_turns_nothing_off(ada: User, token: str) -> None:
    answer = Client().post(f"/agent/notifications/off/{token}/")
    assert answer.status_code == 404
    assert deciding.wishes_of(ada.pk).mails == list(MAIL_KINDS)


def test_who_has_left_has_nothing_to_turn_off(ada: User) -> None:
    link = urlsplit(off.url_of(ada.pk, ["new"])).path
    User.objects.update(is_active=False)
    assert Client().post(link).status_code == 404


def test_the_page_says_where_they_go(ada: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(ada)
    page = client.get("/agent/notifications/settings/").text
    assert ("ada@example.org" in page, 'name="mails" value="waiting"' in page) == (True, True)
    User.objects.update(email="")
    assert "no e-mail address" in client.get("/agent/notifications/settings/").text
    monkeypatch.setattr(letters, "_posts", [])
    assert 'name="mails"' not in client.get("/agent/notifications/settings/").text


def test_each_note_names_its_own(carla: Seat, ada: User, posted: list[Any]) -> None:
    bob, chris = make_agent("bob", "Bob", email="bob@example.org"), make_agent("chris", "Chris")
    assert bob.email
    for name in ("ada", "bob"):
        notes(seated(chris, carla), f"Look, @{name}.")
        happens(carla)
    judged("mentioned")
    assert sorted(to for to, *_ in posted) == ["ada@example.org", "bob@example.org"]


def test_who_is_named_is_mailed_so_whatever_comes_after(carla: Seat, ada: User) -> None:
    digest.add([ada.pk], carla.ticket, deciding.MENTIONED, 2)
    digest.add([ada.pk], carla.ticket, "new", 3)
    assert Pending.objects.get().kind == deciding.MENTIONED
    digest.add([ada.pk], carla.ticket, deciding.MENTIONED, 4)
    assert Pending.objects.get().seq == 4, "but for another note that names her"
