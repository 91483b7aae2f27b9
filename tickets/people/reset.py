"""A forgotten password: whoever has the user's mailbox sets a new one. Only where letters can be sent.

The page says the same of every address, and as quickly: the letter is written by a job.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetView
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from tickets import letters
from tickets.database import transaction
from tickets.letters import Args, Letter
from tickets.people.models import User

LETTER: Final = "password"


class ByLetter(PasswordResetForm):
    def save(self, *_: Any, **__: Any) -> None:
        """The language is that of who asks."""
        with transaction():
            for user in self.get_users(self.cleaned_data["email"]):
                args = {"user": user.pk, "language": translation.get_language()}
                letters.post(LETTER, user.email, args)


class AskForReset(PasswordResetView):
    form_class = ByLetter


def by_letter(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Django's pages for a forgotten password say that a mail was sent: without mail there are none."""

    @wraps(page)
    def where_it_can_be_sent(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not letters.can_be_sent():
            raise Http404
        return page(request, **named)

    return where_it_can_be_sent


def letter(args: Args) -> Letter | None:
    user = User.objects.filter(pk=args["user"], is_active=True).first()
    if user is None:
        return None
    with translation.override(args["language"]):
        told = {"name": user.get_username(), "url": _url(user), "language": args["language"]}
        text = render_to_string("registration/reset_letter.txt", told)
        html = render_to_string("registration/reset_letter.html", told)
        return Letter(_("A new password for the desk"), text, html)


def _url(user: User) -> str:
    named = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk))}
    path = reverse(
        "password_reset_confirm", kwargs=named | {"token": default_token_generator.make_token(user)}
    )
    return f"{settings.PUBLIC_URL}{path}"
