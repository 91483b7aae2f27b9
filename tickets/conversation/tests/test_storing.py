"""What a customer says on a socket counts against what may be kept in a day, once."""

from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from tickets.conversation import limits
from tickets.conversation.socket import Say
from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire import frames
from tickets.wire.buckets import Volumes

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "x" * 8_000
SAY = Say("203.0.113.9")


@pytest.fixture(autouse=True)
def little_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "_of_ticket", Volumes(10_000, limits.DAY))
    monkeypatch.setattr(limits, "_of_address", Volumes(1_000_000, limits.DAY))


def long(id: UUID, body: str = LONG) -> frames.Send:
    return frames.Send(type="send", id=id, ticket="carla", body=body)


async def test_a_message_that_is_sent_again_counts_once(carla: Seat) -> None:
    id = uuid4()
    assert (await SAY(carla, long(id))).events
    with pytest.raises(Refused) as full:
        await SAY(carla, long(uuid4()))
    assert (full.value.code, full.value.retry_after and full.value.retry_after > 3600) == (
        "rate_limited",
        True,
    )
    assert not (await SAY(carla, long(id))).events, "answered as the first time"
    short = uuid4()
    assert len({(await SAY(carla, long(short, "Short"))).seq for _ in range(10)}) == 1


async def test_what_is_refused_counts_not_at_all(carla: Seat) -> None:
    id = uuid4()
    await SAY(carla, long(id, "Hello"))
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            await SAY(carla, long(id))
        assert refused.value.code == "conflict"
    assert (await SAY(carla, long(uuid4()))).events


async def test_an_agent_is_not_counted(ada: Seat) -> None:
    for _ in range(3):
        assert (await SAY(ada, long(uuid4()))).events


def test_room_is_counted_by_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_of_address", Volumes(10_000, limits.DAY))
    limits.room_for(LONG, "2001:db8::1").take()
    with pytest.raises(Refused):
        limits.room_for(LONG, "2001:db8::2").take()
    limits.room_for(LONG, "2001:db8:0:1::1").take()
