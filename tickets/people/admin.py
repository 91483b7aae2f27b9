"""Users and teams for administrators."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tickets.people.models import Membership, Team, User
from tickets.wire.text import is_visible

if TYPE_CHECKING:
    TeamModelAdmin = admin.ModelAdmin[Team]
    MembershipInline = admin.TabularInline[Membership, Team]
else:  # generic for the type checker only
    TeamModelAdmin, MembershipInline = admin.ModelAdmin, admin.TabularInline

admin.site.register(User, UserAdmin)


class Memberships(MembershipInline):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 0


class TeamForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_visible(name):
            raise ValidationError(_("There is nothing to see in this."))
        return name


@admin.register(Team)
class TeamAdmin(TeamModelAdmin):
    form = TeamForm
    search_fields = ("name",)
    inlines = (Memberships,)
