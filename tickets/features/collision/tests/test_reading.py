"""Each agent has a mark of their own, that never goes back and that no customer hears of."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from tests.fakes import Layer, until
from tests.seated import make_agent, notes, opened, seated
from tickets.features.collision import reading
from tickets.features.collision.models import AgentRead
from tickets.people.models import User
from tickets.people.roles import Role
from tickets.refusals import Refused
from tickets.wire import groups


@pytest.mark.django_db(transaction=True)
async def test_how_far_each_agent_has_read(layer: Layer) -> None:
    ada, bob = [await sync_to_async(make_agent)(name, name.title()) for name in ("ada", "bob")]
    await User.objects.filter(pk=bob.pk).aupdate(role=Role.LIGHT)  # who reads, and answers nobody
    await bob.arefresh_from_db()
    carla = await sync_to_async(opened)("Carla", "It broke.")
    await sync_to_async(notes)(await sync_to_async(seated)(ada, carla), "Who knows this?")
    seats = [await sync_to_async(seated)(one, carla) for one in (ada, bob)]
    for seat, seq in ((seats[0], 1), (seats[1], 99), (seats[1], 1), (seats[0], 1)):
        await reading.looked(seat, seq)
    told = [{"role": "agent", "name": "Bob", "key": str(bob.pk), "seq": 2}]
    told.append({"role": "agent", "name": "Ada", "key": str(ada.pk), "seq": 1})
    assert await sync_to_async(reading.readers)(seats[0]) == told, "at most to the newest event"
    await until(lambda: len(layer.sent) >= 2, "the frames")
    heard = [(sent["group"], "looked" in sent["frame"]) for sent in layer.sent]
    assert heard == [(groups.agents_of(carla.public_id), True)] * 2, "the same again is told nobody"
    await User.objects.filter(pk=bob.pk).aupdate(is_active=False)
    assert [one["name"] for one in await sync_to_async(reading.readers)(seats[0])] == ["Ada"]
    with pytest.raises(Refused) as refused:
        await reading.looked(seats[1], 2)
    assert refused.value.code == "signed_out"
    with pytest.raises(Refused, match="Only agents"):
        await reading.looked(carla, 1)
    assert await sync_to_async(AgentRead.objects.count)() == 2
    await sync_to_async(connections.close_all)()
