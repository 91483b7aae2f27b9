from django.apps import AppConfig


class PrechatConfig(AppConfig):
    """What customers are asked before they write: fields of each site, and what they said."""

    name = "tickets.features.prechat"

    def ready(self) -> None:
        from tickets.conversation import erasing, exporting, openings
        from tickets.desk import details
        from tickets.features.prechat import exported, holding, questions

        openings.register(questions.JOINS)
        details.with_rows(questions.answers_of)
        questions.lately.follow("prechat.Question")
        erasing.register(holding.HOLDS)
        exporting.register("answers", exported.of)
