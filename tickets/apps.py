from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "tickets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tickets import other_doors, signals  # noqa: F401  (connect their receivers)
        from tickets.conversation import seams
        from tickets.desk import announcing

        seams.after_commit(announcing.row_of)
