from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Tickets go to agents whose line is alive, and leave those whose line is dead."""

    name = "tickets.features.routing"

    def ready(self) -> None:
        from django.conf import settings

        from tickets.conversation import kinds, seams
        from tickets.features.routing import effects, giving, said
        from tickets.jobs import rounds

        kinds.register(kinds.Kind(effects.VANISHED, in_words=said.vanished, stays=True))
        kinds.register(kinds.Kind(effects.REMINDER, hidden=True, in_words=said.reminded, stays=True))
        seams.with_each(effects.ASSIGNMENT, effects.is_held)
        if settings.ROUTING != "off" and kinds.is_known(effects.ASSIGNMENT):
            rounds.register("routing", giving.look)
