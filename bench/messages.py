"""(e) How long a message takes to its `ack` and to the other page, and how many a second it
stays so for, with a thousand heartbeating pages beside; ours and the others'.

Ours is stored before its `ack`, shown to a page with the desk's list, and marked as delivered.
The others' are passed on to whoever is in the ticket's room, and stored nowhere: their `ack`
says that much. It comes once the tutorial's `group_send` has returned, python-socketio's `emit`
to its Redis manager (Socket.IO's own acknowledgement), Node's loop over its map of sockets.

    python -m bench.messages --rates 100 150 200 250
    python -m bench.messages --only socketio node-ws --rates 500 1000 2000
"""

import argparse
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final

from bench.machine import in_words
from bench.parties import Party, Running, more_files, parties, whom
from bench.table import percentile, table
from bench.talk import Order
from tests.postgresql import Server

DATABASES: Final = ("sqlite", "postgresql")
SUSTAINED: Final = 1000.0  # milliseconds that 99 of 100 messages may take to their `ack`


@contextmanager
def variables_of(database: str) -> Iterator[dict[str, str]]:
    if database != "postgresql":
        yield {}
        return
    with Server() as server:
        yield {"DATABASE_URL": server.new_database()}


def measure(party: Party, database: str, asked: argparse.Namespace) -> list[list[str]]:
    """A row for each rate, up to the first that is too much."""
    name = f"{party.name}, {database}" if database else party.name
    rows = []
    with (
        variables_of(database) as variables,
        Running(party, asked.interval, **variables) as running,
        running.crowd(running.hellos(asked.sockets)) as beside,
        running.generator("bench.talk", asdict(order(running, asked.customers, asked.agents))) as talkers,
    ):
        time.sleep(asked.interval)  # those who came have told who they are
        for rate in asked.rates:
            before, begun = running.cpu()["web"], time.monotonic()
            talk = talkers.asked({"rate": rate, "seconds": asked.seconds})
            cores = (running.cpu()["web"] - before) / (time.monotonic() - begun)
            rows.append(row(name, rate, talk, cores, beside.asked()["lost"] + talk["closed"]))
            print(f"  {'  '.join(rows[-1])}", flush=True)
            if not sustained(talk):
                break
    return rows


def order(running: Running, customers: int, agents: int) -> Order:
    """Each agent's page is the desk with its share of the tickets open."""
    party, filled = running.party, running.filled(customers)
    open_to_agents = [{"ticket": place["ticket"], "after": 0} for place in filled.places]
    desks = [open_to_agents[number::agents] for number in range(agents)]
    return Order(
        running.port, party.path, running.origin, party.dialect.name, filled.places, desks, filled.cookie
    )


def sustained(talk: dict[str, Any]) -> bool:
    """No backlog, none refused, nobody closed, and the slowest are still quick."""
    in_time = percentile(talk["ack"], 0.99) < SUSTAINED
    troubles = talk["waiting"] or talk["rejected"] or talk["closed"]
    return in_time and not troubles and len(talk["shown"]) == talk["due"]


def _of_all(talk: dict[str, Any], what: str) -> list[float]:
    """Milliseconds of each message; infinite: it never happened to it."""
    times: list[float] = talk[what]
    return times + [math.inf] * (talk["due"] - len(times))


def row(name: str, rate: float, talk: dict[str, Any], cores: float, lost: int) -> list[str]:
    times = [
        f"{percentile(_of_all(talk, what), part):,.1f}"
        for what in ("ack", "shown")
        for part in (0.5, 0.95, 0.99)
    ]
    return [
        f"{name}, {rate:g}/s",
        *times,
        f"{percentile(talk['late'], 0.99):.1f}",
        f"{talk['waiting']:,}",
        f"{talk['rejected']:,}",
        f"{talk['due'] - len(talk['shown']):,}",
        f"{lost:,}",
        f"{cores:.2f}",
        "yes" if sustained(talk) else "no",
    ]


HEAD = (
    "",
    "ms to ack\np50",
    "\np95",
    "\np99",
    "ms to other page\np50",
    "\np95",
    "\np99",
    "asked late\np99 ms",
    "waiting\nafter 1 s",
    "refused",
    "not\nshown",
    "pages\nclosed",
    "web's\ncores",
    "sustained",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rates", type=float, nargs="+", default=[100, 150, 200, 250, 300, 400, 500])
    parser.add_argument("--seconds", type=float, default=20, help="at each rate")
    parser.add_argument("--customers", type=int, default=100, help="who write, by turns")
    parser.add_argument("--agents", type=int, default=5, help="pages that have the customers' tickets open")
    parser.add_argument("--sockets", type=int, default=1000, help="beside, idle")
    parser.add_argument("--interval", type=int, default=10, help="seconds between two pings")
    parser.add_argument("--databases", choices=DATABASES, nargs="+", default=DATABASES, help="of ours")
    whom(parser)
    return parser.parse_args()


def main() -> None:
    asked = options()
    chosen = parties(asked.only, asked.against)
    more_files()
    print(in_words(chosen), flush=True)
    rows = [
        row
        for party in chosen
        for database in (asked.databases if party.opens_tickets else [""])
        for row in measure(party, database, asked)
    ]
    print(
        f"\n{asked.customers} customers write to {asked.agents} agents' pages, {asked.seconds:g} s a rate, "
        f"{asked.sockets:,} pages beside with a ping each {asked.interval} s"
    )
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()
