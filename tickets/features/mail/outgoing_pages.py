"""The pages of the desk's own servers for mail out, in its settings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tickets.features.mail import checks, outgoing, sealing
from tickets.features.mail.forms import OutgoingForm
from tickets.features.mail.models import Outgoing
from tickets.people import roles
from tickets.people.roles import Right
from tickets.settings.views import OfOne

ACTS = ("save", "save-untried", "test", "remove")


class OneServer(OfOne[Outgoing]):
    """A server, or one that is made by saving it. It is tried before it is kept."""

    page = "mail"
    notes_itself = True
    template_name = "mail/settings/outgoing.html"
    form_class = OutgoingForm

    def found(self) -> Outgoing | None:
        pk = self.kwargs.get("pk")
        return outgoing.one(pk) if pk else Outgoing()

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"one": self.one}  # as it is kept

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where mails go is where whoever forgot a password gets a new one: so it asks for the old one."""
        act = request.POST.get("act", "save")
        if act not in ACTS or (act in ("test", "remove") and not self.one.pk):
            raise Http404
        if act == "test":
            return self._tested()
        self.asks_password()
        return self._removed() if act == "remove" else super().post(request, *args, **kwargs)

    def form_valid(self, form: OutgoingForm) -> HttpResponse:
        made, password = form.instance, form.cleaned_data["password"]
        if made.is_on and self.request.POST.get("act") != "save-untried" and (why := _tried(made, password)):
            form.add_error(None, why)
            return self.render_to_response(self.get_context_data(form=form, refused=True))
        made.by_owner = roles.may(self.request.user, Right.OWN)
        outgoing.keep(made, password)
        self.said(_("Saved. Mails go by it from now on."))
        return redirect("settings-outgoing", made.pk)

    def _tested(self) -> HttpResponse:
        told = {"form": self.form_class(instance=self.one), "tried": "outgoing", "failed": _tried(self.one)}
        return self.render_to_response(self.get_context_data(**told))

    def _removed(self) -> HttpResponse:
        outgoing.remove(self.one)
        self.said(_("Removed. No mail goes by it any more."))
        return redirect("settings-mail")


def _tried(made: Outgoing, password: str = "") -> str:
    """Empty: a mail would be taken."""
    try:
        return checks.smtp(outgoing.server(made, password))
    except sealing.NotOpened:
        return _("SECRET_KEY is another one than when the password was written. Write it again.")
