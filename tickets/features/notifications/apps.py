from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Agents hear it: sounds and notices of an open desk, a push and a mail while none is."""

    name = "tickets.features.notifications"

    def ready(self) -> None:
        from tickets import letters
        from tickets.conversation import details, reactions
        from tickets.desk import watching
        from tickets.features.notifications import absent, deciding, devices, digest, mentions, pushing
        from tickets.jobs import kinds
        from tickets.presence import reachable

        reactions.register("notifications", deciding.react)
        reactions.register("notifications by mail", absent.react)
        details.with_events(mentions.told)
        watching.also(mentions.names)
        reachable.by(devices.reached)
        letters.register(digest.LETTER, digest.letter, asked=False)
        for job in (deciding.JUDGING, pushing.SENDING, absent.JUDGING, digest.JUDGING):
            kinds.register(job)
