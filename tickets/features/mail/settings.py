"""The page of mail in the desk's settings: which ways there are, as the environment has them, and a test."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tickets import letters
from tickets.features.mail import checks, trial, troubles
from tickets.people.models import User
from tickets.settings.pages import Page
from tickets.settings.views import OfSettings


class Ways(OfSettings, TemplateView):
    page = "mail"
    template_name = "mail/settings/ways.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = {
            "out": out(),
            "provider": settings.MAIL_PROVIDER,
            "sender": settings.MAIL_FROM,
            "reply_to": settings.MAIL_REPLY_TO,
            "mailbox": settings.MAILBOX,
            "listen": ":".join(map(str, settings.SMTP_LISTEN or ())),
            "posted": bool(settings.MAIL_WEBHOOK_SECRET),
            "signed": bool(settings.MAILGUN_SIGNING_KEY),
            "troubles": list(troubles.look()),
            "address": self.request.user.email,  # type: ignore[union-attr]  # an agent's
        }
        return super().get_context_data(**more) | told

    def post(self, request: HttpRequest) -> HttpResponse:
        act = request.POST.get("act", "")
        if act not in ACTS:
            raise Http404
        return ACTS[act](self)

    def do_smtp(self) -> HttpResponse:
        if not settings.EMAIL_URL or settings.MAIL_PROVIDER:
            raise Http404
        return self._tried("smtp", checks.smtp())

    def do_imap(self) -> HttpResponse:
        if not settings.MAILBOX:
            raise Http404
        return self._tried("imap", checks.imap())

    def _tried(self, what: str, failed: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data(tried=what, failed=failed))

    def do_send(self) -> HttpResponse:
        """Through all that a letter goes through."""
        user = self.request.user
        if not isinstance(user, User) or not user.email or not trial.send(user.email):
            return self._tried(
                "send", _("No mail is sent: there is no way out, or you were sent three lately.")
            )
        self.said(
            _("A mail to %(to)s is on its way. What it meets stands on this page and under Connections.")
            % {"to": user.email}
        )
        return redirect("settings-mail")


def out() -> str:
    """Where mails go, without what is secret about it."""
    if settings.MAIL_PROVIDER:
        return str(settings.MAIL_PROVIDER.name)
    user = f"{settings.EMAIL_HOST_USER} · " if settings.EMAIL_HOST_USER else ""
    return f"{user}{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if letters.can_be_sent() else ""


ACTS: Final[Mapping[str, Callable[[Ways], HttpResponse]]] = {
    "smtp": Ways.do_smtp,
    "imap": Ways.do_imap,
    "send": Ways.do_send,
}
page = Page("mail", gettext_lazy("Mail"), 40, [path("", Ways.as_view(), name="settings-mail")])
