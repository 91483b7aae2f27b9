"""How long first replies take at an hour of the week: noted once each, of a size that doesn't grow."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.seated import notes, opened, says, seated
from tickets.conversation import reactions
from tickets.features.hours import facts, replies, rules
from tickets.features.hours.models import FirstReply, Hours
from tickets.models import Event, Ticket
from tickets.people import sites
from tickets.people.access import Seat
from tickets.people.models import User

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
DAYTIME = {str(day): [[540, 1020]] for day in range(5)}  # 9 to 17


@pytest.fixture(autouse=True)
def _no_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "_lists", [])


def replied(carla: Seat, ada: Seat, asked: datetime, took: timedelta) -> None:
    """The customer asked then, and Ada's first reply came so much later."""
    says(ada, "Hello!")
    event = Event.objects.filter(ticket=carla.ticket).latest("seq")
    Ticket.objects.filter(pk=carla.ticket).update(opened_at=asked)
    Event.objects.filter(pk=event.pk).update(at=asked + took)
    reactions.catch_up()


def noted() -> list[tuple[int, float]]:
    return list(FirstReply.objects.order_by("pk").values_list("hour", "seconds"))


def test_a_first_reply_is_noted_once(carla: Seat, ada: Seat) -> None:
    notes(ada, "Who knows?")
    says(carla, "Still there?")
    reactions.catch_up()
    assert noted() == []
    replied(carla, ada, MONDAY, timedelta(minutes=4))
    says(ada, "And one more thing.")
    reactions.catch_up()
    assert noted() == [(9, 240.0)]


def test_it_counts_within_hours_and_by_their_clock(carla: Seat, ada: Seat) -> None:
    Hours.objects.create(site="", zone="Europe/Berlin", week=DAYTIME)
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=BERLIN)
    replied(carla, ada, friday, timedelta(days=2, hours=17))  # Monday, 9:30
    assert noted() == [(4 * 24 + 16, 3600.0)]


def test_what_was_asked_out_of_hours_says_nothing(carla: Seat, ada: Seat) -> None:
    Hours.objects.create(site="", zone="Europe/Berlin", week=DAYTIME)
    replied(carla, ada, datetime(2026, 11, 28, 12, tzinfo=BERLIN), timedelta(minutes=1))
    assert noted() == []


def test_a_late_first_reply_and_an_agents_own_opening_are_none(
    carla: Seat, ada: Seat, ada_herself: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "EARLY", 2)
    says(carla, "Hello?")
    says(ada, "Hello!")  # the third event
    reactions.catch_up()
    assert noted() == []
    other = opened("Dora", "Hi")
    says(seated(ada_herself, other), "Hi!")
    reactions.catch_up()
    assert len(noted()) == 1


def test_of_an_hour_the_newest_are_kept(carla: Seat, ada: Seat) -> None:
    FirstReply.objects.bulk_create(FirstReply(hour=9, seconds=n) for n in range(rules.SAMPLES))
    FirstReply.objects.create(hour=10, seconds=7)
    replied(carla, ada, MONDAY, timedelta(minutes=4))
    kept = [seconds for hour, seconds in noted() if hour == 9]
    assert len(kept) == rules.SAMPLES
    assert (kept[0], kept[-1]) == (1.0, 240.0)
    assert (10, 7.0) in noted()


def test_only_this_hour_of_the_week_and_those_beside_it_are_spoken_of() -> None:
    zones = {"shop": UTC, "bank": BERLIN}
    for hour, seconds in ((7, 7200.0), (8, 60.0), (9, 60.0), (10, 600.0), (11, 3600.0)):
        FirstReply.objects.bulk_create(FirstReply(hour=hour, seconds=seconds) for _ in range(10))
    with CaptureQueriesContext(connection) as asked:
        assert replies.usual(zones, MONDAY) == {"shop": (60, 600), "bank": (600, 3600)}
    assert len(asked) == 1
    assert replies.usual(zones, MONDAY + timedelta(days=1)) == {}, "nothing is known of Tuesdays"


def test_below_ten_nothing_is_said_and_the_newest_fifty_count() -> None:
    zones = {"": UTC}
    FirstReply.objects.bulk_create(FirstReply(hour=9, seconds=60) for _ in range(9))
    assert replies.usual(zones, MONDAY) == {}
    FirstReply.objects.create(hour=8, seconds=60)
    assert replies.usual(zones, MONDAY) == {"": (60, 60)}
    FirstReply.objects.bulk_create(FirstReply(hour=10, seconds=600) for _ in range(50))
    assert replies.usual(zones, MONDAY) == {"": (600, 600)}


def test_the_week_is_round() -> None:
    FirstReply.objects.bulk_create(FirstReply(hour=replies.WEEK - 1, seconds=60) for _ in range(10))
    assert replies.usual({"": UTC}, MONDAY.replace(hour=0)) == {"": (60, 60)}


def test_each_site_by_its_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    schedule = Hours(zone="Europe/Berlin", week=DAYTIME).schedule
    asked: list[object] = []

    def usual(zones: object, now: object) -> dict[str, tuple[int, int]]:
        asked.append(zones)
        return {}

    monkeypatch.setattr(replies, "usual", usual)
    facts.usual_now(["shop", "bank"], {"bank": schedule})
    assert asked == [{"shop": UTC, "bank": schedule.zone}]
