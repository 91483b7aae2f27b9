"""Who is there, told to Redis in few writes and to the pages in their frames."""

import asyncio
import json
from typing import Any

import pytest

from tests.fakes import FakeMarks, Layer, until
from tickets.liveness.rules import MOST_SLOTS
from tickets.per_loop import per_loop
from tickets.presence.people import people_of, tell
from tickets.presence.seats import HOUR, Presence
from tickets.presence.store import Seated
from tickets.redis import RedisError
from tickets.wire import announce, groups
from tickets.wire.announcements import Announcement, ReadyFrame
from tickets.wire.hub import hub

TICKET = "c" * 32

presence = per_loop(lambda: Presence("web", newest_tick=lambda: 0))


def carla(socket: str = "s1") -> Seated:
    return Seated("web", socket, TICKET, "customer", "customer", "Carla")


def ada(ticket: str = TICKET, socket: str = "s2") -> Seated:
    return Seated("web", socket, ticket, "ada", "agent", "Ada")


def lea(ticket: str = TICKET) -> Seated:
    """She reads, and may answer no customer."""
    return Seated("web", "s3", ticket, "lea", "agent", "Lea", answers=False)


def told(layer: Layer) -> list[dict[str, str]]:
    """name -> state, as often as the ticket's presence was announced."""
    return [states(message["frames"][TICKET]) for message in layer.sent]


def states(frame: str) -> dict[str, str]:
    return {person["name"]: person["state"] for person in json.loads(frame)["people"]}


class Page:
    def __init__(self, *groups: str) -> None:
        self.heard: list[dict[str, str]] = []
        for group in groups:
            hub().join_local(group, self)

    def announced(self, announcement: Announcement) -> None:
        assert isinstance(announcement, ReadyFrame)
        self.heard.append(states(announcement.frame))


async def test_who_comes_is_told_to_customer_agents_and_desk(layer: Layer, redis: FakeMarks) -> None:
    here = (groups.customer_of(TICKET), groups.agents_of(TICKET), groups.DESK)
    pages, elsewhere = [Page(group) for group in here], Page(groups.customer_of("d" * 32))
    presence().came(carla())
    presence().came(ada())
    both = {"Ada": "online", "Carla": "online"}
    await until(lambda: all(page.heard[-1:] == [both] for page in pages), "both everywhere")
    assert elsewhere.heard == []


async def test_an_agent_at_the_ticket_and_the_desk_hears_it_once(layer: Layer, redis: FakeMarks) -> None:
    page = Page(groups.agents_of(TICKET), groups.DESK)
    presence().came(carla())
    await until(lambda: bool(page.heard), "Carla")
    assert page.heard == [{"Carla": "online"}]


async def test_who_comes_while_others_come_is_written_with_them(layer: Layer, redis: FakeMarks) -> None:
    for number in range(20):
        presence().came(carla(f"s{number}"))
        for _ in range(10):  # time enough for a write
            await asyncio.sleep(0)
    await until(lambda: sum(len(came) for came, _ in redis.moves) == 20, "all of them")
    assert len(redis.moves) < 5


async def test_a_second_tab_is_the_same_person_and_its_going_changes_nothing(
    layer: Layer, redis: FakeMarks
) -> None:
    presence().came(carla("s1"))
    presence().came(carla("s2"))
    await until(lambda: len(redis.entries[TICKET]) == 2, "both tabs")
    presence().left(carla("s1"))
    await until(lambda: len(redis.moves) == 2, "the first one's going")
    await announce.drained()
    assert told(layer)[-1] == {"Carla": "online"}


async def test_who_is_back_before_anybody_was_told_never_left(layer: Layer, redis: FakeMarks) -> None:
    presence().came(carla())
    await until(lambda: bool(told(layer)), "Carla")
    layer.sent.clear()
    presence().left(carla())
    presence().came(carla())
    await until(lambda: len(redis.moves) == 2, "the write")
    await announce.drained()
    assert layer.sent == []


async def test_who_leaves_is_unstable_at_first(layer: Layer, redis: FakeMarks) -> None:
    presence().came(carla())
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    presence().left(carla())
    await until(lambda: told(layer)[-1:] == [{"Carla": "unstable"}], "her going")


async def test_five_hundred_pages_are_a_few_writes(layer: Layer, redis: FakeMarks) -> None:
    for number in range(500):
        presence().came(carla(f"s{number}"))
    await until(lambda: len(redis.entries[TICKET]) == 500, "all of them")
    assert len(redis.moves) <= 2


