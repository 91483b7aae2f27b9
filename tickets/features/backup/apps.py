from django.apps import AppConfig


class BackupConfig(AppConfig):
    """One archive of everything, taken beside a running desk, that either database is made of again."""

    name = "tickets.features.backup"
