"""The page of the audit log, and its export, for administrators and owners."""

from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tickets.audit import log, whats
from tickets.features.audit import export, find
from tickets.features.audit.find import Asked
from tickets.people import access, roles

DIGITS: Final = 19  # one more than a key has


class AskedForm(forms.Form):
    what = forms.ChoiceField(required=False)
    text = forms.CharField(required=False, max_length=100)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Everything")), *whats.all_of_them().items()]

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data) if self.is_valid() else Asked()


@never_cache
@login_required
@require_safe
def seen(request: HttpRequest) -> HttpResponseBase:
    _must_configure(request)
    form = AskedForm(request.GET)
    below = request.GET.get("below", "")
    lines, more = find.page(form.asked(), int(below) if below.isdecimal() and len(below) < DIGITS else None)
    words = whats.all_of_them()
    told = {
        "form": form,
        "lines": [{"is": line, "words": words.get(line.what, line.what)} for line in lines],
        "below": lines[-1].pk if more else None,
        "asked": _again(request),
        "name": access.person_of(request.user).name,  # type: ignore[arg-type]
        "at": "audit",
    }
    return render(request, "audit/page.html", told)


@never_cache
@login_required
@require_safe
def exported(request: HttpRequest, written: str) -> HttpResponseBase:
    _must_configure(request)
    if written not in export.FORMATS:
        raise Http404
    log.note("audit.exported", written)
    answer = StreamingHttpResponse(export.lines(AskedForm(request.GET).asked(), written))
    answer["Content-Type"] = export.FORMATS[written][0]
    answer["Content-Disposition"] = f'attachment; filename="audit.{written}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _must_configure(request: HttpRequest) -> None:
    if not roles.may_configure(request.user):
        raise PermissionDenied


def _again(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("below", None)
    return asked.urlencode()
