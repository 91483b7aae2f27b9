from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """The chat in other websites: a launcher in their pages, and the customer's pages in a frame."""

    name = "tickets.features.widget"
