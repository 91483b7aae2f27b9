from django.apps import AppConfig


class PrechatConfig(AppConfig):
    """What customers are asked before they write: questions and consents, and what they said."""

    name = "tickets.features.prechat"

    def ready(self) -> None:
        from tickets.conversation import erasing, exporting, openings
        from tickets.desk import details
        from tickets.features.prechat import consents, exported, holding, questions

        openings.register(questions.JOINS)
        details.with_rows(questions.answers_of)
        questions.lately.follow("prechat.Question")
        consents.lately.follow("prechat.Consent")
        erasing.register(holding.HOLDS)
        exporting.register("answers", exported.of)
