"""Who works here, for those who look after it: let go, let in again, without a second factor."""

from collections.abc import Sequence
from dataclasses import dataclass

from tickets.database import transaction
from tickets.people import access, second_factor, sessions
from tickets.people.models import User
from tickets.refusals import Refused, not_found


@dataclass(frozen=True, slots=True)
class Colleague:
    pk: int
    name: str
    username: str
    email: str
    is_active: bool
    is_admin: bool
    has_second_factor: bool


def all_of_them() -> Sequence[Colleague]:
    """Whoever is at the desk or was; programs, whom nobody can sign in as, aren't among them."""
    users = [user for user in User.objects.filter(is_staff=True) if user.has_usable_password()]
    protected = second_factor.owners(user.pk for user in users)
    return sorted(
        (_colleague(user, user.pk in protected) for user in users),
        key=lambda one: (not one.is_active, one.name.casefold(), one.username),
    )


def _colleague(user: User, has_second_factor: bool) -> Colleague:
    name = access.person_of(user).name
    return Colleague(
        user.pk, name, user.username, user.email, user.is_active, user.is_superuser, has_second_factor
    )


def let_go(by: int, who: int) -> None:
    """Their pages close at once. Nobody lets themselves go, so somebody is always left who can let others in:
    two who let each other go at the same moment come one after the other."""
    _set_active(by, who, False)


def let_in_again(by: int, who: int) -> None:
    _set_active(by, who, True)


def forget_second_factor(by: int, who: int) -> None:
    """Of somebody who has lost it. Whoever has it now is signed out."""
    with transaction():
        user = _both(by, who)
        second_factor.forget(user)
        sessions.end_all(user)


def _set_active(by: int, who: int, active: bool) -> None:
    with transaction():
        user = _both(by, who)
        user.is_active = active
        user.save(update_fields=["is_active"])


def _both(by: int, who: int) -> User:
    """The second, locked with the first, who must still be one who may."""
    found = {
        user.pk: user for user in User.objects.select_for_update().filter(pk__in=(by, who)).order_by("pk")
    }
    if by == who or not may(found.get(by)):
        raise Refused("forbidden", "Somebody else has to do this.")
    if who not in found or not found[who].is_staff:
        raise not_found()
    return found[who]


def may(user: User | None) -> bool:
    """Look after who works here."""
    return bool(user and access.is_agent(user) and user.is_superuser)
