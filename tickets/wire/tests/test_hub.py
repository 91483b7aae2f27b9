"""Who hears what, while sockets come and go and Redis does too."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import Layer, until
from tickets.wire.announcements import Announcement, ReadyFrame
from tickets.wire.hub import Hub

CARLAS = "ticket.carla.customer"
CHRIS = "ticket.chris.customer"


class Socket:
    def __init__(self, breaks: bool = False) -> None:
        self.heard: list[Announcement] = []
        self.breaks = breaks

    def announced(self, announcement: Announcement) -> None:
        if self.breaks:
            raise RuntimeError("a socket broke")
        self.heard.append(announcement)


def said(group: str) -> ReadyFrame:
    return ReadyFrame(group, "hi")


async def test_a_member_hears_its_group_and_no_other(layer: Layer) -> None:
    hub, carla, chris = Hub(), Socket(), Socket()
    await hub.join([CARLAS], carla)
    await hub.join([CHRIS], chris)
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: carla.heard == [said(CARLAS)], "the announcement")
    assert chris.heard == []


async def test_what_is_announced_after_join_returned_is_heard(layer: Layer) -> None:
    """Join first, then read the database: this is what makes it safe."""
    hub, carla = Hub(), Socket()
    await hub.join([CARLAS], carla)
    assert layer.groups[CARLAS], "the process must be subscribed by now"


async def test_one_subscription_for_all_members_until_the_last_one_leaves(layer: Layer) -> None:
    hub, tabs = Hub(), [Socket() for _ in range(3)]
    for tab in tabs:
        await hub.join([CARLAS], tab)
    assert len(layer.groups[CARLAS]) == 1
    for tab in tabs:
        assert layer.groups[CARLAS]
        hub.leave(CARLAS, tab)
    await until(lambda: not layer.groups[CARLAS], "the subscription's end")
    assert hub.members(CARLAS) == ()


async def test_who_left_hears_nothing_more(layer: Layer) -> None:
    hub, gone, there = Hub(), Socket(), Socket()
    await hub.join([CARLAS], gone)
    await hub.join([CARLAS], there)
    hub.leave(CARLAS, gone)
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: bool(there.heard), "the other's announcement")
    assert gone.heard == []


async def test_leaving_twice_or_without_joining_does_no_harm(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    hub.leave(CARLAS, carla)
    await hub.join([CARLAS], carla)
    hub.leave(CARLAS, carla)
    hub.leave(CARLAS, carla)
    await until(lambda: not layer.groups[CARLAS], "the subscription's end")


async def test_who_comes_while_others_join_shares_their_next_command(layer: Layer) -> None:
    hub, pages = Hub(), [(f"ticket.{n}.customer", Socket()) for n in range(40)]
    layer.held = asyncio.Event()
    joining = [asyncio.create_task(hub.join([pages[0][0]], pages[0][1]))]
    await until(hub._one_at_a_time.locked, "the first join under way")
    joining += [asyncio.create_task(hub.join([group], page)) for group, page in pages[1:]]
    await until(lambda: len(hub._members) == len(pages), "all to wait")
    hub.leave(*pages[7])
    layer.held.set()
    await asyncio.gather(*joining)
    assert [len(groups) for groups in layer.added] == [1, len(pages) - 2]
    assert [group for group, page in pages if not layer.groups[group]] == [pages[7][0]]
    await until(lambda: not hub._unsettled, "nothing to be left")


async def test_who_leaves_by_the_thousand_holds_up_nobody_who_comes(layer: Layer) -> None:
    """Groups that are to be left are not gone through for each that is joined."""
    hub, carla = Hub(), Socket()
    await hub.join([f"ticket.{n}.customer" for n in range(2_000)], carla)
    looked = list[str]()
    missing = hub._is_missing

    def counted(group: str) -> bool:
        looked.append(group)
        return missing(group)

    vars(hub)["_is_missing"] = counted
    for n in range(2_000):
        hub.leave(f"ticket.{n}.customer", carla)
    await hub.join([CARLAS], carla)
    await until(lambda: not hub._unsettled, "all to be left", 20)
    assert len(looked) <= 2_000 + 10
    assert not hub._waiting


async def test_a_layer_that_knows_one_group_at_a_time_will_do(layer: Layer) -> None:
    class Plain:
        new_channel, receive, group_discard = layer.new_channel, layer.receive, layer.group_discard

        async def group_add(self, group: str, channel: str) -> None:
            await layer.groups_add([group], channel)

    hub, carla = Hub(), Socket()
    vars(hub)["_layer"] = Plain()
    await hub.join([CARLAS, CHRIS], carla)
    assert layer.added == [[CARLAS], [CHRIS]]


async def in_the_middle_of_a_leave(hub: Hub, layer: Layer) -> asyncio.Event:
    """Carla's page has gone, and Redis takes until the event to leave its group."""
    page = Socket()
    await hub.join([CARLAS], page)
    held = layer.held = asyncio.Event()
    hub.leave(CARLAS, page)
    await until(hub._one_at_a_time.locked, "the discard under way")
    return held


