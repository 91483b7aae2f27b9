from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Which team a ticket is for, and so who sees it: said by agents, told to agents alone."""

    name = "tickets.features.teams"

    def ready(self) -> None:
        from tickets.conversation import kinds
        from tickets.desk import details
        from tickets.features.teams import effects
        from tickets.features.teams.details import teams

        kinds.register(kinds.Kind(effects.TEAM, hidden=True, in_words=effects.in_words, stays=True))
        details.with_rows(teams)
