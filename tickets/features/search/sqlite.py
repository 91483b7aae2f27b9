"""Whether this Python's SQLite can search at all."""

import sqlite3

from django.conf import settings


def must_have_fts5() -> None:
    """At the start, where somebody reads it."""
    if settings.DATABASES["default"]["ENGINE"] == "tickets.sqlite" and not has_fts5():
        raise SystemExit(
            "DATABASE_URL: this Python's SQLite was built without FTS5, which search needs: take another "
            "build, a postgres:// address, or the line `search` out of FEATURES (support_site/settings.py)."
        )


def has_fts5() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE letters USING fts5(body, tokenize='trigram')")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
