"""A second factor that everybody must have: from when on, and who still owes one (`User.factor_by`).

It stands with each user, so that no door asks the database once more to know whom it holds back.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete, post_save, pre_save
from django.db.transaction import on_commit
from django.dispatch import receiver
from django.utils import timezone

from tickets.audit import log
from tickets.database import transaction
from tickets.people.models import SignInRules, User
from tickets.people.second_factor import FACTORS
from tickets.wire import announce


def since() -> datetime | None:
    """From when on everybody must; it may be still to come."""
    return SignInRules.objects.values_list("factor_by", flat=True).first()


def ask_everybody(days: int) -> None:
    """In so many days. Who has set one up owes none; the pages of who owes one now close at once."""
    _ask(timezone.now() + timedelta(days=days))


def ask_nobody() -> None:
    _ask(None)


def _ask(by: datetime | None) -> None:
    with transaction():
        rules, _ = SignInRules.objects.select_for_update().get_or_create(pk=1)
        before, rules.factor_by = _written(rules.factor_by), by
        rules.save()
        has_one = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        User.objects.filter(~Exists(has_one)).update(factor_by=by)
        log.note("sign-in.rules", before=before, after=_written(by))
        on_commit(partial(announce.sign_ins_changed, all_agents=True))


def _written(by: datetime | None) -> dict[str, Any]:
    return {"second_factor_from": by.isoformat(timespec="minutes") if by else None}


@receiver(pre_save, sender=User)
def comes(instance: User, raw: bool = False, **_: Any) -> None:
    if instance._state.adding and not raw:
        instance.factor_by = since()


@receiver(post_save, sender=Authenticator)
def set_up(instance: Authenticator, created: bool, raw: bool = False, **_: Any) -> None:
    if created and not raw and instance.type in FACTORS:
        User.objects.filter(pk=instance.user_id).update(factor_by=None)


@receiver(post_delete, sender=Authenticator)
def taken_away(instance: Authenticator, **_: Any) -> None:
    """Of two the other stays."""
    if not Authenticator.objects.filter(user=instance.user_id, type__in=FACTORS).exists():
        User.objects.filter(pk=instance.user_id).update(factor_by=since())
        on_commit(partial(announce.sign_ins_changed, agent=instance.user_id))
