"""What somebody may do at the desk: five roles, each of which may all that those before it may.

An owner is Django's superuser, so that there is one fact and not two; all other roles are a column.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tickets.people.models import User


class Role(TextChoices):
    LIGHT = "light", _("Light agent")
    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMIN = "admin", _("Administrator")
    OWNER = "owner", _("Owner")


class Right(Enum):
    NOTE = "read what one sees, and write internal notes"
    ANSWER = "answer customers, and all else that is done with a ticket"
    SEE_ALL = "see the tickets of every team"
    CONFIGURE = "look after people, teams and settings"
    OWN = "make owners, and make them none"


_NEEDS: Final = {
    Right.NOTE: Role.LIGHT,
    Right.ANSWER: Role.AGENT,
    Right.SEE_ALL: Role.SUPERVISOR,
    Right.CONFIGURE: Role.ADMIN,
    Right.OWN: Role.OWNER,
}
_ORDER: Final = tuple(Role)
BELOW_OWNER: Final = [(role.value, role.label) for role in Role if role != Role.OWNER]


def of(user: "User") -> Role:
    return Role.OWNER if user.is_superuser else Role(user.role)


def has(role: Role, right: Right) -> bool:
    return _ORDER.index(role) >= _ORDER.index(_NEEDS[right])


def may(user: Any, right: Right) -> bool:
    """Of whoever comes with a request: who isn't signed in, or is no agent, may nothing."""
    return bool(user and user.is_active and user.is_staff) and has(of(user), right)


def rights(user: Any) -> list[Right]:
    """All that they may: what a page is told, so that it offers nothing that would be refused."""
    return [right for right in Right if may(user, right)]


def may_configure(user: Any) -> bool:
    """Look after people, teams and settings: administrators and owners. Each page and call of settings asks
    this one."""
    return may(user, Right.CONFIGURE)


def highest(of: Iterable[Role]) -> Role | None:
    return max(of, key=_ORDER.index, default=None)


def give(user: "User", role: Role) -> None:
    """Not stored yet. Who ceases to be an owner has no right of Django's own left."""
    user.is_superuser = role == Role.OWNER
    user.role = Role.ADMIN if role == Role.OWNER else role
