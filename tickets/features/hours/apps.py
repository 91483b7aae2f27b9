from django.apps import AppConfig


class HoursConfig(AppConfig):
    """What customers may expect: opening hours, whether somebody is there, their place in the queue, how long
    replies take."""

    name = "tickets.features.hours"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from tickets.conversation import reactions, seams
        from tickets.features.hours import emails, facts, replies
        from tickets.features.hours.board import Board
        from tickets.presence import expected

        expected.derived_by(Board, facts.is_closed, facts.over)
        seams.with_ticket(emails.asked)
        reactions.register("hours", replies.react)
        for signal in (post_save, post_delete):
            signal.connect(facts.changed, sender="hours.Hours")
