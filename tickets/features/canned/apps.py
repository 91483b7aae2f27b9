from django.apps import AppConfig


class CannedConfig(AppConfig):
    """Replies that are written once and said often."""

    name = "tickets.features.canned"

    def ready(self) -> None:
        from tickets.desk import details
        from tickets.features.canned import jobs, signals  # noqa: F401
        from tickets.features.canned.details import languages
        from tickets.jobs import kinds

        details.with_rows(languages)
        for job in (jobs.CHECK, jobs.UNUSED):
            kinds.register(job)
