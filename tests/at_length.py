"""What is killed for minutes has a command of its own, which is told how much, how often and where."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import Server


def asked(doc: str | None, **counts: int) -> argparse.Namespace:
    """What the command line says. `counts`: each option with what it is by itself."""
    parser = argparse.ArgumentParser(description=doc)
    for name, usual in counts.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


@contextmanager
def place(database: str) -> Iterator[tuple[Path, str | None]]:
    """An empty folder for a desk, and the URL of a database unless it is SQLite, which lies in the folder."""
    with tempfile.TemporaryDirectory() as folder:
        if database == "sqlite":
            yield Path(folder), None
        else:
            with Server() as server:
                yield Path(folder), server.new_database()
