"""Whatever dies, sleeps or gets lost: nothing acked is lost, everybody ends equal to the log, and
no healthy page is closed for it."""

import asyncio
import itertools
import json
import re
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

import pytest
from redis import Redis

from tests.cast import Agent, Chatter, Customer, Frame, Page, by_author
from tests.patience import SIGN, SLACK
from tests.stack import Stack
from tickets.liveness import rules
from tickets.presence.rules import PRESENCE_GRACE

pytestmark = pytest.mark.integration

INTERVAL = 2.0  # seconds, as the stack sets it
QUICKLY = 1.9  # seconds: an ack that waited for Redis would take its timeout, which is 2
TICKING, DATABASE = 1, 2  # flags of a probe's answer


# — kill -9 and SIGTERM of the web process —


async def test_the_web_process_is_killed_while_both_type(stack_on_each: Stack) -> None:
    stack = stack_on_each
    async with both_type(stack) as (customer, agent):
        await asyncio.gather(customer.has_acks(10), agent.has_acks(10))
        stack.kill("web")
        await asyncio.to_thread(stack.start, "web")
        await asyncio.gather(customer.has_acks(30), agent.has_acks(30))
        stack.kill("web", signal.SIGSTOP)  # what both type now gets no ack …
        await asyncio.gather(customer.says("Hello?", "message"), agent.says("Well …", "note"))
        stack.kill("web")  # … so it is sent again
        await asyncio.to_thread(stack.start, "web")
        await asyncio.gather(customer.has_acks(50), agent.has_acks(50))
    assert customer.resent
    assert agent.resent
    assert len(customer.pages) >= 3


async def test_the_web_process_is_told_to_end_while_both_type(stack: Stack) -> None:
    async with both_type(stack) as (customer, agent):
        await asyncio.gather(customer.has_acks(10), agent.has_acks(10))
        pages = customer.pages[0], agent.pages[0]
        told = time.monotonic()
        await asyncio.to_thread(stack.kill, "web", signal.SIGTERM)
        assert time.monotonic() - told < 10
        assert stack.parts["web"].returncode == 0
        for page in pages:
            bye = await page.gets("bye")
            assert bye["code"] in (1012, 4012)
            assert bye["retry_after"] > 0
            assert await page.is_closed() in (1012, 4012)
        await asyncio.to_thread(stack.start, "web")
        await asyncio.gather(customer.has_acks(30), agent.has_acks(30))


@asynccontextmanager
async def both_type(stack: Stack) -> AsyncIterator[tuple[Chatter, Chatter]]:
    """Carla and Ada type while the body of the `with` breaks something; then both must show
    all of it, as the log has it."""
    carla, ada = await Customer.opens_ticket(stack), await Agent.of(stack)
    ticket = carla.ticket
    customer = Chatter(ticket, "Carla", lambda after: carla.page(after=after))
    agent = Chatter(ticket, "agent", lambda after: ada.page(ticket, after=after))
    async with customer, agent:
        enough = asyncio.Event()
        async with asyncio.TaskGroup() as both:
            both.create_task(customer.types(enough))
            both.create_task(agent.types(enough, ("message", "message", "note")))
            yield customer, agent
            enough.set()
        await asyncio.gather(*(who.has_acks(len(who.said)) for who in (customer, agent)))
        public, whole = await carla.events(), await ada.events(ticket)
        await customer.until(lambda: len(customer.shown) >= len(public), "the whole log")
        await agent.until(lambda: len(agent.shown) >= len(whole), "the whole log")
    check_log(whole, public, customer, agent)


def check_log(whole: list[Frame], public: list[Frame], customer: Chatter, agent: Chatter) -> None:
    assert customer.shown == public
    assert agent.shown == whole
    for log in (whole, public):
        assert [event["seq"] for event in log] == list(range(1, len(log) + 1))
    assert [without_seq(e) for e in whole if e["kind"] != "note"] == [without_seq(e) for e in public]
    assert by_author(whole) == {"Carla": ["Hello?", *customer.said], "agent": agent.said}
    for who, log in ((customer, public), (agent, whole)):
        seqs = {event["id"]: event["seq"] for event in log}
        assert who.acks == {id: [seqs[id]] for id in who.acks}, "acked once, with the log's seq"


def without_seq(event: Frame) -> Frame:
    return {name: value for name, value in event.items() if name != "seq"}


# — the same id, often —


