"""Makes tokens, lets calls in by them, and revokes them. Synchronous, on a database thread."""

import hmac
import math
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest

from tickets.audit import log
from tickets.database import statement, transaction
from tickets.features.api_tokens.models import ApiToken
from tickets.people import access
from tickets.people.access import Person
from tickets.people.models import Team, User
from tickets.people.sites import every as every_site
from tickets.people.teams import put
from tickets.refusals import Refused
from tickets.wire.buckets import Buckets, Rate

PREFIX: Final = "hf_"
READ, WRITE = "read", "write"
SCOPES: Final = (READ, WRITE)
MOST_NAME: Final = 80  # characters
MOST_DAYS: Final = 3650
READING: Final = ("GET", "HEAD")  # methods
CALLS: Final = Rate(burst=200, per_second=20)  # of one token
NOTED_EACH: Final = 60  # seconds: when it was used last is written no more often
IN_DOCS: Final[dict[str, Any]] = {
    "type": "http",
    "scheme": "bearer",
    "description": "A program's own token, `hf_<id>_<secret>`, made by `manage.py api_token NAME --scope "
    "read,write`. It calls as an agent called NAME: what reads (GET, HEAD) with the scope `read`, all else "
    "with `write`. `--teams` and `--sites` say which conversations there are for it: no call shows, counts "
    "or changes another.",
}

_calls = Buckets(CALLS)
_counting = Lock()
_noted: dict[int, float] = {}


class NameTaken(Exception):
    pass


@transaction()
def make(
    name: str,
    scopes: Collection[str],
    lifetime: timedelta | None = None,
    teams: Collection[int] | None = None,
    sites: Collection[str] | None = None,
) -> str:
    """The token, which nobody can show again. `teams`: whose tickets its agent sees, beside those of no team;
    `sites`: by their keys, where these were opened, or empty: anywhere. None: as it stands with the agent.
    Raises NameTaken."""
    known = ApiToken.objects.select_related("agent").filter(name=name).first()
    if known and known.revoked_at is None:
        raise NameTaken
    key = secrets.token_hex(6)
    token = f"{PREFIX}{key}_{secrets.token_hex(32)}"
    made = known or ApiToken(name=name, agent=_agent(name, key))
    made.key, made.hash = key, access.hash_of(token)
    made.scopes = [scope for scope in SCOPES if scope in scopes]
    made.made_at, made.used_at, made.revoked_at = Now(), None, None
    made.expires_at = Now() + lifetime if lifetime else None
    made.save()
    _let_in(made.agent, True)
    if teams is not None:
        put(made.agent, teams)
    if sites is not None:
        made.agent.sites = sorted(sites) or None
        made.agent.save(update_fields=["sites"])
    log.note("token.made", name, after={"scopes": made.scopes} | _teams(teams) | _sites(sites))
    return token


def _teams(chosen: Collection[int] | None) -> dict[str, Any]:
    """For the audit log."""
    return {} if chosen is None else {"teams": [name for pk, name in teams().items() if pk in chosen]}


def _sites(chosen: Collection[str] | None) -> dict[str, Any]:
    return {"sites": [name for key, name in sites_there().items() if key in chosen]} if chosen else {}


def sites_there() -> dict[str, str]:
    """That may be chosen: the name of each, by its key."""
    return {site.key: site.name for site in every_site()}


def sites_of(token: ApiToken) -> Sequence[str] | None:
    """What it is held to, by name. None: to none."""
    held_to = token.agent.sites
    return None if held_to is None else [sites_there().get(key, key) for key in held_to]


def teams() -> dict[int, str]:
    """That may be chosen, by name."""
    return dict(Team.objects.order_by("name").values_list("pk", "name"))


def _agent(name: str, key: str) -> User:
    """As whom it calls. Nobody signs in as one who has no password."""
    agent = User(username=f"api-{key}", first_name=name, is_staff=True)
    agent.set_unusable_password()
    agent.save()
    return agent


def _let_in(agent: User, active: bool) -> None:
    """Each write asks for it once more (`statements`), in the midst of a call too."""
    if agent.is_active != active:
        agent.is_active = active
        agent.save(update_fields=["is_active"])


@transaction()
def revoke(name: str) -> bool:
    """From now on nobody gets in by it. False: there is none of this name."""
    known = ApiToken.objects.select_related("agent").filter(name=name, revoked_at=None).first()
    if known is None:
        return False
    known.revoked_at, known.hash = Now(), ""
    known.save()
    _let_in(known.agent, False)
    log.note("token.revoked", name)
    return True


def known() -> Sequence[ApiToken]:
    """Those that aren't revoked."""
    return list(ApiToken.objects.select_related("agent").filter(revoked_at=None))


def admitted(token: str, request: HttpRequest) -> Person:
    """As whom it calls. Raises Refused."""
    found = _found(token)
    if found is None:
        raise Refused("signed_out", "This API token opens nothing: it is wrong, has expired, or was revoked.")
    _must_cover(found, READ if request.method in READING else WRITE)
    _count(found)
    _note(found)
    return replace(access.person_of(found.agent), is_program=True, reads=READ in found.scopes)


def _found(token: str) -> ApiToken | None:
    key = token.removeprefix(PREFIX).partition("_")[0]
    if not key.isalnum():  # PostgreSQL can't be asked for a NUL
        return None
    found = _alive().filter(key=key).first()
    return found if found and hmac.compare_digest(access.hash_of(token), found.hash) else None


def _alive() -> QuerySet[ApiToken]:
    fresh = Q(expires_at=None) | Q(expires_at__gt=Now())
    return ApiToken.objects.select_related("agent").filter(fresh, revoked_at=None, agent__in=access.agents())


def _must_cover(token: ApiToken, scope: str) -> None:
    if scope not in token.scopes:
        raise Refused("forbidden", f"This API token lacks the scope {scope}.")


def _count(token: ApiToken) -> None:
    if not settings.RATE_LIMITS:
        return
    with _counting:
        wait = _calls.take(str(token.pk), time.monotonic())
    if wait:
        raise Refused("rate_limited", "Too many calls by this API token.", retry_after=math.ceil(wait))


def _note(token: ApiToken) -> None:
    """That it was used. Of two processes each says so, which is one write more a minute."""
    now = time.monotonic()
    if now - _noted.get(token.pk, -math.inf) < NOTED_EACH:
        return
    _noted[token.pk] = now
    with statement():
        ApiToken.objects.filter(pk=token.pk).update(used_at=Now())