async def test_who_came_and_went_while_redis_was_away_is_written_when_it_is_back(
    layer: Layer, redis: FakeMarks
) -> None:
    redis.away = True
    presence().came(carla())
    presence().came(ada())
    await asyncio.sleep(0.01)
    presence().left(ada())
    redis.away = False
    presence().write_anew()
    await until(lambda: bool(redis.moves), "the write")
    [(came, left)] = redis.moves
    assert (came, left) == ([carla()], [ada()])


async def test_who_is_there_is_written_to_a_redis_that_came_back_empty(
    layer: Layer, redis: FakeMarks
) -> None:
    presence().came(carla())
    await until(lambda: bool(redis.moves), "the write")
    redis.entries.clear()
    presence().write_anew()
    await until(lambda: list(redis.entries[TICKET]) == [carla().field], "Carla anew")


async def test_who_went_while_redis_was_away_is_written_as_gone(layer: Layer, redis: FakeMarks) -> None:
    presence().came(carla())
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    redis.away = True
    presence().left(carla())
    await until(lambda: not presence()._moved.is_set(), "an attempt")
    redis.away = False
    presence().write_anew()
    await until(lambda: list(redis.entries[TICKET]) == ["gone customer"], "her going")


async def test_until_when_they_were_heard_is_written_though_redis_was_away(
    layer: Layer, redis: FakeMarks
) -> None:
    """It comes back with the seat, as one of those that are left over."""
    presence().came(carla())
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    redis.away = True
    presence().left(carla(), 3)
    await until(lambda: not presence()._moved.is_set(), "an attempt")
    redis.away, redis.seated = False, [carla()]
    presence().write_anew()
    await until(lambda: list(redis.entries[TICKET]) == ["gone customer"], "her going")
    assert redis.entries[TICKET]["gone customer"]["heard"] == 3