async def test_the_same_id_on_twenty_sockets_at_once_is_one_row(shared_on_each: Stack) -> None:
    carla = await Customer.opens_ticket(shared_on_each)
    id = str(uuid4())
    pages = [carla.page() for _ in range(20)]
    await asyncio.gather(*(page.__aenter__() for page in pages))
    await asyncio.gather(*(page.gets("events") for page in pages))
    await asyncio.gather(*(page.says(carla.ticket, "Once", id=id) for page in pages))
    acks = await asyncio.gather(*(page.acked(id) for page in pages))
    await asyncio.gather(*(page.shows(carla.ticket, "Once") for page in pages))
    assert all(ack == acks[0] for ack in acks)
    assert [event["body"] for event in await carla.events()] == ["Hello?", "Once"]
    await asyncio.gather(*(page.__aexit__(None, None, None) for page in pages))


async def test_the_same_id_with_another_body_is_a_conflict(shared_on_each: Stack) -> None:
    carla = await Customer.opens_ticket(shared_on_each)
    async with carla.page() as page, carla.page() as other:
        id = await page.says(carla.ticket, "First")
        ack = await page.acked(id)
        await other.gets("welcome")
        await other.says(carla.ticket, "Second", id=id)
        assert (await other.gets("reject", id=id))["code"] == "conflict"
        await other.says(carla.ticket, "First", id=id)
        assert await other.acked(id) == ack
    assert [event["body"] for event in await carla.events()] == ["Hello?", "First"]


# — Valkey —


async def test_valkey_is_killed_and_comes_back_empty(mended: Stack) -> None:
    carla, ada = await Customer.opens_ticket(mended), await Agent.of(mended)
    async with carla.page() as customer, ada.page(carla.ticket) as agent:
        await asyncio.gather(*(pinged(page) for page in (customer, agent)))
        mended.kill("valkey")
        await all_acked_quickly(customer, carla.ticket, [f"In the dark {n}" for n in range(10)])
        await all_acked_quickly(agent, carla.ticket, [f"Me too {n}" for n in range(10)])
        async with within(rules.SILENCE + INTERVAL + SLACK):
            await agent.shows(carla.ticket, *(f"In the dark {n}" for n in range(10)))
            await customer.shows(carla.ticket, *(f"Me too {n}" for n in range(10)))
        assert set(readyz(mended)["degraded"]) == {"redis", "worker"}
        async with carla.page() as late:  # somebody can come, too
            await late.shows(carla.ticket, "In the dark 9", "Me too 9")
        seen = len(agent.frames)  # before it is there again: what it hears first is told at once
        await asyncio.to_thread(mended.start, "valkey")
        await flags(customer, TICKING | DATABASE)
        await agent.until(lambda: states(agent, carla, seen) == ["online"], "Carla told anew")
        with mended.valkey() as valkey:
            await until(lambda: heard(valkey, carla.ticket) == 2)
        await hears_at_once(agent, customer, carla.ticket)
        await asyncio.gather(*(pinged(page, 3) for page in (customer, agent)))
        assert customer.closed is agent.closed is None
        assert longest_silence(customer) < rules.SILENCE + INTERVAL + SLACK
    assert (await agent_and_customer_show_the_log(carla, ada, customer, agent)) == 25


async def test_valkey_accepts_and_says_nothing(mended: Stack) -> None:
    carla, ada = await Customer.opens_ticket(mended), await Agent.of(mended)
    async with carla.page() as customer, ada.page(carla.ticket) as agent:
        await asyncio.gather(*(pinged(page) for page in (customer, agent)))
        with mended.frozen("valkey"):
            await all_acked_quickly(customer, carla.ticket, [f"Hello {n}" for n in range(10)])
            async with within(rules.SILENCE + INTERVAL + SLACK):
                await agent.shows(carla.ticket, *(f"Hello {n}" for n in range(10)))
        await flags(customer, TICKING | DATABASE)
        await asyncio.gather(*(pinged(page, 2) for page in (customer, agent)))
        assert customer.closed is agent.closed is None


async def all_acked_quickly(page: Page, ticket: str, bodies: list[str]) -> None:
    for body in bodies:
        async with within(QUICKLY):
            await page.acked(await page.says(ticket, body))


async def hears_at_once(listener: Page, speaker: Page, ticket: str) -> None:
    """By announcement: a head of a tick would bring each one LATE at the earliest."""
    async with within(4 * rules.LATE):
        for n in range(4):
            await speaker.says(ticket, f"And light {n}")
            await listener.shows(ticket, f"And light {n}")


async def agent_and_customer_show_the_log(carla: Customer, ada: Agent, customer: Page, agent: Page) -> int:
    public, whole = await carla.events(), await ada.events(carla.ticket)
    assert customer.shown(carla.ticket) == public
    assert agent.shown(carla.ticket) == whole
    return len(whole)


# — lost announcements —


