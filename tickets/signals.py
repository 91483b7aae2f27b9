"""Whatever may end a sign-in is told, and every process looks at once after those that it has."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.db.transaction import on_commit
from django.dispatch import receiver
from django.utils import timezone

from tickets.models import TicketToken
from tickets.people.models import Membership, Team, User
from tickets.wire import announce, groups

RIGHTS = {"password", "is_active", "is_staff", "username", "is_superuser", "role", "own_only"}


@receiver(post_save, sender=User)
def agent_changed(instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if not created and (update_fields is None or RIGHTS & set(update_fields)):
        on_commit(partial(announce.sign_ins_changed, agent=instance.pk))


@receiver(post_delete, sender=User)
def agent_deleted(instance: User, **_: Any) -> None:
    on_commit(partial(announce.sign_ins_changed, agent=instance.pk))


@receiver([post_save, post_delete], sender=Membership)
def member_changed(instance: Membership, **_: Any) -> None:
    on_commit(partial(announce.sign_ins_changed, agent=instance.user_id))


@receiver(m2m_changed, sender=Membership)
@receiver([post_save, post_delete], sender=Team)
def teams_changed(**_: Any) -> None:
    """With the first team, everybody sees something else."""
    on_commit(partial(announce.sign_ins_changed, all_agents=True))


@receiver(post_delete, sender=Session)
def session_deleted(instance: Session, **_: Any) -> None:
    """By signing out, by another's sign-in, by a new password, which gives the session a new key."""
    if instance.expire_date > timezone.now():  # else by `clearsessions`, a great many
        on_commit(partial(announce.sign_ins_changed, session=groups.session(instance.session_key)))


@receiver(post_delete, sender=TicketToken)
def token_superseded(instance: TicketToken, origin: Any, **_: Any) -> None:
    """By newer ones, not with its ticket, which is told in other words."""
    if getattr(origin, "model", type(origin)) is TicketToken:
        on_commit(partial(announce.sign_ins_changed, ticket=instance.ticket_id))
