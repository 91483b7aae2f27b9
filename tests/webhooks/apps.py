from datetime import timedelta

from django.apps import AppConfig


class Quick(AppConfig):
    name = "tests.webhooks"
    label = "quick_webhooks"

    def ready(self) -> None:
        from dataclasses import replace

        from tests.seated import feature
        from tickets.jobs import kinds, worker
        from tickets.jobs import rules as of_jobs

        rules, delivering = feature("webhooks", "rules"), feature("webhooks", "delivering")
        of_jobs.LEASE = timedelta(seconds=2)  # type: ignore[misc]
        worker.RENEWAL = 0.5  # type: ignore[misc]
        rules.WAITS = (timedelta(seconds=0.1),) * 10_000
        kinds._kinds["webhook"] = replace(delivering.DELIVER, tries=10_000)
