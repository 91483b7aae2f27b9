from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatusConfig(AppConfig):
    """Open or resolved: set by agents, and opened again by what the customer writes."""

    name = "tickets.features.status"

    def ready(self) -> None:
        from tickets.conversation import kinds, seams
        from tickets.desk import details, filters, views
        from tickets.features.status import effects
        from tickets.features.status.details import status, statuses

        kinds.register(kinds.Kind(effects.STATUS, in_words=effects.in_words, stays=True))
        seams.with_each(kinds.MESSAGE, effects.opened_again)
        seams.with_ticket(status)
        details.with_rows(statuses)
        views.register(views.View("resolved", _("Resolved"), 40, done=True))
        filters.register(filters.Filter(filters.STATE, effects.is_resolved, ("resolved",)))
