"""How many conversations each agent may have, for administrators."""

from typing import TYPE_CHECKING

from django.contrib import admin

from tickets.features.routing.models import AgentState

if TYPE_CHECKING:
    AgentStateModelAdmin = admin.ModelAdmin[AgentState]
else:  # generic for the type checker only
    AgentStateModelAdmin = admin.ModelAdmin


@admin.register(AgentState)
class AgentStateAdmin(AgentStateModelAdmin):
    list_display = ("agent", "capacity", "available", "back_at")
    autocomplete_fields = ("agent",)
