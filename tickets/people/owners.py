"""One owner is always left who can let others in, by whatever door of Django's somebody goes."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from tickets.database import transaction
from tickets.people.models import User
from tickets.refusals import Refused

MADE_OF: Final = {"is_active", "is_staff", "is_superuser"}


class LastOwner(Refused):
    def __init__(self) -> None:
        super().__init__("conflict", _("This is the last owner: make somebody else one before."))


def owners() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_staff=True, is_superuser=True)


def is_last(user: User) -> bool:
    """As the database has it."""
    return owners().filter(pk=user.pk).exists() and not owners().exclude(pk=user.pk).exists()


def must_leave_one(user: User) -> None:
    """Before they cease to be one. Of two owners who go at once, the second waits here for the first."""
    with transaction():
        list(owners().select_for_update().order_by("pk"))
        if is_last(user):
            raise LastOwner


@receiver(pre_save, sender=User)
def to_be_saved(instance: User, update_fields: Collection[str] | None, raw: bool = False, **_: Any) -> None:
    stays = instance.is_active and instance.is_staff and instance.is_superuser
    untouched = update_fields is not None and not MADE_OF & set(update_fields)
    if not (stays or untouched or raw or instance._state.adding):
        must_leave_one(instance)


@receiver(pre_delete, sender=User)
def to_be_deleted(instance: User, **_: Any) -> None:
    must_leave_one(instance)
