"""Lines of what happens by doors that aren't ours: Django's sign-in, allauth's second factors, the admin."""

from typing import Any, Final

from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from tickets.audit.log import Actor, note
from tickets.models import Ticket

IN_ADMIN: Final = {ADDITION: "admin.added", CHANGE: "admin.changed", DELETION: "admin.deleted"}


def actor(user: Any, request: HttpRequest | None) -> Actor:
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    return Actor(user.pk, user.get_username(), address)


@receiver(user_logged_in)
def signed_in(user: Any, request: HttpRequest | None = None, **_: Any) -> None:
    note("sign-in", by=actor(user, request))


@receiver(user_logged_out)
def signed_out(user: Any, request: HttpRequest | None = None, **_: Any) -> None:
    if user is not None:
        note("sign-out", by=actor(user, request))


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Of who there is: a password that was typed as a user name must not be kept."""
    if user := _named(credentials.get("username")):
        note("sign-in.failed", user.get_username(), by=_nobody(request))


@receiver(user_locked_out)
def locked_out(username: str | None = None, request: HttpRequest | None = None, **_: Any) -> None:
    if user := _named(username):
        note("sign-in.locked", user.get_username(), by=_nobody(request))


def _named(username: str | None) -> Any:
    return get_user_model().objects.filter(username=username).first() if username else None


def _nobody(request: HttpRequest | None) -> Actor:
    return Actor(None, "", request.META.get("REMOTE_ADDR", "") if request else "")


@receiver(authenticator_added)
def factor_added(user: Any, authenticator: Any, **_: Any) -> None:
    note("factor.added", user.get_username(), after={"kind": authenticator.type})


@receiver(authenticator_removed)
def factor_removed(user: Any, authenticator: Any, **_: Any) -> None:
    note("factor.removed", user.get_username(), before={"kind": authenticator.type})


@receiver(post_save, sender=get_user_model())
def saved(instance: Any, created: bool, **_: Any) -> None:
    """Another password, by whatever door: `save` forgets it only after this."""
    if not created and instance._password is not None:
        note("password", instance.get_username())


@receiver(post_save, sender=LogEntry)
def in_admin(instance: LogEntry, **_: Any) -> None:
    about = f"{instance.content_type}: {instance.object_id}"
    note(IN_ADMIN[instance.action_flag], about, after=_changed(instance))


def _changed(entry: LogEntry) -> dict[str, Any]:
    """Which fields, and not what stands in them: it may be a customer's."""
    message = entry.get_change_message()
    return {"fields": message} if entry.action_flag == CHANGE and message else {}


@receiver(post_delete, sender=Ticket)
def ticket_deleted(instance: Ticket, **_: Any) -> None:
    note("ticket.deleted", instance.public_id)
