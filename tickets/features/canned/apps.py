from django.apps import AppConfig


class CannedConfig(AppConfig):
    """Replies that are written once and said often."""

    name = "tickets.features.canned"
