"""Before the parts start: can we reach what we are to use? Then schema, static files, the first agent.

The last line it prints is the sign-in. `make run` passes on at once what begins with TOLD.
"""

import asyncio
import os
import secrets
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection

from support_site import environment, upgrade
from support_site.run import TOLD
from support_site.static_files import collect
from tickets.progress import Progress

MADE_UP_PASSWORD_BYTES = 9  # twelve letters


class Told:
    """A stream for lines to be passed on."""

    def isatty(self) -> bool:
        return False

    def write(self, line: str) -> None:
        sys.stdout.write(f"{TOLD}{line}")

    def flush(self) -> None:
        sys.stdout.flush()


async def check_redis() -> None:
    from tickets.redis import RedisError, client

    try:
        await client().ping()
    except (RedisError, OSError) as error:
        raise SystemExit(f"REDIS_URL: can't reach Redis: {_first_line(error)}") from None
    await client().aclose()


def check_database() -> None:
    # The pool would try in the background and log each failure; here, one connection will do.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise SystemExit(f"DATABASE_URL: can't reach the database: {_first_line(error)}") from None


def keep_what_is_needed() -> None:
    from tickets.database_trouble import words

    try:
        upgrade.bring_up_to_date(Progress(Told()))
    except OperationalError as error:
        reason = f"{_first_line(error)}: {words(error)}"
        raise SystemExit(f"DATABASE_URL: can't bring the database up to date: {reason}") from None
    try:
        collect()
    except OSError as error:
        raise SystemExit(f"STATIC_ROOT: can't keep the static files: {error.strerror}") from None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def sign_in() -> str:
    """A given password is set anew; a made-up one gives way to what was chosen in the admin since."""
    from tickets.management.commands.seed_agent import USERNAME, seed, weakness

    given = settings.AGENT_PASSWORD
    if given and (wrong := weakness(given)):
        raise SystemExit(f"AGENT_PASSWORD: {wrong}")
    password = given or environment.kept_secret(settings.DATA_DIR, "agent_password", _made_up)
    _, valid = seed(password, replace=bool(given))
    if valid:
        return f"{USERNAME}, password {password}"
    there = get_user_model().objects.filter(username=USERNAME).exists()
    return f"{USERNAME if there else 'an owner'}, with the password you chose"


def _made_up() -> str:
    return secrets.token_urlsafe(MADE_UP_PASSWORD_BYTES)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")
    django.setup()
    asyncio.run(check_redis())
    check_database()
    keep_what_is_needed()
    try:
        print(sign_in())
    except OperationalError as error:
        raise SystemExit(f"DATABASE_URL: can't add the first agent: {_first_line(error)}") from None


if __name__ == "__main__":
    main()
