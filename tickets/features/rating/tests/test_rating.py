"""Carla says how it was: once for each resolution, changeable, and never by opening a link."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import F
from django.test import Client, override_settings
from django.utils import timezone

from tests.seated import SUPERVISOR, feature, log_of, make_agent, opened, says, seated, sets, ticket_of
from tickets import letters
from tickets.conversation import hiding, ledger, past, seams
from tickets.conversation.ledger import Written
from tickets.features.rating import actions, asked, details, effects, holding, links, summary, telling
from tickets.features.rating.models import Answer, Rating
from tickets.jobs.models import Job
from tickets.models import Contact, Event, Ticket
from tickets.people.access import Seat
from tickets.presence import watch
from tickets.refusals import Refused
from tickets.wire.stamps import stamp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


@pytest.fixture(autouse=True)
def _status(monkeypatch: pytest.MonkeyPatch) -> None:
    feature("status", "effects")
    on_status = [*seams.effects_of("status")]
    if effects.resolved not in on_status:
        monkeypatch.setitem(seams._effects, "status", [*on_status, effects.resolved])


@pytest.fixture
def carla(db: None) -> Seat:
    return opened("Carla", "It broke.", email="carla@example.org")


@pytest.fixture
def ada(carla: Seat) -> Seat:
    return seated(make_agent("ada", "Ada"), carla)


def rates(seat: Seat, score: int, comment: str = "", id: UUID | None = None) -> Written:
    return actions.rating(seat, id or uuid4(), score, comment)()


def asks(seat: Seat) -> Any:
    """What the newest resolution says of it."""
    return [event for event in log_of(seat) if event["kind"] == "status"][-1].get("rating")


def refused(seat: Seat, score: int, **more: Any) -> str:
    with pytest.raises(Refused) as refusal:
        rates(seat, score, **more)
    return refusal.value.code


@override_settings(RATING_TOLD_AFTER=0)
def test_a_resolution_asks_and_its_newest_answer_counts(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    assert asks(carla) == asks(ada) == {"of": 5}
    rates(carla, 2)
    rates(carla, 4, " Quick, after all. ")
    *_, event = log_of(ada)
    assert (event["kind"], event["author"]["role"], event["body"]) == (
        "rating",
        "customer",
        "Quick, after all.",
    )
    assert event["data"] == {"score": 4, "of": 5, "resolution": 2}
    assert asks(ada) == {"of": 5, "score": 4, "comment": "Quick, after all."}
    rated_at = Rating.objects.get().rated_at
    assert rated_at is not None
    assert asks(carla) == asks(ada) | {"at": stamp(rated_at)}
    assert Rating.objects.get().changes == 2
    assert ticket_of(carla).status == "resolved"
    assert ticket_of(carla).waiting_since is None


def test_nobody_is_asked_about_what_was_brought_in_from_elsewhere(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    ticket = ticket_of(carla)
    past.happened(ticket.pk, {event.seq: event.at for event in ticket.events.all()})
    assert asks(carla) is None


@pytest.mark.parametrize("after", [0, 600, None])
def test_the_same_again_is_one(carla: Seat, ada: Seat, after: int | None) -> None:
    sets(ada, "resolved")
    id, of_words = uuid4(), uuid4()
    Rating.objects.update(asked_at=F("asked_at") - effects.TAKEN_BACK)
    with override_settings(RATING_TOLD_AFTER=after):
        first = rates(carla, 5, " Nice ", id=id)
        rates(carla, 1)
        assert asks(carla)["score"] == 1
        assert not Answer.objects.filter(client_id=id).exclude(comment="").exists(), (
            "words of the newest alone"
        )
        tells()
        says(carla, "One more thing", id=of_words)
        sets(ada, "resolved")
        again = rates(carla, 5, "Nice", id=id)
        assert (again.seq, again.at, again.words, again.events) == (first.seq, first.at, None, ())
        assert refused(carla, 4, comment="Nice", id=id) == "conflict"
        assert refused(carla, 5, id=of_words) == "conflict"
    assert Event.objects.filter(kind="rating").count() == {0: 2, 600: 1, None: 0}[after]


# — agents are told later —


def path_of(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2]


def tells() -> None:
    """Its time has come."""
    for job in Job.objects.filter(kind=telling.TELL):
        job.delete()
        telling.TELLING.work(job.args)


def test_agents_are_told_what_stands_once_it_has_stood_a_while(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    before = log_of(ada), log_of(carla)
    first = rates(carla, 1, "Slow!")
    assert (first.events, first.seq) == ((), before[1][-1]["seq"])
    Job.objects.filter(kind=telling.TELL).update(due=timezone.now())
    rates(carla, 4, "Quick, after all.")
    assert asks(ada) == {"of": 5}
    assert log_of(ada) == before[0]
    assert [event["seq"] for event in log_of(carla)] == [event["seq"] for event in before[1]]
    assert (asks(carla)["score"], asks(carla)["comment"]) == (4, "Quick, after all.")
    assert details.of_rows([ticket_of(carla)])[carla.ticket] == {"rating": None}
    assert summary.weeks(SUPERVISOR) == []
    [job] = Job.objects.filter(kind=telling.TELL)
    assert job.due - timezone.now() > timedelta(seconds=590)
    for _ in range(2):  # a worker that died before it could say so
        telling.TELLING.work(job.args)
    *_, event = log_of(ada)
    assert (event["kind"], event["author"]["role"], event["body"], event["data"]["score"]) == (
        "rating",
        "customer",
        "Quick, after all.",
        4,
    )
    assert len(log_of(ada)) == len(before[0]) + 1
    assert asks(ada) == {"of": 5, "score": 4, "comment": "Quick, after all."}
    told = details.of_rows([ticket_of(carla)])[carla.ticket]["rating"]
    assert told["score"] == 4


def test_the_newest_says_what_it_said(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    id = uuid4()
    rates(carla, 4, "Quick", id=id)
    assert refused(carla, 4, comment="Slow", id=id) == "conflict"


@pytest.mark.parametrize("meanwhile", ["taken back", "erased", "changed", "off"])
def test_what_became_of_it_until_its_job_has_the_ticket_counts(
    carla: Seat, ada: Seat, meanwhile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job waits for the ticket's lock; what is committed until then is what it tells."""
    sets(ada, "resolved")
    rates(carla, 1, "Nothing works.")
    [job] = Job.objects.filter(kind=telling.TELL)
    lock_all = ledger.lock_all

    def waits(tickets: Any) -> Any:
        monkeypatch.setattr(ledger, "lock_all", lock_all)
        if meanwhile == "taken back":
            says(carla, "It broke again.")
        elif meanwhile == "erased":
            holding.erase(ticket_of(carla))
        elif meanwhile == "changed":
            rates(carla, 5, "It works!")
        return lock_all(tickets)

    monkeypatch.setattr(ledger, "lock_all", waits)
    with override_settings(RATING_TOLD_AFTER=None if meanwhile == "off" else 600):
        telling.TELLING.work(job.args)
    told = [(event["data"]["score"], event["body"]) for event in log_of(ada) if event["kind"] == "rating"]
    assert (
        told == {"taken back": [], "erased": [(1, "")], "changed": [(5, "It works!")], "off": []}[meanwhile]
    )


