"""Who works here, for those who look after it: roles and teams, let go, let in again, without a second
factor."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tickets.audit import log
from tickets.database import transaction
from tickets.people import access, roles, second_factor, sessions
from tickets.people.models import Team, User
from tickets.people.roles import Right, Role
from tickets.people.teams import put
from tickets.refusals import Refused, not_found


@dataclass(frozen=True, slots=True)
class Colleague:
    pk: int
    name: str
    username: str
    email: str
    is_active: bool
    role: Role
    own_only: bool
    teams: frozenset[int]
    has_second_factor: bool


def all_of_them() -> Sequence[Colleague]:
    """Whoever is at the desk or was; programs, whom nobody can sign in as, aren't among them."""
    return _colleagues(user for user in _users() if not user.is_program)


def programs() -> Sequence[Colleague]:
    """Agents as whom programs call, while they may."""
    return _colleagues(user for user in _users() if user.is_active and user.is_program)


def _users() -> Iterable[User]:
    return User.objects.filter(is_staff=True).prefetch_related("memberships")


def _colleagues(users: Iterable[User]) -> Sequence[Colleague]:
    users = list(users)
    protected = second_factor.owners(user.pk for user in users)
    return sorted(
        (_colleague(user, user.pk in protected) for user in users),
        key=lambda one: (not one.is_active, one.name.casefold(), one.username),
    )


def _colleague(user: User, has_second_factor: bool) -> Colleague:
    name, teams = access.person_of(user).name, frozenset(one.team_id for one in user.memberships.all())
    about = (user.email, user.is_active, roles.of(user), user.own_only, teams, has_second_factor)
    return Colleague(user.pk, name, user.username, *about)


def let_go(by: int, who: int) -> None:
    """Their pages close at once. Nobody lets themselves go, so somebody is always left who can let others in:
    two who let each other go at the same moment come one after the other."""
    _set_active(by, who, False)


def let_in_again(by: int, who: int) -> None:
    _set_active(by, who, True)


def place(by: int, who: int, role: Role, own_only: bool, teams: Collection[int]) -> None:
    """What they may, and see. Their pages see it at once. Of oneself: which teams, and not the role."""
    with transaction():
        user = _oneself(by, role) if by == who else _both(by, who)
        if Role.OWNER in (role, roles.of(user)) and role != roles.of(user):
            _must(by, Right.OWN)
        if role == Role.OWNER and user.is_program:
            raise Refused("forbidden", "A program owns nothing.")
        before = placed(user)
        roles.give(user, role)
        user.own_only = own_only
        user.save(update_fields=["is_superuser", "role", "own_only"])
        put(user, teams)
        log.note("person.placed", user.username, before=before, after=placed(user))


def placed(user: User) -> dict[str, Any]:
    """For the audit log."""
    teams = Team.objects.filter(members=user).order_by("name").values_list("name", flat=True)
    return {"role": roles.of(user).value, "own_only": user.own_only, "teams": list(teams)}


def _oneself(by: int, role: Role) -> User:
    user = User.objects.select_for_update().get(pk=by)
    if not may(user) or roles.of(user) != role:
        raise Refused("forbidden", "Somebody else has to do this.")
    return user


def _must(by: int, right: Right) -> None:
    if not roles.may(User.objects.get(pk=by), right):
        raise Refused("forbidden", "Somebody else has to do this.")


def forget_second_factor(by: int, who: int) -> None:
    """Of somebody who has lost it."""
    with transaction():
        take_second_factor(_both(by, who))


def take_second_factor(user: User) -> bool:
    """Whoever has it now is signed out. False: there was none."""
    with transaction():
        had = second_factor.forget(user)
        if had:
            sessions.end_all(user)
            log.note("factor.removed", user.username)
    return had


def _set_active(by: int, who: int, active: bool) -> None:
    with transaction():
        user = _both(by, who)
        user.is_active = active
        user.save(update_fields=["is_active"])
        log.note("person.let-in" if active else "person.let-go", user.username)


def _both(by: int, who: int) -> User:
    """The second, locked with the first, who must still be one who may."""
    found = {
        user.pk: user for user in User.objects.select_for_update().filter(pk__in=(by, who)).order_by("pk")
    }
    if by == who or not may(found.get(by)):
        raise Refused("forbidden", "Somebody else has to do this.")
    if who not in found or not found[who].is_staff:
        raise not_found()
    if roles.of(found[who]) == Role.OWNER and roles.of(found[by]) != Role.OWNER:
        raise Refused("forbidden", "Somebody else has to do this.")
    return found[who]


def may(user: User | None) -> bool:
    """Look after who works here."""
    return roles.may_configure(user)
