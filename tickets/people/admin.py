"""Users and teams for administrators."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tickets.people import owners, passwords
from tickets.people.models import Membership, Team, User
from tickets.wire.text import is_visible

if TYPE_CHECKING:
    TeamModelAdmin = admin.ModelAdmin[Team]
    MembershipInline = admin.TabularInline[Membership, Team]
else:  # generic for the type checker only
    TeamModelAdmin, MembershipInline = admin.ModelAdmin, admin.TabularInline


class OneUserForm(UserChangeForm):  # type: ignore[type-arg]
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        stays = all(cleaned.get(name, True) for name in owners.MADE_OF)
        if not stays and owners.is_last(self.instance):
            raise ValidationError(str(owners.LastOwner()))
        return cleaned


@admin.register(User)
class OneUserAdmin(UserAdmin):  # type: ignore[type-arg]
    form = OneUserForm
    change_password_form = passwords.OfSomebody
    fieldsets = (*(UserAdmin.fieldsets or ()), (None, {"fields": ("role", "own_only")}))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and owners.is_last(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Of several at once: without the last owner."""
        *found, protected = super().get_deleted_objects(objs, request)
        left = owners.owners().exclude(pk__in=[user.pk for user in objs]).exists()
        return *found, protected if left else [*protected, str(owners.LastOwner())]


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
