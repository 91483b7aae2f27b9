"""A desk that says what it shows hears of that, of what is its agent's, and of what may come to be shown."""

from collections.abc import Mapping
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from tests.fakes import FakeMarks, Layer, until
from tests.seated import assigns, feature, make_agent, opened, says, seated, sets
from tickets.conversation import actions
from tickets.desk import counting, queue
from tickets.desk.socket import on_watch
from tickets.desk.watching import Watch
from tickets.people.access import Person, Seat, Visitor
from tickets.refusals import Refused
from tickets.tests.test_every_door import Page, signed_in
from tickets.wire import frames, groups
from tickets.wire.announcements import Announcement, Gone, People, Row

SHOWN, OTHER = "1" * 32, "2" * 32
ADA = Person("agent", "Ada", 7, "ada")
EARLY, NOW, LATE = "2026-01-01T09:00:00.000Z", "2026-01-01T10:00:00.000Z", "2026-01-01T11:00:00.000Z"


def row(**more: Any) -> dict[str, Any]:
    waits = {"ticket": OTHER, "unread": 1, "waiting_since": NOW, "last": None, "assignee": None}
    return waits | {"status": "open", "priority": "normal"} | more


def assignee(key: str) -> dict[str, str]:
    return {"username": "x", "name": "X", "key": key}


BOBS = assignee("8")
RESOLVED = {"status": "resolved", "waiting_since": None, "unread": 0}


@pytest.mark.parametrize(
    ("watch", "changed", "hears"),
    [
        (Watch("mine", frozenset()), row(), True),  # it waits for anybody
        (Watch("mine", frozenset()), row(unread=0), False),
        (Watch("mine", frozenset()), row(assignee=BOBS), False),
        (Watch("mine", frozenset()), row(assignee=BOBS, last={"mentions": ["7"]}), True),
        (Watch("mine", frozenset()), row(assignee=assignee("7"), unread=0), True),
        (Watch("open", frozenset()), row(assignee=BOBS), True),
        (Watch("open", frozenset(), LATE), row(assignee=BOBS), True),  # before the last that is shown
        (Watch("open", frozenset(), EARLY), row(assignee=BOBS), False),  # farther down
        (Watch("open", frozenset(), EARLY), row(assignee=BOBS, waiting_since=None), False),
        (Watch("open", frozenset(), EARLY), row(assignee=BOBS, priority="high"), True),
        (Watch("open", frozenset()), row(**RESOLVED), False),
        (Watch("resolved", frozenset()), row(**RESOLVED), True),
        (Watch("resolved", frozenset()), row(assignee=BOBS), False),
        (Watch("spam", frozenset()), row(assignee=BOBS), False),
        (Watch("spam", frozenset()), row(assignee=BOBS, spam=True), True),
        (Watch("saved:x", frozenset()), row(assignee=BOBS), True),  # the database alone can say
    ],
)
def test_what_is_news_to_a_desk(watch: Watch, changed: Mapping[str, Any], hears: bool) -> None:
    for name in ("assignment", "status", "triage", "notifications"):
        feature(name, "apps")
    assert watch.is_news(changed, ADA) is hears


@pytest.mark.django_db
def test_one_more_message_of_who_waits_is_no_news_and_all_else_is() -> None:
    ada = make_agent("ada")
    carla = opened("Carla", "It broke.")
    at_desk = seated(ada, carla)
    assert not told_of(says(carla, "Hello?")).news
    [read] = [one for one in read_by(at_desk, 2) if isinstance(one, Row)]
    assert not read.news
    assert told_of(says(at_desk, "Yes?")).news, "nobody waits by now"
    assert told_of(says(carla, "It broke again.")).news, "and from here on somebody does"
    assert told_of(sets(at_desk, "resolved")).news
    assert told_of(assigns(at_desk, ada)).news


def told_of(written: Any) -> Row:
    [row] = [one for one in actions.told(written) if isinstance(one, Row)]
    return row


def read_by(seat: Seat, seq: int) -> list[Announcement]:
    return actions.moved(seat, "read", seq)


def changed(ticket: str, assignee: int | None = None, was: int | None = None) -> Row:
    """It would call anybody, and is no news."""
    frame = frames.queue(row(ticket=ticket))
    return Row(groups.DESK, ticket, 2, frame, (None, assignee), (None, was) if was else None, news=False)


