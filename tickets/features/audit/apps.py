from django.apps import AppConfig


class AuditPageConfig(AppConfig):
    """The audit log on the desk, for administrators: searched, exported, and kept for 400 days."""

    name = "tickets.features.audit"
    label = "audit_page"

    def ready(self) -> None:
        from tickets.features.audit import keeping
        from tickets.jobs import rounds

        rounds.register("audit", keeping.look)
