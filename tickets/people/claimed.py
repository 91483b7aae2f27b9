"""Roles and teams by a claim of single sign-on: a table says which of its values give which.

At each sign-in by the issuer the role, and the teams that the table names, are made what the claim says. Of
an owner the teams alone, and where no line gives a role, roles are given at the desk.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tickets.audit import log
from tickets.audit.log import Actor
from tickets.people import oidc, roles, staff, teams
from tickets.people.models import SignInRules, Team, User
from tickets.people.roles import Role

logger = logging.getLogger(__name__)

ELSEWHERE: Final = "_claim_names"  # OpenID Connect, 5.6.2: claims that have to be asked for at another place


class Unnamed(TextChoices):
    """Whom no line gives a role, where others do."""

    AGENT = "agent", _("becomes an agent")
    LIGHT = "light", _("becomes a light agent")
    REFUSED = "refused", _("isn't let in")


class NotNamed(Exception):
    """Nobody whom no line gives a role is let in."""


class NotTold(Exception):
    """The issuer has more to say of the claim than fits into its answer: nobody knows what it says."""


@dataclass(frozen=True, slots=True)
class Line:
    value: str
    role: Role | None
    teams: frozenset[int]
    lost: int = 0  # teams of it that there aren't

    def kept(self) -> dict[str, Any]:
        return {"value": self.value, "role": self.role or "", "teams": sorted(self.teams)}


@dataclass(frozen=True, slots=True)
class Table:
    claim: str
    lines: tuple[Line, ...]
    unnamed: Unnamed

    @property
    def gives_roles(self) -> bool:
        return any(line.role for line in self.lines)

    @property
    def covers(self) -> frozenset[int]:
        """Teams."""
        return frozenset().union(*(line.teams for line in self.lines))


def is_by_environment() -> bool:
    return bool(settings.OIDC_ROLES)


def table() -> Table | None:
    """None: roles and teams are given at the desk alone."""
    row = None if is_by_environment() else SignInRules.objects.first()
    found = of(row) if row else _of_environment()
    return found if found.lines else None


def _of_environment() -> Table:
    named = {team.name.casefold(): team.pk for team in Team.objects.all()}
    lines = tuple(_lines(settings.OIDC_ROLES, named))
    return Table(settings.OIDC_CLAIM, lines, Unnamed(settings.OIDC_UNNAMED))


def _lines(given: Mapping[str, Mapping[str, Any]], named: Mapping[str, int]) -> Iterable[Line]:
    for value, gives in given.items():
        role, names = gives.get("role"), gives.get("teams", ())
        found = [named.get(name.casefold()) for name in names]
        there = frozenset(pk for pk in found if pk)
        yield Line(value, Role(role) if role else None, there, found.count(None))


def of(row: SignInRules) -> Table:
    there, kept = set(Team.objects.values_list("pk", flat=True)), row.named or ()
    lines = (
        Line(
            one["value"],
            Role(one["role"]) if one["role"] else None,
            frozenset(one["teams"]) & there,
            len(set(one["teams"]) - there),
        )
        for one in kept
    )
    return Table(row.claim, tuple(lines), Unnamed(row.unnamed))


def values(claims: Mapping[str, Any], path: str) -> frozenset[str] | None:
    """None: the issuer says nothing of it. A text is one value, of an object the names count.
    Raises NotTold."""
    found = oidc.told(claims, path)
    if found is None and path in (claims.get(ELSEWHERE) or ()):
        raise NotTold
    if found is None:
        return None
    listed: Collection[Any] = (found,) if isinstance(found, str) else found if _is_many(found) else ()
    return frozenset(one for one in listed if isinstance(one, str))


def _is_many(found: Any) -> bool:
    return isinstance(found, list | Mapping)


def place(user: User, claims: Mapping[str, Any], issuer: str) -> None:
    """Within the transaction that lets them in. Raises NotNamed and NotTold."""
    found = table()
    if found is None:
        return
    said = values(claims, found.claim)
    if said is None:
        logger.warning("single sign-on: %s says no %s of %s", issuer, found.claim, user.username)
    lines = [line for line in found.lines if line.value in (said or ())]
    user = User.objects.select_for_update().get(pk=user.pk)
    before = staff.placed(user)
    _give_role(user, found, lines)
    _put(user, found, lines)
    after = staff.placed(user)
    if before != after:
        log.note("person.placed", user.username, before=before, after=after, by=by(issuer))


def by(issuer: str) -> Actor:
    """Who did it, for the audit log."""
    return Actor(None, f"single sign-on ({issuer})")


def _give_role(user: User, found: Table, lines: Iterable[Line]) -> None:
    if user.is_superuser or not found.gives_roles:
        return
    role = roles.highest(line.role for line in lines if line.role)
    if role is None and found.unnamed == Unnamed.REFUSED:
        raise NotNamed
    wanted = role or Role(found.unnamed)
    if user.role != wanted:
        user.role = wanted
        user.save(update_fields=["role"])


def _put(user: User, found: Table, lines: Iterable[Line]) -> None:
    by_hand = set(user.teams.values_list("pk", flat=True)) - found.covers
    teams.put(user, by_hand.union(*(line.teams for line in lines)))
