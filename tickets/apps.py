from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "tickets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tickets import other_doors, signals  # noqa: F401  (connect their receivers)
        from tickets.conversation import seams
        from tickets.desk import announcing
        from tickets.jobs import rounds
        from tickets.people import sso

        seams.after_commit(announcing.row_of)
        rounds.register("single sign-on", sso.look)
