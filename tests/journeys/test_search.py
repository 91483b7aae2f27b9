"""What was said is found within seconds, however the jobs die, by agents alone; what is deleted isn't."""

import asyncio
import time
from typing import Any

import pytest

from tests.cast import Agent, Customer, http_client
from tests.patience import SIGN
from tests.stack import Stack

pytestmark = pytest.mark.integration


async def search(stack: Stack, headers: dict[str, str], asked: str) -> tuple[int, dict[str, Any]]:
    async with http_client(stack.origin) as http:
        answer = await http.get("/api/search", params={"q": asked}, headers=headers)
        return answer.status_code, answer.json()


async def finds(agent: Agent, asked: str, hits: int) -> float:
    """Seconds until there are so many hits."""
    began = time.monotonic()
    async with asyncio.timeout(SIGN):
        while len((await search(agent.stack, agent.cookie, asked))[1]["results"]) != hits:
            await asyncio.sleep(0.1)
    return time.monotonic() - began


async def test_what_is_said_is_found_and_what_is_deleted_is_not(stack_on_each: Stack) -> None:
    stack = stack_on_each
    agent, customer = await Agent.signs_in(stack), await Customer.opens_ticket(stack, body="Order 4711-AB")
    assert (await search(stack, agent.cookie, "4711"))[1] == {"results": [], "more": False}, "no jobs yet"
    stack.start("jobs")
    await finds(agent, "4711", 1)
    stack.kill("jobs")
    async with customer.page() as carla:
        for number in range(20):
            await carla.acked(await carla.says(customer.ticket, f"订单 {number}"))
        stack.start("jobs")
        await finds(agent, "订单", 20)
        await carla.acked(await carla.says(customer.ticket, "And now?"))
        assert await finds(agent, "and now", 1) < 10, "2 s on a machine that isn't busy"
    status, answer = await search(stack, customer.bearer, "4711")
    assert (status, answer["code"]) == (401, "signed_out")
    stack.manage(
        "manage.py", "shell", "-c", "from tickets.models import Ticket; Ticket.objects.all().delete()"
    )
    assert await finds(agent, "4711", 0) < SIGN
    assert (await search(stack, agent.cookie, "from:carla"))[1]["results"] == []
