"""What it costs that an agent sees by team: the desk's list of 10,000 tickets in five teams, read by turns by
who is in all of them and by who is asked for none.

python -m bench.teams --database sqlite
"""

import argparse
import time
from typing import Any, Final
from uuid import uuid4

from bench.search import database
from bench.table import percentile, table

TEAMS: Final = 5
AT_ONCE: Final = 1_000
BOUND: Final = 1.1  # times


def fill(tickets: int) -> tuple[Any, Any]:
    """Two agents: one sees by team, and is in each; one sees everything."""
    from django.db import connection

    from tickets.models import Contact, Event, Ticket
    from tickets.people.models import Membership, Team, User
    from tickets.people.roles import Role

    teams = [Team.objects.create(name=f"team {number}") for number in range(TEAMS)]
    agent = User.objects.create_user("agent", is_staff=True)
    supervisor = User.objects.create_user("supervisor", is_staff=True, role=Role.SUPERVISOR)
    Membership.objects.bulk_create(Membership(user=agent, team=team) for team in teams)
    contact = Contact.objects.create(name="Carla")
    for start in range(0, tickets, AT_ONCE):
        made = Ticket.objects.bulk_create(
            Ticket(
                opening_id=uuid4(), token_hash=uuid4().hex, contact=contact, last_seq=1, last_public_seq=1,
                team=teams[number % TEAMS],
            )
            for number in range(start, start + AT_ONCE)
        )  # fmt: skip
        Event.objects.bulk_create(
            Event(
                ticket=ticket, seq=1, public_seq=1, client_id=uuid4(), kind="message", role="customer",
                body="It broke.",
            )
            for ticket in made
        )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself, minutes after so many rows
    return agent, supervisor


def measure(tickets: int, turns: int) -> bool:
    from django.db import connection

    from tickets.desk import queue
    from tickets.people import access

    # SQLite works on this thread: its time says the same on a busy machine.
    clock = time.thread_time if connection.vendor == "sqlite" else time.perf_counter
    people = dict(zip(("five teams", "no teams"), map(access.person_of, fill(tickets)), strict=True))
    took: dict[str, list[float]] = {name: [] for name in people}
    for turn in range(turns + 2):
        for name, person in people.items():
            began = clock()
            page = queue.page(person, "open")
            if turn > 1:  # the first ones warm up
                took[name].append(clock() - began)
            assert page["counts"]["open"] == min(tickets, queue.MOST_COUNTED)
    medians = {name: percentile(seconds, 0.5) for name, seconds in took.items()}
    times = medians["five teams"] / medians["no teams"]
    rows = [
        [name, *(f"{1000 * percentile(seconds, part):.1f}" for part in (0.5, 0.95))]
        for name, seconds in took.items()
    ]
    print(table(["the list of who sees by", "ms, half", "ms, 95 %"], rows))
    print(f"\n{times:.2f} times, at most {BOUND}: {'yes' if times <= BOUND else 'NO'}")
    return times <= BOUND


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=40)
    asked = parser.parse_args()
    with database(asked.database):
        raise SystemExit(0 if measure(asked.tickets, asked.turns) else 1)


if __name__ == "__main__":
    main()
