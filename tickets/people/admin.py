"""Users and teams for administrators."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from tickets.people.models import Membership, Team, User

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


@admin.register(Team)
class TeamAdmin(TeamModelAdmin):
    search_fields = ("name",)
    inlines = (Memberships,)
