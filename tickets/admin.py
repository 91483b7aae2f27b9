"""The log for administrators: tickets can be corrected, or deleted with all that belongs to them; what
was said can only be read."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from tickets.models import Event, Ticket

if TYPE_CHECKING:
    TicketModelAdmin = admin.ModelAdmin[Ticket]
    EventModelAdmin = admin.ModelAdmin[Event]
else:  # generic for the type checker only
    TicketModelAdmin = EventModelAdmin = admin.ModelAdmin


class ReadOnly:
    """Events are written by tickets.conversation alone: their order is what pages rely on."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Ticket)
class TicketAdmin(TicketModelAdmin):
    list_display = ("__str__", "name", "status", "assignee", "waiting_since", "last_event_at")
    list_filter = ("status", "assignee")
    search_fields = ("public_id", "name", "email", "subject")
    date_hierarchy = "opened_at"
    # Status and assignee change on the desk, where everybody sees the change as an event.
    readonly_fields = (
        "public_id",
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
    list_display = ("ticket", "seq", "public_seq", "kind", "agent", "at")
    list_filter = ("kind",)
    list_select_related = ("ticket", "agent")
    search_fields = ("ticket__public_id", "body", "client_id")