def test_what_a_process_of_the_last_version_was_told_is_known(carla: Seat, ada: Seat) -> None:
    """It told at once, and knows nothing of what is held."""
    sets(ada, "resolved")
    Rating.objects.update(score=2, comment="Slow", rated_at=timezone.now(), changes=1)
    assert asks(ada) == {"of": 5, "score": 2, "comment": "Slow"}
    rates(carla, 4)
    Rating.objects.update(score=3, comment="So so")
    tells()
    assert not Event.objects.filter(kind="rating").exists()
    assert asks(ada)["score"] == 3


def test_an_id_that_said_something_else_since_hinders_nothing(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    Rating.objects.update(asked_at=F("asked_at") - effects.TAKEN_BACK)
    id = uuid4()
    rates(carla, 4, id=id)
    says(carla, "Thanks", id=id)
    tells()
    assert [event["data"]["score"] for event in log_of(ada) if event["kind"] == "rating"] == [4]


@override_settings(RATING_TOLD_AFTER=0)
def test_what_is_hidden_of_a_comment_is_said_each_time(
    carla: Seat, ada: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = hiding.Rule(lambda words: words.replace("4111", "…"), lambda: True)
    monkeypatch.setattr(hiding, "_rules", [rule])
    sets(ada, "resolved")
    id = uuid4()
    assert [rates(carla, 4, "My card: 4111", id=id).words for _ in range(2)] == ["My card: …"] * 2


def test_what_is_changed_later_is_told_later(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 2)
    tells()
    rates(carla, 5)
    assert (asks(ada)["score"], asks(carla)["score"]) == (2, 5)
    tells()
    assert asks(ada)["score"] == 5
    assert [event["data"]["score"] for event in log_of(ada) if event["kind"] == "rating"] == [2, 5]


def test_who_reopens_at_once_has_told_nobody(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 1, "Nothing works.")
    says(carla, "It broke again.")
    tells()
    assert not Event.objects.filter(kind="rating").exists()


def test_who_reopens_later_has_rated(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    Rating.objects.update(asked_at=F("asked_at") - effects.TAKEN_BACK)
    rates(carla, 1)
    says(carla, "It broke again.")
    tells()
    assert Event.objects.filter(kind="rating").count() == 1


def test_a_rating_whose_ticket_is_gone_is_told_nobody(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 1)
    Ticket.objects.all().delete()
    tells()
    assert not Event.objects.exists()


def test_by_mail_it_is_told_as_by_mail(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    actions.Rate(carla, uuid4(), 3, "So so", 2, Event.Via.MAIL)()
    tells()
    assert Event.objects.get(kind="rating").via == "mail"


def test_an_erased_comment_is_nowhere_and_its_score_is_told(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    id = uuid4()
    first = rates(carla, 2, "I am Carla.", id=id)
    assert holding.count([carla.ticket]) == 1
    holding.erase(ticket_of(carla))
    assert holding.count([carla.ticket]) == 0
    tells()
    event = Event.objects.get(kind="rating")
    assert (event.body, event.data["score"]) == ("", 2)
    assert rates(carla, 2, "I am Carla.", id=id).seq == first.seq
    assert not Answer.objects.exclude(comment="").exists()


@override_settings(RATING_TOLD_AFTER=None)
def test_where_agents_are_never_told_they_know_how_many_were_good(
    carla: Seat, ada: Seat, client: Client
) -> None:
    """And that of a week with five, for one with fewer would say who."""
    sets(ada, "resolved")
    rates(carla, 4)
    assert not Job.objects.filter(kind=telling.TELL).exists()
    assert (asks(ada), asks(carla)["score"]) == ({"of": 5}, 4)
    assert asks(carla)["words"] is False
    rates(carla, 3, "For nobody to read")
    assert not Answer.objects.exclude(comment="").exists()
    assert "<textarea" not in client.get(path_of(links.url_of(carla.ticket, 2))).content.decode()
    rates(carla, 4)
    for number in range(4):
        assert summary.weeks(SUPERVISOR) == []
        other = opened(f"Chris {number}", "Hi")
        sets(seated(make_agent(f"a{number}"), other), "resolved")
        rates(other, 1)
        Rating.objects.update(rated_at=F("rated_at") - summary.UNTOLD)
    assert [(week["count"], week["good"]) for week in summary.weeks(SUPERVISOR)] == [(5, 1)]


def test_what_happened_long_ago_is_told_already(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 5)
    ticket = ticket_of(carla)
    past.happened(ticket.pk, {event.seq: event.at - timedelta(hours=1) for event in ticket.events.all()})
    assert not Job.objects.filter(kind=telling.TELL).exists()
    assert [event["data"]["score"] for event in log_of(ada) if event["kind"] == "rating"] == [5]
    assert summary.weeks(SUPERVISOR) != []


def test_each_resolution_has_its_own(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 1)
    Rating.objects.update(asked_at=F("asked_at") - effects.TAKEN_BACK)
    says(carla, "No!")
    assert refused(carla, 2) == "conflict"
    sets(ada, "resolved")
    rates(carla, 5)
    assert [*Rating.objects.order_by("pk").values_list("score", flat=True)] == [1, 5]


def test_who_reopens_at_once_had_not_been_done(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    rates(carla, 1)
    says(carla, "No!")
    assert not Rating.objects.exists()


def test_only_the_customer_and_not_for_ever(carla: Seat, ada: Seat) -> None:
    assert refused(carla, 5) == "conflict"
    sets(ada, "resolved")
    assert refused(ada, 5) == "forbidden"
    rates(carla, 5)
    assert refused(carla, 5) == "unchanged"
    Rating.objects.update(changes=effects.MOST_CHANGES)
    assert refused(carla, 4) == "conflict"
    Rating.objects.update(changes=1, asked_at=F("asked_at") - effects.OPEN_FOR)
    assert refused(carla, 4) == "conflict"


def test_spam_asks_nothing(carla: Seat, ada: Seat) -> None:
    triage = feature("triage", "actions")
    triage.marking_spam(ada, uuid4(), True)()
    assert asks(carla) is None
    assert refused(carla, 1) == "conflict"
    triage.marking_spam(ada, uuid4(), False)()
    sets(ada, "resolved")
    assert asks(carla) == {"of": 5}


def test_not_everybody_and_nobody_twice_a_month(carla: Seat, ada: Seat) -> None:
    sets(ada, "resolved")
    other = opened("Carla", "And this", email="carla@example.org")
    Ticket.objects.update(contact=Contact.objects.earliest("pk"))
    at_other = seated(make_agent("bob"), other)
    sets(at_other, "resolved")
    assert asks(other) is None
    rates(other, 5)  # who wants to say something may
    with override_settings(RATING_SAMPLE=0):
        third = opened("Chris", "Hi")
        sets(seated(make_agent("eve"), third), "resolved")
        assert asks(third) is None


def test_who_is_not_verified_is_one_person_by_their_address(carla: Seat, ada: Seat) -> None:
    """Another contact in each conversation; somebody else's address is somebody else's."""
    sets(ada, "resolved")
    assert ticket_of(carla).contact.email == "carla@example.org"
    again = opened("Carla", "And this", email="carla@example.org")
    other, nameless = opened("Chris", "Hi", email="chris@example.org"), opened("Carla", "Me again")
    for number, seat in enumerate((again, other, nameless)):
        sets(seated(make_agent(f"x{number}"), seat), "resolved")
    assert [bool(asks(seat)) for seat in (again, other, nameless)] == [False, True, True]


# — by mail —


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[letters.Args]:
    posted: list[letters.Args] = []

    def post(kind: str, to: str, args: letters.Args, ticket: int | None) -> bool:
        assert (kind, to) == (asked.LETTER, "carla@example.org")
        posted.append({**args, "ticket": ticket})
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    monkeypatch.setattr(watch, "away", lambda *_: True)
    return posted


def judged(seat: Seat) -> None:
    """The resolution is reacted to, and its job is carried out."""
    event = Event.objects.filter(ticket=seat.ticket, kind="status").latest("seq")
    asked.react(ticket_of(seat), event)
    job = Job.objects.get(kind=asked.ASK)
    job.delete()
    finish = asked.judge(job.args)
    if finish:
        finish()


def test_who_has_gone_is_mailed_once(carla: Seat, ada: Seat, posted: list[letters.Args]) -> None:
    sets(ada, "resolved")
    judged(carla)
    judged(carla)
    assert len(posted) == 1
    letter = asked.letter(posted[0])
    assert letter is not None
    assert "/rate/" in letter.text
    assert "/rate/" in letter.html
    Contact.objects.update(language="de")
    german = asked.letter(posted[0])
    assert german is not None
    assert "Wie war es?" in german.subject


@pytest.mark.parametrize("why", ["on a page", "rated", "reopened", "no address", "there"])
def test_who_need_not_be_asked_is_not_mailed(
    carla: Seat, ada: Seat, posted: list[letters.Args], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets(ada, "resolved")
    match why:
        case "on a page":
            Ticket.objects.update(customer_delivered=2)
        case "rated":
            rates(carla, 3)
        case "reopened":
            Ticket.objects.update(status="open")
        case "no address":
            Contact.objects.update(email="")
        case "there":
            monkeypatch.setattr(watch, "away", lambda *_: False)
    judged(carla)
    assert not posted
    assert Job.objects.filter(kind=asked.ASK).exists() is (why == "there")


@override_settings(RATING_TOLD_AFTER=0)
def test_opening_the_link_stores_nothing(carla: Seat, ada: Seat, client: Client) -> None:
    """As mail scanners do, with each of its links."""
    sets(ada, "resolved")
    path = links.url_of(carla.ticket, 2).partition("//")[2].partition("/")[2]
    for way in (f"/{path}", f"/{path}?score=5"):
        assert client.get(way).status_code == client.head(way).status_code == 200
    assert Rating.objects.get().score is None
    assert 'value="5" required checked' in client.get(f"/{path}?score=5").content.decode()
    form = {"id": str(uuid4()), "score": "4", "body": "Nice"}
    for _ in range(2):
        assert "Thank you" in client.post(f"/{path}", form).content.decode()
    event = Event.objects.get(kind="rating")
    assert (event.via, event.body, event.data["score"]) == ("mail", "Nice", 4)
    assert client.post(f"/{path}", {"id": "x", "score": "4"}).status_code == 400
    assert client.post(f"/{path}", form | {"id": str(uuid4()), "score": "6"}).status_code == 400
    Ticket.objects.update(status="open")
    assert client.post(f"/{path}", form | {"id": str(uuid4()), "score": "1"}).status_code == 409


def test_the_link_is_signed_and_opens_nothing_else(carla: Seat, ada: Seat, client: Client) -> None:
    sets(ada, "resolved")
    path = "/" + links.url_of(carla.ticket, 2).partition("//")[2].partition("/")[2]
    assert client.get(path[:-2] + "x/").status_code == 404
    assert client.post(path[:-2] + "x/", {"id": str(uuid4()), "score": "1"}).status_code == 404
    assert carla.public_id not in client.get(path).content.decode()


@override_settings(RATING_TOLD_AFTER=0)
def test_a_week_in_a_line(carla: Seat, ada: Seat) -> None:
    assert summary.weeks(SUPERVISOR) == []
    sets(ada, "resolved")
    rates(carla, 4)
    [week] = summary.weeks(SUPERVISOR)
    assert (week["count"], week["good"]) == (1, 1)
    rates(carla, 1)
    assert [(one["count"], one["good"]) for one in summary.weeks(SUPERVISOR)] == [(1, 0)]
    Rating.objects.update(rated_at=F("rated_at") - timedelta(weeks=summary.WEEKS + 1))
    assert summary.weeks(SUPERVISOR) == []


@pytest.mark.parametrize("day", range(7))
def test_the_oldest_week_is_a_whole_one_whatever_day_it_is(
    carla: Seat, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = datetime(2026, 11, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: monday + timedelta(days=day, hours=13))
    for week in range(1, summary.WEEKS + 1):
        for on, score in ((0, 1), (3, 2), (6, 5)):
            at = monday + timedelta(days=on, weeks=-week)
            asked = {"ticket_id": carla.ticket, "resolution": 10 * week + on, "asked": True}
            Rating.objects.create(**asked, score=score, rated_at=at)
    found = summary.weeks(SUPERVISOR)
    assert [(one["count"], one["good"]) for one in found] == [(3, 1)] * (summary.WEEKS - 1), "and this week's"
    assert (found[0]["week"], found[-1]["week"]) == ("2026-11-23", "2026-09-14")
