from django.apps import AppConfig


class CollisionConfig(AppConfig):
    """Who else is at a conversation, and no reply over another agent's that its writer hasn't seen."""

    name = "tickets.features.collision"

    def ready(self) -> None:
        from tickets.conversation import seams
        from tickets.features.collision import frames, guard
        from tickets.wire.frames import with_send

        with_send("seen", frames.Seen, frames.SAID_OF_SEEN, kept=False)
        seams.with_condition(guard.nobody_answered_since)
