"""A backup of so many messages beside people who write, by turns with and without it, and its restore, beside
another checkout's: on either database.

The desk is made by restoring an archive: a small backup, each of whose tickets stands in it many times.

    git worktree add ../before <commit>
    python -m bench.backup --messages 1000000 --databases sqlite postgresql --against ../before
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench.machine import in_words
from bench.messages import DATABASES, order
from bench.parties import ROOT, Running, holdfast, more_files
from bench.table import percentile, table
from tests.postgresql import Server

SMALL: Final = 2_000  # messages
SLICE: Final = 3.0  # seconds of writing: that many times while a backup is taken
BESIDE: Final = 1.5  # times as long to `ack`, at most
RESTORED: Final = 60.0  # seconds, at most
NEW: Final = ("public_id", "token_hash")  # beside UUIDs; each row has its own
OWN: Final = ("tickets_contact", "tickets_ticket", "tickets_event")


def manage(place: dict[str, str], *words: object, checkout: Path = ROOT) -> None:
    command = [sys.executable, "manage.py", *map(str, words)]
    subprocess.run(command, cwd=checkout, env=os.environ | place, stdout=subprocess.DEVNULL, check=True)


# — an archive of many —


def small(folder: Path) -> Path:
    place = {"DATA_DIR": str(folder / "small")}
    made = f"with search.database('sqlite', {place['DATA_DIR']!r}): search.fill({SMALL})"
    (folder / "small").mkdir()
    subprocess.run([sys.executable, "-c", f"from bench import search\n{made}"], cwd=ROOT, check=True)
    manage(place, "backup", folder / "small.holdfast")
    return folder / "small.holdfast"


def many(source: Path, to: Path, messages: int) -> None:
    from tickets.features.backup import archive

    reader, times = archive.Reader(source), messages // SMALL
    with to.open("wb") as file, archive.Writer(file) as writer:
        tables = []
        for about in reader.manifest["tables"]:
            name = f"{archive.TABLES}{about['name']}.jsonl"
            again = times if about["name"] in OWN else 1
            with reader.member(name) as member, writer.member(name) as out:
                rows = [json.loads(line) for line in member.lines()]
                for number in range(again):
                    out.write(_copied(rows, about["columns"], number))
            tables.append(about | {"rows": about["rows"] * again})
        kept = {key: about for key, about in reader.manifest.items() if key not in ("format", "members")}
        writer.finish(kept | {"tables": tables})


def _copied(rows: list[list[Any]], columns: list[list[str]], number: int) -> bytes:
    """The copy of that number, with ids of its own."""
    if number:
        ids = [at for at, (name, _) in enumerate(columns) if name in ("id", "contact_id", "ticket_id")]
        new = [at for at, (name, kind) in enumerate(columns) if kind == "uuid" or name in NEW]
        rows = [list(row) for row in rows]
        for row in rows:
            for at in ids:
                row[at] += number * SMALL
            for at in new:
                row[at] = row[at] and str(uuid4())[: len(row[at])]
    return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows).encode()


# — measured —


@contextmanager
def empty(database: str) -> Iterator[dict[str, str]]:
    with ExitStack() as until_the_end:
        place = {"DATA_DIR": until_the_end.enter_context(tempfile.TemporaryDirectory())}
        if database == "postgresql":
            place["DATABASE_URL"] = until_the_end.enter_context(Server()).new_database()
        yield place


def restored(place: dict[str, str], backup: Path, checkout: Path = ROOT) -> float:
    began = time.monotonic()
    manage(place, "restore", backup, checkout=checkout)
    return time.monotonic() - began


class Beside:
    """Milliseconds to `ack`, of those who write alone, and beside a backup."""

    def __init__(self) -> None:
        self.alone, self.beside = list[float](), list[float]()
        self.backups = list[float]()  # seconds

    def turn(self, running: Running, talkers: Any, rate: float, folder: Path) -> None:
        def write() -> list[float]:
            talk = talkers.asked({"rate": rate, "seconds": SLICE})
            times: list[float] = talk["ack"]
            return times + [math.inf] * (talk["due"] - len(times))

        began, path = time.monotonic(), folder / f"{uuid4()}.holdfast"
        command = [sys.executable, "manage.py", "backup", str(path)]
        slices = 0
        with subprocess.Popen(command, cwd=ROOT, env=running.variables, stdout=subprocess.DEVNULL) as taking:
            while taking.poll() is None:
                self.beside += write()
                slices += 1
        assert taking.returncode == 0
        self.backups.append(time.monotonic() - began)
        manage(running.variables, "check_backup", path)
        self.path = path
        for _ in range(slices):
            self.alone += write()


def beside(place: dict[str, str], asked: argparse.Namespace, folder: Path) -> Beside:
    found = Beside()
    ours = replace(holdfast(), first=[sys.executable, "manage.py", "seed_agent"])  # it has its tables
    with (
        Running(ours, 10, **place) as running,
        running.generator("bench.talk", asdict(order(running, asked.customers, 5))) as talkers,
    ):
        talkers.asked({"rate": asked.rate, "seconds": SLICE})  # warm
        for _ in range(asked.turns):
            found.turn(running, talkers, asked.rate, folder)
    return found


def measure(database: str, asked: argparse.Namespace, archive: Path, folder: Path) -> list[str]:
    took: dict[str, list[float]] = {"now": [], "before": []}
    for _ in range(asked.turns):
        for name, checkout in (("before", asked.against), ("now", ROOT)):
            if checkout:
                with empty(database) as place:
                    took[name].append(restored(place, archive, checkout.resolve()))
    with empty(database) as place:
        took["now"].append(restored(place, archive))
        found = beside(place, asked, folder)
    with empty(database) as place:  # what was taken beside is whole
        took["now"].append(restored(place, found.path))
    parts = [percentile(times, part) for times in (found.alone, found.beside) for part in (0.5, 0.99)]
    times = parts[3] / parts[1]
    now = statistics.median(took["now"])
    print(f"restores onto {database}: {took}", flush=True)
    took_before = f"{statistics.median(took['before']):.0f}" if took["before"] else ""
    return [
        database, *(f"{part:.1f}" for part in parts), f"{times:.2f}",
        f"{statistics.median(found.backups):.0f}", f"{now:.0f}", took_before,
        "yes" if times <= BESIDE and now <= RESTORED else "NO",
    ]  # fmt: skip


HEAD: Final = (
    "",
    "ms to ack alone\np50",
    "\np99",
    "beside a backup\np50",
    "\np99",
    "p99's\nratio",
    "a backup\ns",
    "a restore\ns",
    "before\ns",
    f"≤ {BESIDE} times,\n≤ {RESTORED:g} s",
)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--databases", choices=DATABASES, nargs="+", default=DATABASES)
    parser.add_argument("--rate", type=float, default=100, help="messages a second, beside")
    parser.add_argument("--customers", type=int, default=100, help="who write them")
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--against", type=Path, help="another checkout, whose restore is measured by turns")
    return parser.parse_args()


def main() -> None:
    asked = options()
    more_files()
    print(in_words(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many(small(folder), folder / "many.holdfast", asked.messages)
        rows = [measure(database, asked, folder / "many.holdfast", folder) for database in asked.databases]
    print(f"\n{asked.messages:,} messages, {asked.rate:g} a second beside, {asked.turns} turns")
    print(table(HEAD, rows))
    raise SystemExit(any(row[-1] == "NO" for row in rows))


if __name__ == "__main__":
    main()
