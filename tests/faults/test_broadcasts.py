"""Announcements that get lost, doubled and overtaken; hosts whose clocks are an hour apart; one message
by many ways at once."""

import asyncio
import time
from uuid import uuid4

import httpx
import pytest

from tests.cast import Customer
from tests.faults.layers import LATEST
from tests.faults.parts import Shaken
from tests.faults.world import World
from tests.patience import SIGN, SLACK

pytestmark = pytest.mark.integration

INTERVAL = 2.0  # seconds, as the stack sets it


@pytest.mark.either_database
async def test_half_of_all_broadcasts_are_lost_doubled_or_late(desk: Shaken) -> None:
    await desk.web_with(FAULTS="noisy")
    async with World(desk, agents=2) as world:
        async with world.typing():
            await world.more_acks(150)
        await world.until(lambda: not world.owed, "the acks")
        world.healed()
        await world.is_whole(within=INTERVAL + LATEST + SLACK)
        assert not any(client.left_at for client in world.clients), "repaired on the link, not by a new one"
        print(f"{world.acked} messages, slowest to be on all pages {slowest_to_show(world):.2f} s")


def slowest_to_show(world: World) -> float:
    acked = {said.id: said.acked_at for client in world.clients for said in client.said}
    shown = [one for client in world.clients for events in client.shown.values() for one in events]
    return max(one.shown_at - acked[one.id] for one in shown if one.id in acked)


@pytest.mark.either_database
async def test_two_hosts_are_an_hour_before_and_after_the_rest(desk: Shaken) -> None:
    """What Python takes for the time of day is shifted in two web processes; worker, database and
    Valkey have the right one. (SQLite asks the kernel, so there the log's times don't move.)"""
    hosts = [desk.another_web_with(FAULTS=fault) for fault in ("an_hour_behind", "an_hour_ahead")]
    with hosts[0] as early, hosts[1] as late:
        async with World(desk, tickets=3, agents=1) as world:
            for web in (early, late):
                for ticket in world.tickets:
                    address = [(web.socket, web.origin)]
                    await world.add(f"at {web.port}", "customer", {ticket.id: ticket.token}, address)
                await world.add(f"agent at {web.port}", "agent", dict(world.agents[0].places), address)
            await world.until(lambda: all(client.live for client in world.clients), "everybody")
            pings = [client.pings for client in world.clients]
            async with world.typing():
                await world.more_acks(100)
                await world.until(
                    lambda: all(c.pings > n + 3 for c, n in zip(world.clients, pings, strict=True)),
                    "pings, longer than the grace",
                )
            world.healed()
            await world.is_whole(within=INTERVAL + SLACK)
            assert not any(client.left_at for client in world.clients), "a healthy link was closed"
            if desk.on_postgresql:
                for log in await world.logs():
                    stamps = [event["at"] for event in log.whole]
                    assert stamps == sorted(stamps), "the database's clock alone"


@pytest.mark.either_database
async def test_one_message_by_twenty_ways_at_once(desk: Shaken) -> None:
    """Sockets of two processes and HTTP: the same id is one row, one answer."""
    carla = await Customer.opens_ticket(desk)
    id, path = str(uuid4()), f"/api/tickets/{carla.ticket}/messages"
    with desk.another_web() as other:
        here, there = [carla.page() for _ in range(8)], [carla.page() for _ in range(8)]
        for page in there:
            page.stack, page.origin = other, other.origin
        pages = here + there
        await asyncio.gather(*(page.__aenter__() for page in pages))
        await asyncio.gather(*(page.gets("events") for page in pages))
        async with httpx.AsyncClient(headers=carla.bearer, timeout=SIGN) as http:
            called = [
                http.post(web.origin + path, json={"id": id, "body": "Once"})
                for web in (desk, other)
                for _ in range(4)
            ]
            said = [page.says(carla.ticket, "Once", id=id) for page in pages]
            answers, _ = await asyncio.gather(asyncio.gather(*called), asyncio.gather(*said))
            acks = await asyncio.gather(*(page.acked(id) for page in pages))
        start = time.monotonic()
        await asyncio.gather(*(page.shows(carla.ticket, "Once") for page in pages))
        assert time.monotonic() - start < INTERVAL + SLACK
        told = {(ack["id"], ack["seq"], ack["at"]) for ack in acks}
        told |= {(a.json()["id"], a.json()["seq"], a.json()["at"]) for a in answers}
        assert {answer.status_code for answer in answers} == {201}
        assert len(told) == 1
        assert [event["body"] for event in await carla.events()] == ["Hello?", "Once"]
        await asyncio.gather(*(page.__aexit__(None, None, None) for page in pages))
