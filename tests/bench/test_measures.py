"""That each measurement runs, and counts what it says; what it finds out is for docs/performance.md."""

import os
import subprocess
import sys
from math import inf

import pytest

from bench.parties import NODE, SOCKET_IO, Party, holdfast
from bench.parties import TUTORIAL as TUTORIALS
from tests.stack import ROOT, STATIC_ROOT

pytestmark = pytest.mark.integration

ON_DEMAND = [
    pytest.param(
        party, marks=pytest.mark.skipif(not party.installed(), reason="`bin/setup bench` installs it")
    )
    for party in (SOCKET_IO, NODE)
]
ALL = pytest.mark.parametrize("party", [holdfast(), TUTORIALS, *ON_DEMAND], ids=lambda party: party.name)


def table_of(module: str, words: str) -> dict[str, list[str]]:
    """The rows of the table that a measurement ends with, by what they begin with."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *words.split()],
        cwd=ROOT,
        env=os.environ | {"STATIC_ROOT": str(STATIC_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.rpartition("\n\n  ")[2] if "\n\n  " in done.stdout else done.stdout
    found = [line.split("  ") for line in lines.splitlines() if line and not line.startswith(" ")]
    return {first: [cell.strip().replace(",", "") for cell in rest if cell.strip()] for first, *rest in found}


@ALL
def test_a_few_sockets_over_two_intervals(party: Party) -> None:
    words = "--sockets 20@2 --tickets 5 --seconds 4 --rounds 1 --only"
    *_, closed, pings = table_of("heartbeat", f"{words} {party.name}")[f"20 at 2 s, {party.name}"]
    assert int(closed) == 0
    assert int(pings) > 20


def test_ours_asks_redis_the_same_for_many_more_sockets() -> None:
    words = "--sockets 110 410 --seconds 4 --interval 2 --only holdfast"
    few, many, *_ = table_of("redis", words)["holdfast"]
    assert float(few) > 1
    # A ping for each of three hundred more is 150/s. A beat, which may fall out of the four seconds, is 27/s
    # with its look for strays among some fifty people, or into them.
    assert float(many) - float(few) < 100


def test_every_page_comes_back() -> None:
    # So many that some knock while nobody is there, though each waits for a random time first.
    rows = table_of("reconnect", "--sockets 100 --interval 2 --after SIGTERM --only holdfast")
    half, nearly_all, everybody, failed, _, again, *_ = rows["SIGTERM, holdfast"]
    assert 0 < float(half) <= float(nearly_all) <= float(everybody)
    assert int(failed) > 0, "while the web process was away"
    assert int(again) == 0


@ALL
def test_every_message_is_answered_and_shown(party: Party) -> None:
    words = "--rates 10 --seconds 2 --customers 4 --agents 2 --sockets 20 --interval 2 --databases sqlite"
    name = f"{party.name}, sqlite" if party.opens_tickets else party.name
    cells = table_of("messages", f"{words} --only {party.name}")[f"{name}, 10/s"]
    *times, _, _, refused, unseen, closed, _, _ = cells
    assert all(0 < float(time) < inf for time in times), "the slowest of them too"
    assert (refused, unseen, closed) == ("0", "0", "0")


def test_probes_are_answered_beside_the_crowd() -> None:
    rows = table_of("ten_thousand", "--sockets 20 --interval 2 --minutes 0.05")
    assert set(rows) >= {"web process", "echo beside it"}
    for name in ("web process", "echo beside it"):
        probes, *times = map(float, rows[name])
        assert probes > 20
        assert times == sorted(times)
