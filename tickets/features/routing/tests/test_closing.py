"""When hours end agents are away, once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tickets.features.routing import closing, saying
from tickets.features.routing.frames import Saying
from tickets.features.routing.models import AgentState
from tickets.people import access
from tickets.people.models import User
from tickets.presence import expected
from tickets.presence.expected import Over

pytestmark = pytest.mark.django_db
MORNING = timezone.now().replace(microsecond=0) + timedelta(hours=9)


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> list[Over | None]:
    """What they say: changed by hand, and every look is one of a new process."""
    said: list[Over | None] = [None]
    monkeypatch.setattr(expected, "_over", [lambda: said[0]])
    return said


def look() -> None:
    closing._settled.clear()
    closing.look()


def away() -> dict[str, datetime | None]:
    return dict(AgentState.objects.filter(available=False).values_list("agent__username", "back_at"))


def test_all_are_away_until_they_begin_again(agents: list[User], hours: list[Over | None]) -> None:
    AgentState.objects.create(agent=agents[0])
    look()
    assert away() == {}
    hours[0] = Over(MORNING)
    look()
    assert away() == dict.fromkeys(("ann", "bob", "cleo", "dan"), MORNING)


def test_of_programs_nothing_is_said(agents: list[User], bot: User, hours: list[Over | None]) -> None:
    AgentState.objects.create(agent=bot)
    hours[0] = Over(MORNING)
    look()
    assert sorted(away()) == ["ann", "bob", "cleo", "dan"]
    AgentState.objects.all().delete()
    hours[0] = None
    look()
    hours[0] = Over(MORNING)
    look()
    assert sorted(away()) == ["ann", "bob", "cleo", "dan"]


def test_who_said_so_before_is_away_for_as_long_as_they_said(
    agents: list[User], hours: list[Over | None]
) -> None:
    AgentState.objects.create(agent=agents[0], available=False)
    hours[0] = Over(MORNING)
    look()
    assert away()["ann"] is None


def test_who_works_on_is_left_alone_until_the_next_closing(
    agents: list[User], hours: list[Over | None]
) -> None:
    hours[0] = Over(MORNING)
    look()
    AgentState.objects.filter(agent=agents[0]).update(available=True, back_at=None)
    look()
    hours[0] = Over(later := MORNING + timedelta(hours=1))  # somebody has changed the hours at night
    look()
    assert away() == dict.fromkeys(("bob", "cleo", "dan"), later)
    hours[0] = None
    look()
    assert away() == {}, "the hours were wrong: nobody waits until then"
    hours[0] = Over(None)
    look()
    assert away() == dict.fromkeys(("ann", "bob", "cleo", "dan"), None)


@pytest.mark.parametrize("opens", [MORNING, None])
def test_who_said_so_stays_away_when_it_is_open_after_all(
    opens: datetime | None, agents: list[User], hours: list[Over | None]
) -> None:
    ann, bob, *_ = agents
    AgentState.objects.create(agent=ann, available=False, back_at=opens)
    hours[0] = Over(opens)
    look()
    saying._say(access.person_of(bob), Saying(available=False, back_at=opens))
    assert away() == dict.fromkeys(("ann", "bob", "cleo", "dan"), opens)
    hours[0] = None
    look()
    assert away() == dict.fromkeys(("ann", "bob"), opens)


def test_every_desk_is_told(
    agents: list[User],
    hours: list[Over | None],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    told: list[object] = []
    monkeypatch.setattr("tickets.wire.announce.at_once", told.extend)
    hours[0] = Over(MORNING)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        look()
        look()
    assert len(told) == 1
    assert not any(one["available"] for one in saying.everybody())
    hours[0] = None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        look()
        look()
    assert len(told) == 2
    assert all(one["available"] for one in saying.everybody())


def test_without_hours_it_is_never_over() -> None:
    assert expected.over() is None
