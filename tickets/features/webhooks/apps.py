from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """What happens on tickets is sent to other programs, as Standard Webhooks."""

    name = "tickets.features.webhooks"

    def ready(self) -> None:
        from tickets import letters
        from tickets.connections import troubles
        from tickets.conversation import erasing, reactions
        from tickets.features.webhooks import delivering, going_off, holding, resending
        from tickets.jobs import kinds

        reactions.register("webhooks", delivering.react)
        for kind in (delivering.DELIVER, delivering.FORGET, resending.SINCE):
            kinds.register(kind)
        letters.register(going_off.LETTER, going_off.letter, asked=False)
        troubles.with_troubles(going_off.look)
        erasing.register(holding.HOLDS)