async def desk(visitor: Visitor, *shown: str, view: str = "mine") -> Page:
    page = Page(visitor)
    await on_watch(page, frames.Watch(type="watch", view=view, tickets=list(shown)), 0.0)
    return page


@pytest.mark.django_db(transaction=True)
async def test_an_open_desk_hears_of_what_it_shows(layer: Layer, redis: FakeMarks) -> None:
    ada = await sync_to_async(make_agent)("ada")
    page = await desk(await sync_to_async(signed_in)(ada), SHOWN)
    for one in (changed(SHOWN), changed(OTHER), changed("3" * 32, ada.pk), changed("4" * 32, 0, ada.pk)):
        page.announced(one)
    for ticket in (SHOWN, OTHER):
        page.announced(People(groups.PRESENCE, frames.presence(ticket, []), ticket=ticket))
    page.announced(Gone(groups.DESK, OTHER, (None, None)))
    await page.settled()
    heard = [(one["type"], ticket_in(one)) for one in page.out]
    rows = [("queue", SHOWN), ("queue", "3" * 32), ("queue", "4" * 32)]
    assert heard == [*rows, ("presence", SHOWN), ("gone", OTHER)]
    page.out.clear()
    await on_watch(page, frames.Watch(type="watch", view="mine", tickets=None), 0.0)
    page.announced(changed(OTHER))
    await page.settled()
    assert [ticket_in(one) for one in page.out] == [OTHER], "of everything, as long as it hasn't said"
    await sync_to_async(connections.close_all)()


def ticket_in(frame: Mapping[str, Any]) -> str:
    of = frame["ticket"]
    return str(of["ticket"] if isinstance(of, dict) else of)


@pytest.mark.django_db(transaction=True)
async def test_who_is_at_a_row_that_is_new_there_is_told(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []

    async def people_of(tickets: set[str]) -> dict[str, Any]:
        asked.append(set(tickets))
        return {ticket: [] for ticket in tickets}

    monkeypatch.setattr("tickets.desk.socket.presence.people_of", people_of)
    page = await desk(await sync_to_async(signed_in)(await sync_to_async(make_agent)("ada")), SHOWN)
    await on_watch(page, frames.Watch(type="watch", view="mine", tickets=[SHOWN, OTHER]), 0.0)
    await page.settled()
    assert asked == [{OTHER}]
    assert [(one["type"], one["ticket"]) for one in page.out] == [("presence", OTHER)]
    await sync_to_async(connections.close_all)()


async def test_a_customers_page_watches_nothing() -> None:
    page = Page(Visitor(None))
    page.as_agent = False
    with pytest.raises(Refused, match="Only the desk"):
        await on_watch(page, frames.Watch(type="watch", view="mine", tickets=[]), 0.0)


@pytest.mark.django_db(transaction=True)
async def test_counts_are_told_once_for_all_that_changed(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "APART", 0)
    counted = list[Person]()
    count = queue.all_counts

    def noted(agent: Person) -> Any:
        counted.append(agent)
        return count(agent)

    monkeypatch.setattr(queue, "all_counts", noted)
    ada, carla = await sync_to_async(make_agent)("ada"), await sync_to_async(opened)("Carla", "It broke.")
    visitor = await sync_to_async(signed_in)(ada)
    pages = [await desk(visitor), await desk(visitor), Page(visitor)]
    for page in pages:
        for _ in range(5):
            page.announced(changed(carla.public_id))
    await until(lambda: all(told(page) for page in pages[:2]), "the counts")
    await pages[2].settled()
    assert not told(pages[2]), "who hears of every row counts by itself"
    assert len(counted) == 1, "for both desks of the agent"
    [frame] = told(pages[0])
    assert frame["counts"]["open"] == 1
    assert frame["calling"] == 1
    pages[0].out.clear()
    pages[0].announced(Gone(groups.DESK, OTHER, (None, None)))
    await until(lambda: bool(told(pages[0])), "the counts of what is left")
    await sync_to_async(connections.close_all)()


def told(page: Page) -> list[dict[str, Any]]:
    return [one for one in page.out if one["type"] == "counts"]
