from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Agents hear it: sounds and notices of an open desk, a push and a mail while none is. Customers hear
    answers, and are pushed them while no page of theirs is open."""

    name = "tickets.features.notifications"

    def ready(self) -> None:
        from django.contrib.sessions.models import Session
        from django.db.models.signals import post_delete, post_save

        from tickets import letters
        from tickets.conversation import details, erasing, exporting, reactions
        from tickets.desk import filters, watching
        from tickets.features.notifications import absent, deciding, devices, digest, lists, mentions, pushing
        from tickets.features.notifications.customers import answered, browsers, holding
        from tickets.jobs import kinds
        from tickets.people import sessions
        from tickets.people.models import User
        from tickets.presence import reachable

        reactions.register("notifications", deciding.react)
        reactions.register("notifications by mail", absent.react)
        reactions.register("notifications of customers", answered.react)
        reactions.register("mentions", lists.react, to_imports=True)
        filters.register(lists.MENTIONS_ME)
        post_delete.connect(browsers.session_ended, sender=Session)
        post_delete.connect(devices.session_ended, sender=Session)
        post_save.connect(devices.agent_saved, sender=User)
        sessions.all_ended.connect(devices.all_ended)
        sessions.rests(devices.resting_on)
        erasing.register(holding.HOLDS)
        exporting.register("browsers", holding.handed)
        details.with_events(mentions.told)
        watching.also(mentions.names)
        reachable.by(devices.reached)
        letters.register(digest.LETTER, digest.letter, asked=False)
        for job in (
            deciding.JUDGING,
            pushing.SENDING,
            absent.JUDGING,
            digest.JUDGING,
            answered.JUDGING,
            answered.SENDING,
        ):
            kinds.register(job)
