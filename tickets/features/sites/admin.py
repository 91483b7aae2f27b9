"""Sites for administrators: what each may do, how it looks, and the line for its pages."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tickets.features.sites import kept, line
from tickets.features.sites.forms import SiteForm
from tickets.features.sites.models import Site

if TYPE_CHECKING:
    SiteModelAdmin = admin.ModelAdmin[Site]
else:  # generic for the type checker only
    SiteModelAdmin = admin.ModelAdmin


@admin.register(Site)
class SiteAdmin(SiteModelAdmin):
    form = SiteForm
    list_display = ("name", "key", "only_verified", "is_on")
    readonly_fields = ("key", "secret", "former_secret", "the_logo", "line")
    fields = (
        "name",
        "key",
        "line",
        "origins",
        "shown_name",
        "the_logo",
        "upload",
        "no_logo",
        "accent",
        "greeting",
        "position",
        "languages",
        "only_verified",
        "is_on",
        "secret",
        "former_secret",
        "new_secret",
    )

    @admin.display(description=_("logo of now"))
    def the_logo(self, site: Site) -> str:
        address = site.appearance.get("logo")
        return format_html('<img src="{}" alt="">', address) if address else ""

    @admin.display(description=_("line for its pages"))
    def line(self, site: Site) -> str:
        return format_html("<code>{}</code>", line.of(site)) if line.of(site) else ""

    def has_delete_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        """One whose conversations are kept stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not kept.has_tickets(obj))