async def test_a_page_that_reloads_while_its_last_one_is_being_left_hears(layer: Layer) -> None:
    """The join comes in the middle of the discard."""
    hub, after = Hub(), Socket()
    held = await in_the_middle_of_a_leave(hub, layer)
    joining = asyncio.create_task(hub.join([CARLAS], after))
    await asyncio.sleep(0)
    held.set()
    await joining
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: bool(after.heard), "the announcement to the new page")


async def test_a_page_that_comes_while_redis_is_slow_to_leave_its_group_hears(layer: Layer) -> None:
    hub, after = Hub(), Socket()
    held = await in_the_middle_of_a_leave(hub, layer)
    hub._away = True  # as another, that took too long, has found
    await hub.join([CARLAS], after)
    held.set()
    there = layer.groups[CARLAS]
    await until(lambda: bool(there) and not hub._one_at_a_time.locked(), "the group to be joined again")


async def test_a_page_that_leaves_while_it_joins_leaves_no_subscription(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    layer.held = asyncio.Event()
    joining = asyncio.create_task(hub.join([CARLAS], carla))
    await until(hub._one_at_a_time.locked, "the join under way")
    hub.leave(CARLAS, carla)
    layer.held.set()
    await joining
    await until(lambda: not layer.groups[CARLAS] and not hub._unsettled, "no subscription")


async def test_joining_while_redis_is_away_returns_and_counts_once_it_is_back(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    layer.breaks()
    await hub.join([CARLAS], carla)
    assert not layer.groups[CARLAS]
    layer.away = False
    await until(lambda: bool(layer.groups[CARLAS]), "the subscription")
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: bool(carla.heard), "the announcement")


async def test_leaving_while_redis_is_away_is_made_up_for(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    await hub.join([CARLAS], carla)
    layer.breaks()
    hub.leave(CARLAS, carla)
    await asyncio.sleep(0.03)  # some tries that fail
    layer.away = False
    await until(lambda: not layer.groups[CARLAS], "the subscription's end")


async def test_coming_back_after_a_leave_that_failed_halfway_hears(
    layer: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """channels_redis forgets the group before it tells Redis; an error then leaves it deaf."""
    hub, before, after = Hub(), Socket(), Socket()
    await hub.join([CARLAS], before)
    failed = asyncio.Event()

    async def forgets_and_fails(group: str, channel: str) -> None:
        layer.groups[group].discard(channel)
        failed.set()
        raise ConnectionError

    monkeypatch.setattr(layer, "group_discard", forgets_and_fails)
    hub.leave(CARLAS, before)
    await failed.wait()
    monkeypatch.undo()
    await hub.join([CARLAS], after)
    await until(lambda: bool(layer.groups[CARLAS]), "the group to be joined again")


async def test_one_broken_socket_keeps_nothing_from_the_others(
    layer: Layer, caplog: pytest.LogCaptureFixture
) -> None:
    hub, carla = Hub(), Socket()
    for socket in (Socket(breaks=True), carla, Socket(breaks=True)):
        await hub.join([CARLAS], socket)
    hub.deliver(said(CARLAS))
    assert carla.heard == [said(CARLAS)]
    assert "a socket broke" in caplog.text


async def test_what_another_version_announces_keeps_nothing_from_the_sockets(
    layer: Layer, caplog: pytest.LogCaptureFixture
) -> None:
    hub, carla = Hub(), Socket()
    await hub.join([CARLAS], carla)
    for unknown in ({"type": "of tomorrow", "group": CARLAS}, {"type": "event", "group": CARLAS}, {}):
        await layer.group_send(CARLAS, unknown)
    await layer.group_send(CARLAS, said(CARLAS).as_message() | {"more": "of tomorrow"})
    await until(lambda: carla.heard == [said(CARLAS)], "the announcement, without what is added")
    assert caplog.text.count("was not understood") == 3


async def test_a_group_of_this_process_alone_needs_no_redis(layer: Layer) -> None:
    layer.breaks()
    hub, carla = Hub(), Socket()
    hub.join_local("customers", carla)
    hub.deliver(said("customers"))
    assert carla.heard == [said("customers")]
    assert not layer.groups["customers"]


async def test_the_hub_listens_again_after_an_error(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    await hub.join([CARLAS], carla)
    layer.breaks()
    await asyncio.sleep(0)
    layer.away = False
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: bool(carla.heard), "the announcement")


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["join", "leave", "away", "back", "wait"]), st.integers(0, 2)), max_size=15
    )
)
def test_whatever_happened_in_the_end_only_members_hear(layer: Layer, story: list[tuple[str, int]]) -> None:
    asyncio.run(_ends_well(layer, story))


