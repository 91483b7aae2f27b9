"""The log for administrators: tickets and contacts can be corrected, tickets deleted with all that
belongs to them; what was said can only be read."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tickets.models import Contact, Event, Ticket
from tickets.wire.text import is_visible

if TYPE_CHECKING:
    ContactModelAdmin = admin.ModelAdmin[Contact]
    TicketModelAdmin = admin.ModelAdmin[Ticket]
    EventModelAdmin = admin.ModelAdmin[Event]
else:  # generic for the type checker only
    ContactModelAdmin = TicketModelAdmin = EventModelAdmin = admin.ModelAdmin


class ReadOnly:
    """Events are written by tickets.conversation alone: their order is what pages rely on."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def seen(text: str) -> str:
    """What the API refuses at a ticket's opening can't be written here either."""
    if text and not is_visible(text):
        raise forms.ValidationError(_("There is nothing to see in this."))
    return text


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    def clean_name(self) -> str:
        return seen(self.cleaned_data["name"])


class TicketForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_subject(self) -> str:
        return seen(self.cleaned_data["subject"])


@admin.register(Contact)
class ContactAdmin(ContactModelAdmin):
    form = ContactForm
    list_display = ("name", "email", "external_id")
    search_fields = ("name", "email", "external_id")
    # A contact goes with its last ticket.
    readonly_fields = ("external_id", "all_tickets")

    @admin.display(description="tickets")
    def all_tickets(self, contact: Contact) -> str:
        listed = reverse("admin:tickets_ticket_changelist", query={"contact__id__exact": contact.pk})
        return format_html('<a href="{}">{}</a>', listed, contact.tickets.count())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Contact, form: Any, change: bool) -> None:
        """Only what was edited: the rest may have moved on since the form was opened."""
        obj.save(update_fields=form.changed_data)


@admin.register(Ticket)
class TicketAdmin(TicketModelAdmin):
    form = TicketForm
    list_display = ("__str__", "contact", "status", "assignee", "team", "waiting_since", "last_event_at")
    list_filter = ("status", "team", "assignee")
    list_select_related = ("contact", "assignee", "team")
    search_fields = ("public_id", "contact__name", "contact__email", "subject")
    date_hierarchy = "opened_at"
    # Status and assignee change on the desk, where everybody sees the change as an event.
    readonly_fields = (
        "public_id",
        "contact",
        "status",
        "assignee",
        "last_seq",
        "last_public_seq",
        "agents_delivered",
        "customer_delivered",
        "agents_read",
        "customer_read",
        "opened_at",
        "last_event_at",
        "waiting_since",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Its events go with a ticket, and only so; there may be many, so they are counted."""
        events = Event.objects.filter(ticket__in=objs).count()
        return [str(ticket) for ticket in objs], {"tickets": len(objs), "events": events}, set(), []

    def save_model(self, request: HttpRequest, obj: Ticket, form: Any, change: bool) -> None:
        """Only what was edited: the rest may have moved on since the form was opened."""
        obj.save(update_fields=form.changed_data)


@admin.register(Event)
class EventAdmin(ReadOnly, EventModelAdmin):
    list_display = ("ticket", "seq", "public_seq", "kind", "role", "agent", "via", "at")
    list_filter = ("kind", "role", "via")
    list_select_related = ("ticket__contact", "agent")
    search_fields = ("ticket__public_id", "body", "client_id")
