"""The bots' talks: opened, noted as the demo's, and said one after the other."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from random import Random
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from tickets.features.demo import bots, making, talks
from tickets.features.demo.models import Made
from tickets.features.demo.talks import AGENTS, Talk
from tickets.models import Ticket
from tickets.people.models import User

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def chats(url: str, count: int, pace: float = 1.0) -> Iterator[tuple[Talk, int]]:
    """Each talk with how many lines were said. Raises OSError, bots.Hung."""
    agent = making.agent(AGENTS[0])
    with signed_in(agent) as cookie:
        for talk in _some(count):
            opened = bots.opens(url, talk)
            Made.note(Ticket.objects.get(public_id=opened.ticket))
            yield talk, asyncio.run(bots.chat(url, talk, opened, cookie, pace))


def _some(count: int) -> list[Talk]:
    """Whole ones, in any language."""
    whole = [talk for talk in talks.talks(timezone.now()) if talk.steps[-1].fields["type"] == "rate"]
    return Random().sample(whole, min(count, len(whole)))  # noqa: S311


@contextmanager
def signed_in(agent: User) -> Iterator[str]:
    """A cookie, for as long as it is needed."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(agent.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    session.create()
    try:
        yield f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    finally:
        session.delete()
