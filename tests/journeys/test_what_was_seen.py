"""On the wire: acts on what isn't so any more, and changes by other doors."""

import asyncio
import os
import subprocess
import sys
from uuid import uuid4

import pytest

from tests.cast import Agent, Customer, Frame, Page
from tests.stack import ROOT, Stack

pytestmark = pytest.mark.integration


async def act(page: Page, type: str, ticket: str, **fields: object) -> str:
    id = str(uuid4())
    await page.send({"type": type, "id": id, "ticket": ticket, **fields})
    return id


async def refused(page: Page, type: str, ticket: str, **fields: object) -> Frame:
    return await page.gets("reject", id=await act(page, type, ticket, **fields))


def in_shell(stack: Stack, code: str) -> None:
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=ROOT, env=os.environ | stack.variables, check=True, capture_output=True)


async def test_an_act_is_refused_if_the_screen_was_old(shared_on_each: Stack) -> None:
    customer = await Customer.opens_ticket(shared_on_each, body="Can you cancel it?")
    agent, ticket = await Agent.of(shared_on_each), customer.ticket
    async with customer.page() as carla, agent.page(ticket) as ada:
        await ada.shows(ticket, "Can you cancel it?")
        assert (await ada.gets("events", ticket=ticket))["row"]["name"] == "Carla"
        assert "row" not in await carla.gets("events", ticket=ticket)
        await carla.acked(await carla.says(ticket, "Wait, don't!"))
        no = await refused(ada, "status", ticket, status="resolved", seen=1)
        assert (no["code"], no["seq"], "retry_after" in no) == ("unseen", 2, False)
        id = await act(ada, "status", ticket, status="resolved", seen=2)
        first = await ada.acked(id)
        await carla.acked(await carla.says(ticket, "No!"))
        await ada.send({"type": "status", "id": id, "ticket": ticket, "status": "resolved", "seen": 2})
        await ada.until(lambda: len(ada.of_type("ack", id=id)) == 2, "the same answer")
        assert ada.of_type("ack", id=id)[1] == first
        await ada.acked(await act(ada, "assign", ticket, agent="agent", **{"from": None}))
        assert (await refused(ada, "assign", ticket, agent=None, **{"from": "bob"}))["code"] == "taken"
        assert (await refused(ada, "assign", ticket, agent=None, **{"from": 5}))["code"] == "bad_field"


async def test_a_ticket_that_is_deleted_is_gone_for_everybody(shared_on_each: Stack) -> None:
    customer = await Customer.opens_ticket(shared_on_each)
    agent, ticket = await Agent.of(shared_on_each), customer.ticket
    async with customer.page() as carla, agent.page(ticket) as ada, agent.page() as desk:
        await carla.shows(ticket, "Hello?")
        await ada.shows(ticket, "Hello?")
        await desk.gets("welcome")
        code = f"from tickets.models import Ticket; Ticket.objects.get(public_id={ticket!r}).delete()"
        await asyncio.to_thread(in_shell, shared_on_each, code)  # and pings are answered meanwhile
        for page in (carla, ada, desk):
            await page.gets("gone", ticket=ticket)
        assert (await carla.gets("bye"))["code"] == await carla.is_closed() == 4404
        assert (await ada.gets("reject", ticket=ticket))["code"] == "not_found"
        no = await ada.gets("reject", id=await ada.says(ticket, "Hello?"))
        assert (no["code"], "retry_after" in no) == ("not_found", False)
    async with customer.page() as again:
        assert await again.is_closed() == 4404
