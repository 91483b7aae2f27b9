"""The first agent, so that a new desk has somebody who can sign in and add the others."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

USERNAME = "agent"


def seed(password: str, *, replace: bool = False) -> tuple[bool, bool]:
    """Whether the agent was made just now, and whether this password signs them in. Where there is an owner
    who can sign in, nobody is made: an agent that was deleted stays so.

    A password takes a busy machine seconds to work out. No transaction waits for it: PostgreSQL ends
    one that does nothing for 5 s."""
    agents = get_user_model().objects
    agent, made = agents.filter(username=USERNAME).first(), False
    if agent is None and not agents.filter(is_superuser=True, is_active=True).exists():
        role = {"is_staff": True, "is_superuser": True}
        agent, made = agents.get_or_create(
            username=USERNAME, defaults=role | {"password": make_password(password)}
        )
    elif agent and replace and not agent.check_password(password):
        agent.set_password(password)
        agent.save(update_fields=["password"])
    return made, agent is not None and agent.check_password(password)


def weakness(password: str) -> str:
    """What is wrong with a password that was given, in one line."""
    try:
        validate_password(password, get_user_model()(username=USERNAME))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class Command(BaseCommand):
    help = (
        "Makes the user `agent` with AGENT_PASSWORD, unless they are there, or another owner: a changed "
        "password stays changed, and who was deleted deleted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.AGENT_PASSWORD:
            raise CommandError("AGENT_PASSWORD or AGENT_PASSWORD_FILE must be set.")
        if wrong := weakness(settings.AGENT_PASSWORD):
            raise CommandError(f"AGENT_PASSWORD: {wrong}")
        made, _ = seed(settings.AGENT_PASSWORD)
        if made:  # once in the log, and never again
            self.stdout.write(
                f"Sign in at {settings.PUBLIC_URL}/agent/ as {USERNAME}: {settings.AGENT_PASSWORD}"
            )
        else:
            self.stdout.write(f"The user {USERNAME}, or another owner, is there.")