async def _ends_well(layer: Layer, story: list[tuple[str, int]]) -> None:
    layer.__init__()  # type: ignore[misc]  # a new one for each example
    hub, sockets, there = Hub(), [Socket() for _ in range(3)], set[int]()
    joins = []
    for act, who in story:
        if act == "join" and who not in there:
            there.add(who)
            joins.append(asyncio.create_task(hub.join([CARLAS], sockets[who])))
            await asyncio.sleep(0)
        elif act == "leave" and who in there:
            there.discard(who)
            hub.leave(CARLAS, sockets[who])
        elif act == "wait":
            await asyncio.sleep(0.005 * who)
        elif act in ("away", "back"):
            layer.away = act == "away"
    layer.away = False
    await asyncio.gather(*joins)
    await until(lambda: not hub._unsettled, "everything settled")
    assert bool(layer.groups[CARLAS]) == bool(there)
    await layer.group_send(CARLAS, said(CARLAS).as_message())
    await until(lambda: all(sockets[who].heard for who in there), "the announcement")
    assert not any(sockets[who].heard for who in {0, 1, 2} - there)


async def test_a_redis_that_hangs_holds_up_one_join_and_not_the_next(layer: Layer) -> None:
    hub, carla, chris = Hub(), Socket(), Socket()
    layer.away = True
    await hub.join([CARLAS], carla)
    layer.held = asyncio.Event()  # whoever asks Redis now waits for it
    await asyncio.wait_for(hub.join([CHRIS], chris), timeout=1)
    layer.held.set()
    layer.away = False
    await until(lambda: bool(layer.groups[CARLAS] and layer.groups[CHRIS]), "both to be joined after all")


async def test_a_redis_that_begins_to_hang_holds_up_a_join_for_a_moment_only(layer: Layer) -> None:
    hub, carla = Hub(), Socket()
    layer.held = asyncio.Event()
    await asyncio.wait_for(hub.join([CARLAS, CHRIS], carla), timeout=5)
    assert not layer.groups[CARLAS]
    layer.held.set()
    await until(lambda: bool(layer.groups[CARLAS] and layer.groups[CHRIS]), "both to be joined after all")
