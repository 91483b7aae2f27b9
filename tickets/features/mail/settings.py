"""The page of mail in the desk's settings: which ways there are, a test of each, and the mailboxes that are
written here beside that of the environment."""

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
from tickets.features.mail import checks, mailboxes, outgoing, sealing, trial, troubles
from tickets.features.mail.forms import MailboxForm
from tickets.features.mail.models import Mailbox
from tickets.features.mail.outgoing_pages import OneServer
from tickets.features.mail.text_pages import Texts
from tickets.people.models import User
from tickets.settings.pages import Page
from tickets.settings.views import OfOne, OfSettings


class Ways(OfSettings, TemplateView):
    page = "mail"
    template_name = "mail/settings/ways.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told = {
            "out": out(),
            "outgoing": outgoing.all_of_them(),
            "goes_out": letters.can_be_sent(),
            "provider": settings.MAIL_PROVIDER,
            "sender": settings.MAIL_FROM,
            "reply_to": settings.MAIL_REPLY_TO,
            "mailbox": settings.MAILBOX,
            "listen": ":".join(map(str, settings.SMTP_LISTEN or ())),
            "posted": bool(settings.MAIL_WEBHOOK_SECRET),
            "signed": bool(settings.MAILGUN_SIGNING_KEY),
            "mailboxes": mailboxes.all_of_them(),
            "restored": [one for one in mailboxes.all_of_them() if one.restored],
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
        return self._tried("imap", checks.imap(settings.MAILBOX))

    def _tried(self, what: str, failed: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data(tried=what, failed=failed))

    def do_read(self) -> HttpResponse:
        if not mailboxes.switch_on_restored():
            raise Http404
        self.said(_("They are read in a moment."))
        return redirect("settings-mail")

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


class OneMailbox(OfOne[Mailbox]):
    """A mailbox, or one that is made by saving it."""

    page = "mail"
    notes_itself = True
    template_name = "mail/settings/mailbox.html"
    form_class = MailboxForm

    def found(self) -> Mailbox | None:
        pk = self.kwargs.get("pk")
        return mailboxes.one(pk) if pk else Mailbox()

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        one = self.one  # as it is kept: the form's has what was written
        return super().get_context_data(**more) | {"one": one, "trouble": troubles.of(one)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get("act", "save")
        if act == "save":
            return super().post(request, *args, **kwargs)
        if act not in ("test", "remove") or not self.one.pk:
            raise Http404
        return self._tested() if act == "test" else self._removed()

    def form_valid(self, form: MailboxForm) -> HttpResponse:
        mailboxes.keep(form.instance, form.cleaned_data["password"])
        self.said(_("Saved. It is read in a moment."))
        return redirect("settings-mailbox", form.instance.pk)

    def _tested(self) -> HttpResponse:
        try:
            failed = checks.imap(mailboxes.where(self.one))
        except sealing.NotOpened:
            failed = _("SECRET_KEY is another one than when the password was written. Write it again.")
        form = self.form_class(instance=self.one)
        return self.render_to_response(self.get_context_data(form=form, tried=True, failed=failed))

    def _removed(self) -> HttpResponse:
        mailboxes.remove(self.one)
        self.said(_("Removed. What came by it stays."))
        return redirect("settings-mail")


def out() -> str:
    """Where mails go, without what is secret about it."""
    if settings.MAIL_PROVIDER:
        return str(settings.MAIL_PROVIDER.name)
    user = f"{settings.EMAIL_HOST_USER} · " if settings.EMAIL_HOST_USER else ""
    return f"{user}{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if settings.EMAIL_URL else ""


ACTS: Final[Mapping[str, Callable[[Ways], HttpResponse]]] = {
    "smtp": Ways.do_smtp,
    "imap": Ways.do_imap,
    "send": Ways.do_send,
    "read": Ways.do_read,
}
page = Page(
    "mail",
    gettext_lazy("Mail"),
    40,
    [
        path("", Ways.as_view(), name="settings-mail"),
        path("servers/new/", OneServer.as_view(), name="settings-new-outgoing"),
        path("servers/<int:pk>/", OneServer.as_view(), name="settings-outgoing"),
        path("texts/", Texts.as_view(), name="settings-mail-texts"),
        path("mailboxes/new/", OneMailbox.as_view(), name="settings-new-mailbox"),
        path("mailboxes/<int:pk>/", OneMailbox.as_view(), name="settings-mailbox"),
    ],
)
