from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Agents hear it: sounds and notices of an open desk, and a push while none is."""

    name = "tickets.features.notifications"

    def ready(self) -> None:
        from tickets.conversation import details, reactions
        from tickets.features.notifications import deciding, mentions, pushing
        from tickets.jobs import kinds

        reactions.register("notifications", deciding.react)
        details.with_events(mentions.told)
        for job in (deciding.JUDGING, pushing.SENDING):
            kinds.register(job)
