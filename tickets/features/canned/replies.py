"""An agent's canned replies: read, saved, deleted and counted. Synchronous; all raise Refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F, Q, QuerySet

from tickets.database import transaction
from tickets.features.canned import reply_files, variables
from tickets.features.canned.models import CannedReply, ReplyFile
from tickets.people.access import Person
from tickets.people.models import Team
from tickets.refusals import Refused

Scope = Literal["own", "team", "all"]
MOST: Final = 5_000  # that an agent has


@dataclass(frozen=True, slots=True)
class Reply:
    """What is saved. `team`: its primary key, of a team's."""

    title: str
    texts: dict[str, str]
    shortcut: str = ""
    scope: Scope = "own"
    team: int | None = None
    files: Sequence[UUID] | None = None  # None: as they are


def of(agent: Person) -> list[dict[str, Any]]:
    """Those that the agent may use, most used first."""
    replies = list(seen_by(agent).order_by("-uses", "title", "pk")[:MOST])
    files = reply_files.entries(replies)
    return [told(reply, files[reply.pk]) for reply in replies]


def teams_of(agent: Person) -> list[dict[str, Any]]:
    """For which the agent may save replies."""
    teams = Team.objects.filter(members=agent.agent).order_by("name")
    return [{"id": team.pk, "name": team.name} for team in teams]


def told(reply: CannedReply, files: list[dict[str, Any]]) -> dict[str, Any]:
    scope = "own" if reply.owner_id else "team" if reply.team_id else "all"
    return {
        "id": str(reply.pk),
        "scope": scope,
        "team": reply.team_id,
        "title": reply.title,
        "shortcut": reply.shortcut,
        "texts": dict(reply.texts),
        "files": files,
        "uses": reply.uses,
    }


def save(agent: Person, id: UUID, reply: Reply) -> dict[str, Any]:
    """New, or in the place of what has this id: the same again changes nothing."""
    for text in reply.texts.values():
        variables.check(text)
    fields = {"title": reply.title, "shortcut": reply.shortcut.lower(), "texts": list(reply.texts.items())}
    try:
        with transaction():
            saved = _writable(agent, id) or CannedReply(pk=id)
            for name, value in (fields | _scope(agent, reply)).items():
                setattr(saved, name, value)
            saved.save()
            if reply.files is not None:
                reply_files.give(agent, saved, reply.files)
    except IntegrityError:
        raise Refused("conflict", "There is a reply with this shortcut already.") from None
    return told(saved, reply_files.entries([saved])[saved.pk])


def delete(agent: Person, id: UUID) -> None:
    """One that is gone already is gone."""
    with transaction():
        if reply := _writable(agent, id):
            reply_files.free(ReplyFile.objects.filter(reply=reply), agent.agent)
            reply.delete()


def used(agent: Person, id: UUID) -> None:
    """One that was deleted meanwhile is said all the same."""
    seen_by(agent).filter(pk=id).update(uses=F("uses") + 1)


def seen_by(agent: Person) -> QuerySet[CannedReply]:
    mine = Q(owner=agent.agent) | Q(team__members=agent.agent)
    return CannedReply.objects.filter(mine | Q(owner=None, team=None)).distinct()


def _writable(agent: Person, id: UUID) -> CannedReply | None:
    """None: there is none. Somebody else's is there for nobody but them."""
    found = CannedReply.objects.filter(pk=id).first()
    if found and not seen_by(agent).filter(pk=id).exists():
        raise Refused("not_found", "There is no such reply.")
    return found


def _scope(agent: Person, reply: Reply) -> dict[str, Any]:
    if reply.scope != "team":
        return {"owner_id": agent.agent if reply.scope == "own" else None, "team_id": None}
    if reply.team is None or not Team.objects.filter(pk=reply.team, members=agent.agent).exists():
        raise Refused("bad_field", "`team`: you are in no such team.")
    return {"owner_id": None, "team_id": reply.team}
