"""Behind a proxy that appends to X-Forwarded-For: what a visitor makes up counts for nothing, and
nothing that a header says breaks anything."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import pytest

from tests.cast import http_client
from tests.journeys.test_security import LOCKED_OUT_AFTER, csrf_field
from tests.postgresql import Server
from tests.stack import PASSWORD, Stack
from tickets.wire.limits import OPENINGS

pytestmark = [pytest.mark.integration, pytest.mark.edge]

NO_ADDRESSES = [
    "203.0.113.9:5123", "[2001:db8::1]:443", "2001:db8::1", "fe80::1%eth0", "::ffff:203.0.113.9", "unknown",
    "_hidden", "", ",", "203.0.113.999", "x" * 5_000, "é", "1.2.3.4,",
]  # fmt: skip


@pytest.fixture(scope="module")
def behind_proxy(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """On PostgreSQL, whose column for addresses takes nothing else."""
    variables = {"BEHIND_PROXY": "on", "RATE_LIMITS": "on"}
    with Stack(tmp_path_factory.mktemp("stack"), postgresql.new_database(), **variables) as stack:
        yield stack


@asynccontextmanager
async def visitor(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    origin = stack.origin
    async with http_client(origin, headers={"Origin": origin}) as http:
        yield http


async def tries(
    http: httpx.AsyncClient, said: str | list[str], password: str = "a guess", door: str = "/accounts/login/"
) -> int:
    """Sign in; `said`: what arrives as X-Forwarded-For, in so many lines."""
    lines = [("X-Forwarded-For", one.encode()) for one in ([said] if isinstance(said, str) else said)]
    fields = {
        "username": "agent",
        "password": password,
        "csrfmiddlewaretoken": csrf_field(await http.get(door)),
    }
    return (await http.post(door, data=fields, headers=lines)).status_code  # type: ignore[arg-type]


async def test_a_made_up_entry_neither_voids_the_lock_nor_locks_others_out(behind_proxy: Stack) -> None:
    async with visitor(behind_proxy) as http:
        said = [
            [f"198.51.100.{n}", "203.0.113.1"] if n % 2 else "198.51.100.1, 203.0.113.1" for n in range(14)
        ]
        answers = [await tries(http, one) for one in said]
        assert answers[LOCKED_OUT_AFTER:] == [429] * (14 - LOCKED_OUT_AFTER)
        assert await tries(http, "198.51.100.1, 203.0.113.1", PASSWORD) == 429
        assert await tries(http, "203.0.113.1, 198.51.100.1", PASSWORD) == 302, "the agent is elsewhere"


async def test_a_lock_holds_for_all_of_a_site(behind_proxy: Stack) -> None:
    async with visitor(behind_proxy) as http:
        for n in range(LOCKED_OUT_AFTER):
            await tries(http, f"2001:db8:0:1::{n}", door="/admin/login/")
        assert await tries(http, "2001:db8:0:1:ffff::1", PASSWORD) == 429
        assert await tries(http, "2001:db8:0:2::1", PASSWORD) == 302


async def test_no_header_breaks_a_sign_in(behind_proxy: Stack) -> None:
    async with visitor(behind_proxy) as http:
        for said in NO_ADDRESSES:
            assert await tries(http, said, "a guess") == 200, said
            assert await tries(http, said, PASSWORD) == 302, said
            assert await tries(http, ["192.0.2.1", said], PASSWORD) == 302, said


async def test_openings_are_counted_by_site(behind_proxy: Stack) -> None:
    async with visitor(behind_proxy) as http:

        async def opens(address: str) -> int:
            """An opening of a ticket that isn't there: it counts, and costs little."""
            headers = {"X-Forwarded-For": address, "Authorization": "Bearer none"}
            return (await http.post(f"/api/tickets/{uuid4().hex}/session", headers=headers)).status_code

        answers = [await opens(f"2001:db8:0:3::{n:x}") for n in range(int(OPENINGS.burst) + 20)]
        assert 429 in answers
        assert await opens("2001:db8:0:4::1") == 404