async def test_lost_announcements_are_repaired_within_an_interval(mended: Stack) -> None:
    """Everybody but the worker loses the right to PUBLISH."""
    carla, ada = await Customer.opens_ticket(mended), await Agent.of(mended)
    with mended.valkey() as valkey:
        valkey.acl_setuser("worker", enabled=True, nopass=True, keys="*", channels="*", commands=["+@all"])
        await asyncio.to_thread(mended.kill, "worker", signal.SIGTERM)
        url = f"unix://worker:any@{mended.valkey_path}"
        mended.start("worker", REDIS_URL=url)
        await until(lambda: leader(valkey) is not None)  # else its start counts as repair
        async with carla.page() as customer, ada.page(carla.ticket) as agent:
            await flags(customer, TICKING | DATABASE)
            said = len(mended.words())
            valkey.acl_setuser("default", enabled=True, nopass=True, commands=["-publish"])
            try:
                for n in range(5):
                    await agent.acked(await agent.says(carla.ticket, f"Psst {n}", kind="note"))
                    await agent.acked(await agent.says(carla.ticket, f"Lost {n}"))
                    async with within(INTERVAL + SLACK / 2):
                        await customer.shows(carla.ticket, f"Lost {n}")
                        await agent.shows(carla.ticket, f"Psst {n}", f"Lost {n}")
                        await agent.until(lambda n=n: row_heads(agent)[-1:] == [2 * n + 3], "the row")
                assert "an announcement was lost" in mended.words(said)
            finally:
                valkey.acl_setuser("default", enabled=True, nopass=True, commands=["+publish"])
            await hears_at_once(customer, agent, carla.ticket)
            assert customer.closed is agent.closed is None
        assert (await agent_and_customer_show_the_log(carla, ada, customer, agent)) == 15
    await asyncio.to_thread(mended.kill, "worker", signal.SIGTERM)  # and its lead is free at once


async def test_the_process_loses_its_ears_while_both_type(mended: Stack) -> None:
    with mended.valkey() as valkey:
        async with both_type(mended) as (customer, _):
            for _ in range(3):
                await until(lambda: heard(valkey, customer.ticket) == 2)
                assert valkey.execute_command("CLIENT", "KILL", "TYPE", "pubsub") > 0
    assert len(customer.pages) == 1, "nobody was closed for it"


def row_heads(agent: Page) -> list[int]:
    return [frame["ticket"]["head"] for frame in agent.of_type("queue")]


# — the worker —


async def test_the_worker_is_killed_and_another_takes_over(mended: Stack) -> None:
    carla = await Customer.opens_ticket(mended)
    async with carla.page() as customer, carla.page(answers_pings=False) as silent:
        await flags(customer, TICKING | DATABASE)
        await silent.gets("welcome")
        said = len(mended.words())
        mended.kill("worker")
        await flags(customer, DATABASE)
        answer = readyz(mended)
        assert (answer["status"], set(answer["degraded"])) == ("ready", {"worker"})
        assert "this process beats alone" in mended.words(said)
        await asyncio.gather(pinged(customer, 2), pinged(silent, 2))
        await customer.says(carla.ticket, "Still live")
        await silent.shows(carla.ticket, "Still live")
        assert customer.closed is silent.closed is None, "a process alone closes nobody"
        assert longest_silence(customer) < rules.SILENCE + INTERVAL + SLACK

        assert re.match(
            r"tick \d+: ", await asyncio.to_thread(mended.manage, "manage.py", "heartbeat", "--once")
        )
        await flags(customer, DATABASE)
        mended.start("worker")
        await flags(customer, TICKING | DATABASE)
        assert readyz(mended) == {"status": "ready", "degraded": {}}
        assert await silent.is_closed() == 4408
        assert customer.closed is None


async def test_two_workers_do_no_harm(mended: Stack) -> None:
    carla = await Customer.opens_ticket(mended)
    with mended.valkey() as valkey:
        async with carla.page() as customer:
            await flags(customer, TICKING | DATABASE)
            first = leader(valkey)
            start = len(mended.words())  # a worker that starts anew says it as well
            mended.start("second worker")
            await said(mended, "another worker leads", start)
            await one_tick_a_second(valkey)
            assert leader(valkey) == first

            with mended.frozen("worker"):
                async with within(rules.LEADER_LEASE + rules.BEAT + SLACK / 2):
                    await until(lambda: leader(valkey) not in (first, None))
                second = leader(valkey)
            await one_tick_a_second(valkey)
            assert leader(valkey) == second, "who slept does not lead any more"

            mended.kill("second worker")
            async with within(rules.LEADER_LEASE + rules.BEAT + SLACK / 2):
                await until(lambda: leader(valkey) == first)
            await pinged(customer)
            assert customer.closed is None
            assert longest_silence(customer) < rules.SILENCE + INTERVAL + SLACK


