"""Routing on real processes. `make routing-soak` runs the first with 1,000 tickets and 20 kills."""

import json
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.cast import Customer, Page
from tests.faults.parts import FULL_LENGTH
from tests.faults.proxy import Proxy
from tests.patience import SIGN
from tests.routing.kills import HELLO, desk, run
from tests.stack import Stack

pytestmark = pytest.mark.integration

VANISHED_AFTER = 90 if FULL_LENGTH else 3  # seconds
SLACK = 5
DATABASES = ("sqlite", "postgresql") if FULL_LENGTH else ("sqlite",)
FOUND_DEAD = 2 + 4  # seconds in which the heartbeat finds a dead line, at an interval of 2


@pytest.fixture(params=DATABASES)
def routed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stack]:
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("postgresql").new_database() if on_postgresql else None
    with desk(tmp_path, url, ROUTING_VANISHED_AFTER=str(VANISHED_AFTER)) as stack:
        yield stack


async def test_each_ticket_is_given_once_and_evenly_whoever_is_killed(routed: Stack) -> None:
    outcome = await run(routed, tickets=40, agents=4, kills=2, dice=random.Random(7))
    assert outcome.sound, outcome


async def test_customers_of_a_black_holed_agent_are_with_others_and_know_it(routed: Stack) -> None:
    ann, *colleagues = json.loads(routed.manage("-m", "tests.routing.fill", "agents", "3"))
    async with AsyncExitStack() as open_pages, Proxy(("127.0.0.1", routed.port)) as hole:
        routed.start("jobs")
        page = Page(routed, HELLO, headers={"Cookie": ann})
        page.stack = through(routed, hole)
        await open_pages.enter_async_context(page)
        await page.gets("welcome")
        customers = [await Customer.opens_ticket(routed, f"Customer {one}") for one in range(5)]
        pages = [await open_pages.enter_async_context(one.page()) for one in customers]
        both = list(zip(customers, pages, strict=True))
        for customer, theirs in both:
            await theirs.until(lambda p=theirs, c=customer: holders(p, c.ticket) == ["Agent0"], "Ann")
        for cookie in colleagues:
            colleague = Page(routed, HELLO, headers={"Cookie": cookie})
            await open_pages.enter_async_context(colleague)
            await colleague.gets("welcome")
        hole.forgets("up", "down")
        begun = time.monotonic()
        for customer, theirs in both:
            await theirs.until(
                lambda p=theirs, c=customer: told(p, c.ticket), "a colleague", VANISHED_AFTER + SIGN
            )
        took = time.monotonic() - begun
        print(f"with a colleague, and told so, {took:.1f} s after the line went")
        assert took < max(FOUND_DEAD, VANISHED_AFTER) + SLACK
        now = [holders(theirs, customer.ticket)[-1] for customer, theirs in both]
        assert sorted(map(now.count, ("Agent1", "Agent2"))) == [2, 3]
        hole.cut_all()


def through(stack: Stack, hole: Proxy) -> Stack:
    """The same desk by another way."""
    other = object.__new__(Stack)
    other.__dict__ = stack.__dict__ | {"socket": f"ws://127.0.0.1:{hole.port}/ws/"}
    return other


def holders(page: Page, ticket: str) -> list[str]:
    return [event["body"] for event in page.shown(ticket) if event["kind"] == "assignment"]


def told(page: Page, ticket: str) -> bool:
    """Whose line broke, and who has it now."""
    kinds = [(event["kind"], event.get("data")) for event in page.shown(ticket)[-2:]]
    return kinds == [("vanished", {"name": "Agent0"}), ("assignment", {"cause": "vanished"})]
