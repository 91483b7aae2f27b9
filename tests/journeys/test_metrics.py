"""What Prometheus reads from a real web process and a real worker is what happened."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest

from tests.cast import Agent, Customer, http_client
from tests.patience import SIGN
from tests.stack import Stack, free_port

pytestmark = pytest.mark.integration

# Committed, and never announced: as when a process dies right behind the commit.
UNANNOUNCED = """
from uuid import uuid4
from tickets.conversation import ledger
from tickets.people import access
from tickets.models import Event, Ticket
ticket = Ticket.objects.get(public_id="{ticket}")
seat = access.Seat(ticket.pk, ticket.public_id, access.Person("customer", "Carla"))
ledger.append(seat, uuid4(), Event.Kind.MESSAGE, "Nobody told you.", ledger.spoken)
"""


class Metered:
    """A desk whose processes can be scraped."""

    def __init__(self, stack: Stack, web: int, worker: int) -> None:
        self.stack, self.ports = stack, {"web": web, "worker": worker}

    def scrape(self, part: str) -> dict[str, float]:
        text = httpx.get(f"http://127.0.0.1:{self.ports[part]}/metrics", timeout=SIGN).text
        return {
            name: float(value) for name, value in re.findall(r"^(holdfast_\S+) (\S+)$", text, re.MULTILINE)
        }

    async def until(self, part: str, **wanted: float) -> dict[str, float]:
        """Wait until these are what the part tells. Returns all that it tells."""
        told: dict[str, float] = {}

        def as_wanted() -> bool:
            told.update(self.scrape(part))
            return all(told.get(f"holdfast_{name}", 0) == value for name, value in wanted.items())

        await asyncio.to_thread(self.stack.wait_until, as_wanted, f"{wanted} of the {part}")
        return told


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Metered]:
    web, worker = free_port(), free_port()
    ports = {"METRICS_PORT": str(web), "WORKER_METRICS_PORT": str(worker)}
    with Stack(tmp_path_factory.mktemp("stack"), **ports) as stack:
        yield Metered(stack, web, worker)


@pytest.mark.edge
async def test_the_figures_are_what_happened(desk: Metered) -> None:
    carla = await Customer.opens_ticket(desk.stack)
    ada = await Agent.of(desk.stack)
    async with carla.page() as customer, ada.page(carla.ticket) as agent:
        await asyncio.gather(customer.gets("events"), agent.gets("events"))
        await desk.until("web", sockets=2, sockets_opened_total=2)

        silent = carla.page(answers_pings=False)
        async with silent:
            assert await silent.is_closed() == 4408
        web = await desk.until("web", sockets=2, sockets_opened_total=3)
        assert web['holdfast_closings_total{reason="no_pong"}'] == 1
        assert (await desk.until("worker", stale_sockets_total=1))["holdfast_leading"] == 1

        await customer.acked(await customer.says(carla.ticket, "Are you there?"))
        await agent.shows(carla.ticket, "Are you there?")
        await agent.send({"type": "delivered", "ticket": carla.ticket, "seq": 2})
        web = await desk.until("web", send_to_seen_seconds_count=1)
        assert web["holdfast_send_to_ack_seconds_count"] == 1
        assert web["holdfast_repairs_total"] == 0, "what was announced was not lost"

        make = UNANNOUNCED.format(ticket=carla.ticket)
        await asyncio.to_thread(desk.stack.manage, "manage.py", "shell", "-v0", "-c", make)
        await asyncio.gather(*(p.shows(carla.ticket, "Nobody told you.") for p in (customer, agent)))
        await desk.until("web", repairs_total=2)  # one for agents, one for the customer

        async with carla.page() as leaving:
            await leaving.gets("welcome")
        await desk.until("web", sockets=2)
        assert desk.scrape("web")['holdfast_closings_total{reason="left"}'] == 1

        web = desk.scrape("web")
        counted = web["holdfast_round_trip_seconds_count"]
        assert 0 < counted <= web["holdfast_pongs_total"] <= customer.pings + agent.pings + leaving.pings
        pings = sum(page.pings for page in (customer, agent, leaving, silent))
        assert pings <= web["holdfast_pings_total"] + 2 <= pings + 4, "but for those under way"
    worker = desk.scrape("worker")
    assert worker["holdfast_beat_seconds_count"] > 3
    assert worker["holdfast_loop_lag_seconds_count"] > 3
    assert worker["holdfast_failed_beats_total"] == 0


async def test_no_stranger_reads_them_at_the_public_address(desk: Metered) -> None:
    carla = await Customer.opens_ticket(desk.stack)
    ada = await Agent.of(desk.stack)
    async with http_client(desk.stack.origin) as http:
        missing = await http.get("/nowhere")
        for headers in ({}, carla.bearer):
            answer = await http.get("/metrics", headers=headers)
            assert (answer.status_code, answer.text) == (404, missing.text)
        answer = await http.get("/metrics", headers=ada.cookie)
        assert answer.status_code == 200
        assert "holdfast_sockets " in answer.text
