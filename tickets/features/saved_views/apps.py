from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    """Views of the list that agents make for themselves or for a team, with live counts."""

    name = "tickets.features.saved_views"

    def ready(self) -> None:
        from tickets.desk import views
        from tickets.features.saved_views import saved

        views.also(views.Also(saved.named, saved.counts))
