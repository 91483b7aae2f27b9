"""What all pages of the settings area have: who may open them, their navigation, and what was saved."""

from typing import Any, Generic, TypeVar

from allauth.account.internal.flows import reauthentication
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView, View

from tickets.audit import log
from tickets.profile import OfAgents
from tickets.settings import pages

T = TypeVar("T")


class OfSettings(OfAgents):
    """A view of the page `page`. What it has saved it says on the next page (`said`)."""

    page = ""
    notes_itself = False  # in the audit log, more exactly

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not pages.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"at": "settings", "here": self.page}

    def said(self, words: str) -> None:
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        messages.success(request, words)
        if not self.notes_itself:
            log.note("settings.changed", request.path)

    def asks_password(self) -> None:
        """Once more, some minutes after it was given: before a secret is shown or made, so that whoever finds
        the desk open can't take it along."""
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        reauthentication.raise_if_reauthentication_required(request, app="tickets.settings")


class OfOne(OfSettings, FormView, Generic[T]):  # type: ignore[type-arg]
    """One of many, or one that is made by saving it."""

    def found(self) -> T | None:
        """By the address, as it is kept; None: there is none."""
        raise NotImplementedError

    @property
    def one(self) -> T:
        found = self.found()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.one}


class First(OfSettings, View):
    """Where the area begins."""

    def get(self, _: HttpRequest) -> HttpResponse:
        if not pages.every():
            raise Http404
        return redirect(f"/agent/settings/{pages.every()[0].name}/")
