from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A desk to look at: conversations that look like a month of work, two bots that chat, and a way to be
    rid of it all."""

    name = "tickets.features.demo"

    def ready(self) -> None:
        from tickets.conversation import attachments
        from tickets.features.demo import making

        attachments.read_by(making.DEMO, making.content)
