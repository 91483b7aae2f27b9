#!/usr/bin/env bash
# SQLite 3.51.0 (by apsw 3.51.0.0): whoever connects where a database was moved away ends its log.
#
# Guess: a write-ahead log beside no database belongs to nobody, so it is left alone, and when the
# database is moved back (the process that wrote it still has both open), all that was committed is there.
# Seen: the first statement of whoever connects meanwhile makes an empty database and deletes the log
# that it finds beside it. Once the database is back, everybody else's statements end in "disk I/O error"
# as long as the writer lives; when it is killed, they work again, what was committed and not yet moved
# from the log into the database is gone, and the integrity check says "ok". By `mode=rw`, which makes
# no database, all of it is kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check apsw==3.51.0.0
cat >"$work/look.py" <<'PY'
import subprocess
import sys
from pathlib import Path

import apsw

folder = Path(sys.argv[1])


def by_another_process(file: Path, flags: int, statement: str) -> str:
    program = "import apsw, sys; print(*apsw.Connection(sys.argv[1], int(sys.argv[2])).execute(sys.argv[3]))"
    command = [sys.executable, "-c", program, str(file), str(flags), statement]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() or done.stderr.splitlines()[-1]


WRITER = """
import apsw, sys
writer = apsw.Connection(sys.argv[1])
for statement in ("PRAGMA journal_mode=WAL", "CREATE TABLE said (words)", "PRAGMA wal_checkpoint(TRUNCATE)",
                  "INSERT INTO said VALUES ('one'), ('two'), ('three')"):
    writer.execute(statement).fetchall()
print("committed", flush=True)
sys.stdin.read()
"""


def rows_after(name: str, flags: int) -> str:
    """Three rows are committed; the file goes away, somebody connects, and the file comes back. Then
    the writer's process is killed."""
    file, elsewhere = folder / f"{name}.sqlite3", folder / f"{name}.elsewhere"
    command = [sys.executable, "-c", WRITER, str(file)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    writer.stdout.readline()
    file.rename(elsewhere)
    by_another_process(file, flags, "SELECT count(*) FROM sqlite_schema")
    elsewhere.rename(file)
    asked = (file, apsw.SQLITE_OPEN_READWRITE, "SELECT count(*) FROM said")
    during = by_another_process(*asked)
    writer.kill()
    writer.communicate()
    after = by_another_process(*asked)
    whole = by_another_process(file, apsw.SQLITE_OPEN_READWRITE, "PRAGMA integrity_check")
    return f"{during} while the writer lives, {after} when it was killed, integrity {whole}"


print("SQLite", apsw.sqlite_lib_version())
made = rows_after("made", apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
refused = rows_after("refused", apsw.SQLITE_OPEN_READWRITE)
print("somebody connects, and makes it:", made)
print("somebody connects by mode=rw:", refused)
expected = (
    "apsw.IOError: disk I/O error while the writer lives, (0,) when it was killed, integrity ('ok',)",
    "(3,) while the writer lives, (3,) when it was killed, integrity ('ok',)",
)
raise SystemExit((made, refused) != expected)
PY
"$work/venv/bin/python" "$work/look.py" "$work"
