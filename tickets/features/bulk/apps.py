from django.apps import AppConfig


class BulkConfig(AppConfig):
    """An agent does the same to many tickets at once."""

    name = "tickets.features.bulk"
