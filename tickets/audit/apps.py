from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when and from where: written with what was done, and never changed."""

    name = "tickets.audit"
    label = "audit"

    def ready(self) -> None:
        from tickets.audit import sources  # noqa: F401  (connects)
