from django.apps import AppConfig


class OthersConfig(AppConfig):
    """Beside a conversation, the others of its customer."""

    name = "tickets.features.others"