async def test_the_worker_says_a_line_each_interval_and_ends_cleanly(mended: Stack) -> None:
    start = len(mended.words())

    def lines() -> list[int]:
        found = re.findall(r"heartbeat: tick (\d+): .* pongs, .* closed, .* ms a beat", mended.words(start))
        return [int(tick) for tick in found]

    await asyncio.to_thread(mended.wait_until, lambda: len(lines()) >= 3, "three lines")
    first, second, third = lines()[:3]
    assert second - first == third - second == INTERVAL
    with mended.valkey() as valkey:
        worker = leader(valkey)
        await asyncio.to_thread(mended.kill, "worker", signal.SIGTERM)
        assert mended.parts["worker"].returncode == 0
        assert f"worker {worker} ends" in mended.words(start)
        assert leader(valkey) is None, "another can lead at once"
    assert "Traceback" not in mended.words(start)


def leader(valkey: Redis) -> Any:
    return valkey.get("holdfast:leader")


async def one_tick_a_second(valkey: Redis) -> None:
    start, tick = time.monotonic(), newest_tick(valkey)
    await until(lambda: newest_tick(valkey) >= tick + 4)
    took = time.monotonic() - start
    assert 3 - 0.3 <= took <= 4 + SLACK, f"{took:.1f} s for four ticks"


def newest_tick(valkey: Redis) -> int:
    tick: Any = valkey.get("holdfast:tick")
    return int(tick or 0)


# — one web process dies, another sleeps —


async def test_presence_tells_a_dead_process_and_one_that_slept(mended: Stack) -> None:
    carla = await Customer.opens_ticket(mended, "Carla")
    ada = await Agent.of(mended)
    with mended.another_web() as dying, mended.another_web() as desk:
        ada.stack = desk
        chris = await Customer.opens_ticket(dying, "Chris")
        start = len(mended.words())
        places = carla.ticket, chris.ticket
        async with carla.page() as sleeper, chris.page() as dead, ada.page(*places) as agent:
            for page in (sleeper, dead, agent):
                await pinged(page)
            for who in (carla, chris):
                await agent.until(lambda who=who: states(agent, who) == ["online"], f"{who.name} online")
            killed = time.monotonic()
            dying.kill("web")
            with mended.frozen("web"):
                typed = await sleeper.says(carla.ticket, "Into the sleep")
                for who in (carla, chris):
                    await agent.until(lambda who=who: states(agent, who)[-1] == "unstable", who.name)
                assert time.monotonic() - killed < rules.PROCESS_LEASE + rules.BEAT + SLACK
            await sleeper.acked(typed)
            await agent.until(lambda: states(agent, carla)[-1] == "online", "Carla is back")
            async with within(PRESENCE_GRACE + rules.BEAT + SLACK):
                await agent.until(lambda: states(agent, chris)[-1] == "offline", "Chris is gone")
            assert states(agent, chris) == ["online", "unstable", "offline"]
            assert states(agent, carla) == ["online", "unstable", "online"]
            await pinged(sleeper)
            assert sleeper.closed is agent.closed is None
            assert dead.closed is not None
        assert not re.search(r" [1-9]\d* closed", mended.words(start)), "the worker closed nobody"


def states(agent: Page, customer: Customer, since: int = 0) -> list[str]:
    """How the customer's presence went, frame by frame: each state once, as it changed."""
    told = [frame for frame in agent.frames[since:] if frame.get("ticket") == customer.ticket]
    people = [person for frame in told if frame["type"] == "presence" for person in frame["people"]]
    went = [person["state"] for person in people if person["role"] == "customer"]
    return [state for state, _ in itertools.groupby(went)]


# — signs to wait for —


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    start = time.monotonic()
    yield
    took = time.monotonic() - start
    assert took < seconds, f"took {took:.2f} s, not {seconds:.2f}"


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SIGN):
        while not true():
            await asyncio.sleep(0.05)


async def pinged(page: Page, times: int = 1) -> None:
    """That many more pings."""
    enough = page.pings + times
    await page.until(lambda: page.pings >= enough or page.closed is not None, f"{times} pings")


async def flags(page: Page, wanted: int) -> None:
    """Probe until the answer has these flags."""
    await page.gets("welcome")
    deadline = time.monotonic() + SIGN
    while (found := await page.probe()) != wanted:
        assert time.monotonic() < deadline, f"the flags stay {found}"
        await asyncio.sleep(0.1)


def longest_silence(page: Page) -> float:
    return max(later - earlier for earlier, later in itertools.pairwise(page.pinged_at))


def readyz(stack: Stack) -> dict[str, Any]:
    with urlopen(f"{stack.origin}/readyz", timeout=SIGN) as answer:
        return dict(json.load(answer))


def heard(valkey: Redis, ticket: str) -> int:
    """How many of the ticket's two groups somebody listens to."""
    channels: Any = valkey.pubsub_channels(f"*{ticket}*")
    return len(channels)


async def said(stack: Stack, words: str, since: int) -> None:
    await asyncio.to_thread(stack.wait_until, lambda: words in stack.words(since), words)
