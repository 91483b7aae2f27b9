from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    """Whose a ticket is: given by agents, and given back for those who have gone."""

    name = "tickets.features.assignment"

    def ready(self) -> None:
        from tickets.conversation import kinds, seams
        from tickets.desk import details, filters, views
        from tickets.features.assignment import departures, effects, lists, signals  # noqa: F401  (connects)
        from tickets.features.assignment.details import assignees, holder

        kinds.register(kinds.Kind(effects.ASSIGNMENT, in_words=effects.in_words, stays=True))
        seams.with_each("status", effects.given_back_if_left)
        seams.now_and_then(departures.look)
        seams.with_ticket(holder)
        details.with_rows(assignees)
        views.register(lists.UNASSIGNED)
        views.register(lists.MINE)
        filters.register(lists.AGENT)
        filters.register(lists.IS_UNASSIGNED)
