from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A desk to look at: conversations that look like a month of work, two bots that chat, and a way to be
    rid of it all."""

    name = "tickets.features.demo"
