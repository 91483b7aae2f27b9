"""The seed's demonstration, on the real thing."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Agent, Customer, Page
from tests.stack import Stack
from tickets.liveness.rules import BEAT, GRACE

pytestmark = pytest.mark.integration

INTERVAL = 2.0  # seconds, as the stack sets it


async def test_three_tabs_give_three_pongs_and_two_when_one_closes(stack: Stack) -> None:
    carla = await Customer.opens_ticket(stack)
    async with carla.page() as first, carla.page() as second:
        async with carla.page() as third:
            tabs = [first, second, third]
            for tab in tabs:
                await tab.gets("welcome")
            await until_pinged(tabs, 2)
            await worker_says(stack, "3 sockets pinged in 1 processes, 3 pongs")
            id = await first.says(carla.ticket, "Everybody hears me")
            await first.acked(id)
            for tab in tabs:
                await tab.shows(carla.ticket, "Hello?", "Everybody hears me")
        await worker_says(stack, "2 sockets pinged in 1 processes, 2 pongs")


async def test_who_does_not_answer_is_closed_and_who_does_stays(stack: Stack) -> None:
    carla = await Customer.opens_ticket(stack)
    await worker_says(stack, "heartbeat: tick ")  # else the pings of a process alone count as well
    async with carla.page() as alive, carla.page(answers_pings=False) as dead:
        await asyncio.gather(alive.gets("welcome"), dead.gets("welcome"))
        assert await dead.is_closed() == 4408
        ticks = INTERVAL + (GRACE + 1) * BEAT  # not seconds: on a busy machine they come late
        assert alive.pings <= ticks / INTERVAL + 1
        assert (await dead.gets("bye"))["code"] == 4408
        await alive.until(lambda: alive.pings >= 10, "ten intervals", patience=30)
        assert alive.closed is None


async def test_an_agent_and_a_customer_talk(shared_stack: Stack) -> None:
    carla = await Customer.opens_ticket(shared_stack, body="It broke.")
    ada = await Agent.of(shared_stack)
    async with AsyncExitStack() as pages:
        customer = await pages.enter_async_context(carla.page())
        agent = await pages.enter_async_context(ada.page(carla.ticket))
        for welcome in await asyncio.gather(customer.gets("welcome"), agent.gets("welcome")):
            told = datetime.fromisoformat(welcome["now"])
            assert abs(datetime.now(UTC) - told) < timedelta(minutes=1), "waits are counted by it"
        await agent.acked(await agent.says(carla.ticket, "Thinking aloud", kind="note"))
        await agent.acked(await agent.says(carla.ticket, "Which one?"))
        await customer.acked(await customer.says(carla.ticket, "The left one."))
        await agent.shows(carla.ticket, "It broke.", "Thinking aloud", "Which one?", "The left one.")
        await customer.shows(carla.ticket, "It broke.", "Which one?", "The left one.")
        assert customer.bodies(carla.ticket) == ["It broke.", "Which one?", "The left one."]


async def until_pinged(tabs: list[Page], times: int) -> None:
    for tab in tabs:
        await tab.until(lambda tab=tab: tab.pings >= times, f"{times} pings")


async def worker_says(stack: Stack, words: str) -> None:
    await asyncio.to_thread(stack.wait_until, lambda: words in stack.words(), words)
