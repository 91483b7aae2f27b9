"""The page of roles and teams by the issuer of single sign-on, in the desk's settings."""

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tickets.people import claimed, roles, sso, teams
from tickets.people.claimed import Line, Unnamed
from tickets.people.roles import Role
from tickets.settings.views import OfSettings

EMPTY: Final = 3  # lines to fill in
LITERAL: Final = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off", "dir": "auto"}


class TableForm(forms.Form):
    claim = forms.CharField(
        label=gettext_lazy("Claim"),
        max_length=200,
        widget=forms.TextInput(attrs=LITERAL),
        help_text=gettext_lazy(
            "What the issuer calls somebody's groups, by its name or by a path, as in realm_access.roles."
        ),
    )
    unnamed = forms.ChoiceField(
        label=gettext_lazy("Whom no line gives a role"),
        choices=Unnamed.choices,
        help_text=gettext_lazy(
            "As soon as a line gives one: from then on a role by hand lasts until the next sign-in by the "
            "issuer. Owners are neither made nor unmade by it, nor kept out."
        ),
    )


class LineForm(forms.Form):
    value = forms.CharField(
        label=gettext_lazy("Value"), required=False, max_length=200, widget=forms.TextInput(attrs=LITERAL)
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        required=False,
        choices=[("", gettext_lazy("None by this line")), *roles.BELOW_OWNER],
    )
    teams = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Teams"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = teams.all_of_them()
        self.fields["teams"].choices = [(one.pk, one.name) for one in there]  # type: ignore[attr-defined]
        if not there:
            del self.fields["teams"]

    @property
    def lost(self) -> int:
        return int(self.initial.get("lost", 0))

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if data.get("value") and not (data.get("role") or data.get("teams")):
            raise forms.ValidationError(_("It gives neither a role nor a team."))
        return data

    def line(self) -> Line | None:
        """None: it was left empty, or was emptied."""
        told = self.cleaned_data
        if not told.get("value"):
            return None
        role = Role(told["role"]) if told["role"] else None
        return Line(told["value"], role, frozenset(told.get("teams", ())))


class _Lines(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        named = [line.value for line in self.lines()]
        twice = next((value for value in named if named.count(value) > 1), None)
        if twice is not None:
            raise forms.ValidationError(_("“%(value)s” is there twice.") % {"value": twice})

    def lines(self) -> list[Line]:
        found = (form.line() for form in self.forms if not form.errors)
        return [line for line in found if line]


LinesForm = forms.formset_factory(LineForm, formset=_Lines, extra=EMPTY, max_num=1_000)


class Claims(OfSettings, FormView):  # type: ignore[type-arg]
    page = "sign-in"
    notes_itself = True
    template_name = "settings/claims.html"
    form_class = TableForm

    def get_initial(self) -> dict[str, Any]:
        row = sso.row()
        return {"claim": row.claim, "unnamed": row.unnamed}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        kept = [_shown(line) for line in claimed.of(sso.row()).lines]
        told: dict[str, Any] = {
            "by_environment": claimed.table() if claimed.is_by_environment() else None,
            "names": {one.pk: one.name for one in teams.all_of_them()},
            "lines": LinesForm(initial=kept, prefix="line"),
        }
        return super().get_context_data(**(told | more))

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if claimed.is_by_environment():
            raise PermissionDenied
        self.asks_password()
        return super().post(*args, **kwargs)

    def form_valid(self, form: TableForm) -> HttpResponse:
        lines: Any = LinesForm(self.request.POST, prefix="line")
        if not lines.is_valid():
            return self.render_to_response(self.get_context_data(form=form, lines=lines))
        found, unnamed = lines.lines(), form.cleaned_data["unnamed"]
        if unnamed == Unnamed.REFUSED and not any(line.role for line in found):
            form.add_error("unnamed", _("No line gives a role: nobody would be let in."))
            return self.render_to_response(self.get_context_data(form=form, lines=lines))
        named = [line.kept() for line in found]
        sso.save(claim=form.cleaned_data["claim"], unnamed=unnamed, named=named)
        self.said(_("Saved. It holds from everybody's next sign-in by the issuer on."))
        return redirect("settings-claims")

    def form_invalid(self, form: TableForm) -> HttpResponse:
        lines = LinesForm(self.request.POST, prefix="line")
        return self.render_to_response(self.get_context_data(form=form, lines=lines))


def _shown(line: Line) -> dict[str, Any]:
    return line.kept() | {"lost": line.lost}
