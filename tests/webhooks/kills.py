"""Messages to a receiver that is killed at random, and what it has in the end.

    python -m tests.webhooks.kills --messages 2000 --kills 20 --database postgresql --seed 7

Two processes of `manage.py jobs` send; each kill (-9, evenly over the work) takes the receiver, or now
and then one of them. In the end the receiver must have the whole log, and each ticket's in its order.
"""

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tests import at_length
from tests.stack import Stack, free_port

TICKETS: Final = 20
PATIENCE: Final = 900.0  # seconds between two kills, on a machine that may be busy with others
WORKERS: Final = ("first jobs", "second jobs")


@dataclass(frozen=True)
class Outcome:
    events: int
    missing: int  # of the log
    strange: int  # of what was received
    out_of_order: int  # received before the one before it, or after a later one
    renamed: int  # sent again under another id
    again: int  # may be: at least once
    kills: int
    seconds: float

    @property
    def sound(self) -> bool:
        return not any((self.missing, self.strange, self.out_of_order, self.renamed))


class Desk(Stack):
    """The database, Valkey, processes for jobs, and a receiver; no web process is needed."""

    def __init__(self, folder: Path, database: str | None) -> None:
        self.received, self.receiver_port = folder / "received", free_port()
        self.received.touch()
        variables = {"DJANGO_SETTINGS_MODULE": "tests.webhooks.settings", "WEBHOOK_NETWORKS": "127.0.0.0/8"}
        super().__init__(folder, database, **variables)

    def __enter__(self) -> Self:
        self.start("valkey")
        self.manage("manage.py", "migrate", "--verbosity", "0")
        self.manage("manage.py", "webhook", "add", f"http://127.0.0.1:{self.receiver_port}/")
        return self

    def listen(self) -> None:
        command = [sys.executable, "-m", "tests.webhooks.receiver", self.receiver_port, self.received]
        self.parts["receiver"] = subprocess.Popen([str(word) for word in command], cwd=self.code)

    def has_received(self, count: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(set(self.lines())) < count:
            assert time.monotonic() < deadline, f"{count} messages didn't arrive; {self.words()[-3000:]}"
            time.sleep(0.05)

    def lines(self) -> list[str]:
        return self.received.read_text().splitlines()


def run(desk: Desk, messages: int, kills: int, dice: random.Random) -> Outcome:
    begun = time.monotonic()
    desk.listen()
    for worker in WORKERS:
        desk.start(worker)
    command = [sys.executable, "-m", "tests.webhooks.fill", "write", str(messages), str(TICKETS)]
    with subprocess.Popen(command, cwd=desk.code, env=desk.environment) as writing:
        for kill in range(1, kills + 1):
            desk.has_received(kill * messages // (kills + 1))
            _kill(desk, dice)
        assert writing.wait(600) == 0
    desk.has_received(messages)
    log = [(ticket, seq) for ticket, seq in json.loads(desk.manage("-m", "tests.webhooks.fill", "log"))]
    return outcome(log, desk.lines(), kills, time.monotonic() - begun)


def _kill(desk: Desk, dice: random.Random) -> None:
    victim = dice.choice(["receiver", "receiver", "receiver", *WORKERS])
    time.sleep(dice.uniform(0.0, 0.1))  # into whatever it is doing
    desk.kill(victim)
    if victim == "receiver":
        time.sleep(dice.uniform(0.0, 0.5))  # it is away for a while
        desk.listen()
    else:
        desk.start(victim)


def outcome(log: list[tuple[str, int]], lines: list[str], kills: int, seconds: float) -> Outcome:
    received = [(ticket, int(seq)) for ticket, seq, _ in map(str.split, lines)]
    ids = defaultdict[tuple[str, int], set[str]](set)
    for line, event in zip(lines, received, strict=True):
        ids[event].add(line.split()[2])
    return Outcome(
        events=len(log),
        missing=len(set(log) - set(received)),
        strange=len(set(received) - set(log)),
        out_of_order=_out_of_order(received),
        renamed=sum(len(names) > 1 for names in ids.values()),
        again=len(received) - len(set(received)),
        kills=kills,
        seconds=round(seconds, 1),
    )


def _out_of_order(received: list[tuple[str, int]]) -> int:
    """Each is the one before it again, or the next."""
    newest, wrong = defaultdict[str, int](int), 0
    for ticket, seq in received:
        wrong += seq not in (newest[ticket], newest[ticket] + 1)
        newest[ticket] = max(newest[ticket], seq)
    return wrong


def main() -> None:
    asked = at_length.asked(__doc__, messages=2_000, kills=20)
    with at_length.place(asked.database) as (folder, database), Desk(folder, database) as desk:
        found = run(desk, asked.messages, asked.kills, random.Random(asked.seed))
    print(asked.database, asked.messages, "messages:", found)
    raise SystemExit(not found.sound)


if __name__ == "__main__":
    main()
