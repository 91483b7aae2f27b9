from django.apps import AppConfig


class CannedConfig(AppConfig):
    """Replies that are written once and said often."""

    name = "tickets.features.canned"

    def ready(self) -> None:
        from tickets.desk import details
        from tickets.features.canned.details import languages

        details.with_rows(languages)
