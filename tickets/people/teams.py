"""Teams, for those who look after them: made, renamed, and who is in them. All raise Refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tickets.audit import log
from tickets.database import transaction
from tickets.people import access, roles
from tickets.people.models import Membership, Team, User
from tickets.refusals import Refused, not_found
from tickets.wire.text import is_visible

LONGEST = 80  # characters, as the column has


@dataclass(frozen=True, slots=True)
class Shown:
    pk: int
    name: str
    members: Sequence[str]


def all_of_them() -> list[Shown]:
    teams = Team.objects.prefetch_related("members").order_by("name")
    return [
        Shown(team.pk, team.name, sorted(access.person_of(one).name for one in team.members.all()))
        for team in teams
    ]


def make(by: int, name: str) -> Team:
    with transaction():
        _must_configure(by)
        team = Team.objects.create(name=_free(name))
        log.note("team.made", team.name)
        return team


def rename(by: int, team: int, name: str) -> None:
    with transaction():
        _must_configure(by)
        found = Team.objects.select_for_update().filter(pk=team).first()
        if found is None:
            raise not_found()
        before, found.name = found.name, _free(name, but=team)
        found.save(update_fields=["name"])
        log.note("team.renamed", before, before={"name": before}, after={"name": found.name})


def put(user: User, teams: Collection[int]) -> None:
    """Into these, and no others. Within a transaction."""
    known = set(Team.objects.filter(pk__in=teams).values_list("pk", flat=True))
    before = {one.team_id: one for one in Membership.objects.filter(user=user)}
    for team in before.keys() - known:
        before[team].delete()
    for team in known - before.keys():
        Membership.objects.create(user=user, team_id=team)


def _must_configure(by: int) -> None:
    if not roles.may_configure(User.objects.filter(pk=by).first()):
        raise Refused("forbidden", "Your role doesn't allow this.")


def _free(name: str, but: int | None = None) -> str:
    name = " ".join(name.replace("\x00", "").split())[:LONGEST]
    if not is_visible(name):
        message = _("There is nothing to see in this.")
        raise Refused("bad_field", message)
    if Team.objects.filter(name__iexact=name).exclude(pk=but or 0).exists():
        message = _("There is a team of this name.")
        raise Refused("conflict", message)
    return name
