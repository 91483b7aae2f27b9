"""An agent who signs out, or is let go, loses the open pages too."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from tickets.wire import announce


@receiver(user_logged_out)
def close_sockets_of_session(request: HttpRequest, **_: Any) -> None:
    if key := request.session.session_key:
        announce.signed_out(announce.session(key))


@receiver(post_save, sender=User)
def close_sockets_of_agent(instance: User, created: bool, **_: Any) -> None:
    if not created and not (instance.is_active and instance.is_staff):
        announce.signed_out(announce.agent(instance.pk))