async def test_what_redis_did_not_take_is_written_without_a_tick(
    layer: Layer, redis: FakeMarks, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was away so shortly that no tick tells of it."""
    caplog.set_level("INFO", "tickets.presence.seats")
    monkeypatch.setattr("tickets.presence.seats.RETRY", 0.01)
    redis.away = True
    presence().came(carla())
    await until(lambda: "could not be written" in caplog.text, "an attempt")
    redis.away = False
    await until(lambda: list(redis.entries[TICKET]) == [carla().field], "Carla")
    await until(lambda: told(layer)[-1:] == [{"Carla": "online"}], "the news of her")
    assert "who is there is written again" in caplog.text


async def test_after_an_outage_who_stayed_is_told_with_who_left(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Redis comes back empty, and one of Carla's two pages has gone meanwhile: she is there all along."""
    monkeypatch.setattr("tickets.presence.seats.RETRY", 0.01)
    presence().came(carla())
    await until(lambda: told(layer)[-1:] == [{"Carla": "online"}], "Carla")
    redis.away = True
    presence().came(carla("late"))
    presence().left(carla("late"))
    await until(lambda: "could not be written" in caplog.text, "an attempt")
    layer.sent.clear()
    redis.entries.clear()
    redis.away = False
    await until(lambda: bool(told(layer)), "news of her")
    assert told(layer) == [{"Carla": "online"}]
    layer.sent.clear()
    presence().write_anew()  # with the first tick, that is heard: so was nothing before it, maybe
    await until(lambda: told(layer) == [{"Carla": "online"}], "the same again")
    presence().write_anew()
    await until(lambda: len(redis.moves) >= 4, "another gap")
    await announce.drained()
    assert told(layer) == [{"Carla": "online"}], "no more than once"


async def test_what_was_written_and_not_told_is_told_later(
    layer: Layer, redis: FakeMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.presence.seats.RETRY", 0.01)
    monkeypatch.setattr(redis, "people", fails_once(redis.people))
    presence().came(carla())
    await until(lambda: told(layer)[-1:] == [{"Carla": "online"}], "the news of her")


def fails_once(work: Any) -> Any:
    left = [RedisError("a moment")]

    async def working(*arguments: Any) -> Any:
        if left:
            raise left.pop()
        return await work(*arguments)

    return working


async def test_who_was_written_though_the_answer_got_lost_is_told(layer: Layer, redis: FakeMarks) -> None:
    move, failures = redis.move, [RedisError("cut")]

    async def written_at_first(*arguments: Any) -> set[str]:
        news = await move(*arguments)
        if failures:
            raise failures.pop()
        return news

    redis.move = written_at_first  # type: ignore[assignment, method-assign]
    presence().came(carla())
    await until(lambda: bool(layer.sent), "the news of her")
    assert told(layer)[-1] == {"Carla": "online"}


async def test_what_redis_has_lost_is_found_a_part_at_a_time(layer: Layer, redis: FakeMarks) -> None:
    seats = [carla(f"s{number}") for number in range(20)]
    for seat in seats:
        presence().came(seat)
    await until(lambda: len(redis.entries[TICKET]) == 20, "all of them")
    redis.entries.clear()
    asked = list[int]()
    whole = redis.look

    async def look(process: str, tick: int, slot: int, share: int) -> Any:
        asked.append(share)
        return await whole(process, tick, slot, share)

    redis.look = look  # type: ignore[method-assign]
    for slot in range(10):
        await presence().look_after(slot, 10)
    await until(lambda: len(redis.entries[TICKET]) == 20, "all of them anew")
    assert asked == [2] * 10


async def test_a_seat_that_redis_has_lost_is_missed_among_all(layer: Layer, redis: FakeMarks) -> None:
    seats = [carla(f"s{number}") for number in range(20)]
    for seat in seats:
        presence().came(seat)
    await until(lambda: len(redis.places["web"]) == 20, "all of them")
    del redis.places["web"][seats[3].place]
    redis.moves.clear()
    await presence().look_after(0, 10)
    await until(lambda: len(redis.places["web"]) == 20, "the one anew")
    assert redis.moves == [(seats[3:4], [])]


async def test_once_an_hour_each_seat_is_looked_up_by_itself(layer: Layer, redis: FakeMarks) -> None:
    """Its ticket's key is there, so nothing else would find it before somebody comes or goes."""
    ticks = [100]
    ours, seats = Presence("web", lambda: ticks[0]), [carla(f"s{number}") for number in range(20)]
    for seat in seats:
        ours.came(seat)
    await until(lambda: len(redis.entries[TICKET]) == 20, "all of them")
    del redis.entries[TICKET][seats[3].field]
    redis.moves.clear()
    for slot in range(10):
        await ours.look_after(slot, 10)
    await ours._write_all()
    assert redis.moves == [([], [])]
    for tick in range(HOUR - MOST_SLOTS, HOUR - MOST_SLOTS + 10):
        ticks[0] = tick
        await ours.look_after(tick % 10, 10)
    await until(lambda: len(redis.entries[TICKET]) == 20, "the one anew")


async def test_who_leaves_while_redis_is_asked_is_not_missed(layer: Layer, redis: FakeMarks) -> None:
    for number in range(20):
        presence().came(carla(f"s{number}"))
    await until(lambda: len(redis.places["web"]) == 20, "all of them")
    look, asked = redis.look, list[Any]()

    async def slow(process: str, tick: int, slot: int, share: int) -> Any:
        presence().left(carla("s3"))
        await until(lambda: len(redis.places["web"]) == 19, "who left to be written")
        return await look(process, tick, slot, share)

    async def lost(process: str, seats: Any) -> list[Seated]:
        asked.append(seats)
        return []

    redis.look, redis.lost = slow, lost  # type: ignore[method-assign]
    await presence().look_after(0, 10)
    assert not asked


async def test_whose_entry_somebody_else_made_anew_is_told_again(layer: Layer, redis: FakeMarks) -> None:
    """The key is there again, so nobody would miss it: but what is told of it is without us."""
    presence().came(carla())
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    redis.entries.clear()
    await tell([TICKET], 1)
    await until(lambda: bool(redis.entries[TICKET]), "Carla anew")


async def test_who_leaves_one_tab_stays_though_redis_has_lost_the_other(
    layer: Layer, redis: FakeMarks
) -> None:
    presence().came(carla("s1"))
    await until(lambda: bool(told(layer)), "Carla")
    redis.entries.clear()
    presence().came(carla("s2"))
    await until(lambda: len(redis.entries[TICKET]) == 1, "her second tab")
    presence().left(carla("s2"))
    await until(lambda: len(redis.moves) == 3, "its going")
    await announce.drained()
    assert {frame["Carla"] for frame in told(layer)} == {"online"}


async def test_whose_last_tab_left_another_process_is_told_again_if_one_is_here(
    layer: Layer, redis: FakeMarks
) -> None:
    presence().came(carla())
    await until(lambda: bool(told(layer)), "Carla")
    redis.entries.clear()
    there = Presence("other", newest_tick=lambda: 0)
    elsewhere = Seated("other", "s9", TICKET, "customer", "customer", "Carla")
    there.came(elsewhere)
    await until(lambda: len(redis.entries[TICKET]) == 1, "her tab there")
    there.left(elsewhere)
    await until(lambda: "web/s1" in redis.entries[TICKET], "her tab here")
    await announce.drained()
    assert told(layer)[-1] == {"Carla": "online"}


async def test_who_may_answer_no_customer_is_told_to_agents_alone(layer: Layer, redis: FakeMarks) -> None:
    here = (groups.customer_of(TICKET), groups.agents_of(TICKET), groups.DESK)
    customer, *agents = [Page(group) for group in here]
    for seat in (carla(), lea(), ada()):
        presence().came(seat)
    everybody = {"Ada": "online", "Carla": "online", "Lea": "online"}
    await until(lambda: all(page.heard[-1:] == [everybody] for page in agents), "all three")
    assert customer.heard[-1] == {"Ada": "online", "Carla": "online"}
    assert not any("Lea" in heard for heard in customer.heard)


async def test_so_is_an_agent_whom_a_tick_does_not_have_at_the_desk(layer: Layer, redis: FakeMarks) -> None:
    presence().came(ada(groups.DESK))
    await until(lambda: bool(redis.entries[groups.DESK]), "Ada")
    moves = len(redis.moves)
    presence().told(groups.DESK, [{"role": "agent", "name": "Ada", "key": "ada", "state": "online"}])
    presence().told(TICKET, [])
    redis.entries.clear()
    presence().told(groups.DESK, [{"role": "agent", "name": "Bob", "key": "bob", "state": "online"}])
    await until(lambda: bool(redis.entries[groups.DESK]), "Ada anew")
    assert len(redis.moves) == moves + 1


async def test_a_namesake_in_her_place_is_not_her(layer: Layer, redis: FakeMarks) -> None:
    presence().came(ada())
    await until(lambda: bool(redis.entries[TICKET]), "Ada")
    redis.entries.clear()
    there = Presence("other", newest_tick=lambda: 0)
    there.came(Seated("other", "s9", TICKET, "ada-2", "agent", "Ada"))
    await until(lambda: {"web/s2", "other/s9"} <= redis.entries[TICKET].keys(), "both of them")


async def test_who_was_known_all_along_is_no_news(layer: Layer, redis: FakeMarks) -> None:
    """After a gap a process writes all its people; 10,000 pages must not hear of it."""
    presence().came(carla())
    await until(lambda: bool(redis.moves), "the write")
    await announce.drained()
    layer.sent.clear()
    presence().write_anew()
    await until(lambda: len(redis.moves) == 2, "the write after the gap")
    await announce.drained()
    assert layer.sent == []


async def test_a_page_that_reloads_is_there_in_the_end(layer: Layer, redis: FakeMarks) -> None:
    for _ in range(10):
        presence().came(carla())
        presence().left(carla())
    presence().came(carla())
    await until(lambda: bool(redis.moves), "the write")
    await announce.drained()
    assert list(redis.entries[TICKET]) == [carla().field]


async def test_the_desk_itself_is_told_by_ticks_not_by_frames(layer: Layer, redis: FakeMarks) -> None:
    presence().came(ada(groups.DESK))
    await until(lambda: bool(redis.entries[groups.DESK]), "Ada at the desk")
    await announce.drained()
    assert layer.sent == []


async def test_the_list_shows_who_is_at_each_ticket(layer: Layer, redis: FakeMarks) -> None:
    presence().came(carla())
    presence().came(ada())
    await until(lambda: len(redis.entries[TICKET]) == 2, "both")
    there = await people_of([TICKET, "d" * 32])
    assert [(one["role"], one["name"]) for one in there[TICKET]] == [("agent", "Ada"), ("customer", "Carla")]
    assert there["d" * 32] == []


async def test_without_redis_the_list_shows_no_link(redis: FakeMarks) -> None:
    redis.away = True
    assert await people_of([TICKET]) == {}


async def test_who_went_while_redis_forgot_it_is_told_gone(layer: Layer, redis: FakeMarks) -> None:
    """A failover lost the last second: the new Redis still has Ada."""
    presence().came(carla())
    await until(lambda: bool(redis.entries[TICKET]), "Carla")
    redis.entries[TICKET][ada().field] = ada().person
    redis.seated = [carla(), ada()]
    presence().write_anew()
    last = {"Ada": "unstable", "Carla": "online"}
    await until(lambda: told(layer)[-1:] == [last], "her going")
    assert redis.moves[-1] == ([carla()], [ada()]), "nobody else's"
