from django.apps import AppConfig


class TypingConfig(AppConfig):
    """Who is writing right now: told to the others at the ticket, and kept nowhere."""

    name = "tickets.features.typing"
