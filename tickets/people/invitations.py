"""Invitations: who is asked to join the desk, by a link that works once and not for long.

Whoever joins chooses user name and password: nobody else ever knew them.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets import letters
from tickets.audit import log
from tickets.database import transaction
from tickets.letters import Args, Letter
from tickets.people import access
from tickets.people.models import Invitation, User

LETTER: Final = "invitation"
HOURS: Final = 72


class NotAnyMore(Exception):
    """It was used, taken back, is too old, or of somebody who may invite no more."""


def invite(by: AbstractBaseUser | AnonymousUser, email: str) -> Invitation:
    """Mailed as well, where letters can be sent; in the language of who invites."""
    with transaction():
        made = Invitation(email=email, invited_by_id=by.pk)
        made.hash = access.hash_of(_token(made))
        made.save()
        if email:
            args = {"invitation": made.pk, "language": translation.get_language()}
            letters.post(LETTER, email, args)
        log.note("person.invited", email)
    return made


def open_ones() -> Sequence[Invitation]:
    return list(_alive().select_related("invited_by").order_by("-made_at"))


def take_back(invitation: int) -> None:
    with transaction():
        found = Invitation.objects.filter(pk=invitation, used_at=None).first()
        if found:
            found.delete()
            log.note("person.uninvited", found.email)


def link(invitation: Invitation) -> str:
    """The token stands behind the #, which browsers keep to themselves."""
    return f"{settings.PUBLIC_URL}{reverse('join')}#{_token(invitation)}"


def found_by(token: str) -> int | None:
    """Which one it opens; no use is made of it yet."""
    return _alive().filter(hash=access.hash_of(token)).values_list("pk", flat=True).first()


def still(invitation: int | None) -> Invitation | None:
    return _alive().filter(pk=invitation).first() if invitation else None


def accept(invitation: int, user: User) -> User:
    """Of two at once, one. Raises NotAnyMore."""
    with transaction():
        if not _alive().filter(pk=invitation).update(used_at=timezone.now()):
            raise NotAnyMore
        user.is_staff = True
        user.save()
        Invitation.objects.filter(pk=invitation).update(user=user)
        log.note("person.joined", user.username)
    return user


def letter(args: Args) -> Letter | None:
    invitation = still(args["invitation"])
    if invitation is None:
        return None
    with translation.override(args["language"]):
        by = access.person_of(invitation.invited_by).name if invitation.invited_by else ""
        told = {"by": by, "url": link(invitation), "hours": HOURS, "language": args["language"]}
        text = render_to_string("people/invitation_letter.txt", told)
        html = render_to_string("people/invitation_letter.html", told)
        return Letter(_("Your invitation to the desk"), text, html)


def until(invitation: Invitation) -> datetime:
    return invitation.made_at + timedelta(hours=HOURS)


def _alive() -> QuerySet[Invitation]:
    """Of who may still invite: whoever was let go doesn't come back by a link of their own."""
    youngest = timezone.now() - timedelta(hours=HOURS)
    found = Invitation.objects.filter(used_at=None, made_at__gt=youngest)
    return found.filter(invited_by__in=access.configuring())


def _token(invitation: Invitation) -> str:
    """256 bits that only this server can derive, so that the link can be shown again."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"invitation " + invitation.seed.bytes, hashlib.sha256).hexdigest()
