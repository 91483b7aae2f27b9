from django.apps import AppConfig


class TranscriptConfig(AppConfig):
    """The whole conversation by mail, as customers see it. What prints it is the core's."""

    name = "tickets.features.transcript"

    def ready(self) -> None:
        from tickets import letters
        from tickets.features.transcript import written

        letters.register(written.LETTER, written.letter, sample=written.sample)
