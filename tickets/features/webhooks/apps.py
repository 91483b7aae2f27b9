from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """What happens on tickets is sent to other programs, as Standard Webhooks."""

    name = "tickets.features.webhooks"

    def ready(self) -> None:
        from tickets.conversation import erasing, reactions
        from tickets.features.webhooks import delivering, holding
        from tickets.jobs import kinds

        reactions.register("webhooks", delivering.react)
        for kind in (delivering.DELIVER, delivering.FORGET):
            kinds.register(kind)
        erasing.register(holding.HOLDS)
