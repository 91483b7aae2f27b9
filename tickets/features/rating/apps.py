from django.apps import AppConfig


class RatingConfig(AppConfig):
    """Customers say how it was, after each resolution: in the chat, or by mail."""

    name = "tickets.features.rating"

    def ready(self) -> None:
        from django.conf import settings

        from tickets import letters
        from tickets.conversation import details as of_events
        from tickets.conversation import erasing, exporting, kinds, past, reactions, seams
        from tickets.desk import details
        from tickets.features.rating import asked, effects, exported, holding, said, telling
        from tickets.features.rating.details import of_resolutions, of_rows
        from tickets.jobs import kinds as jobs

        kinds.register(kinds.Kind(effects.RATING, in_words=said.in_words, figures=effects.FIGURES))
        erasing.register(holding.HOLDS)
        exporting.register("ratings", exported.of)
        of_events.with_events(of_resolutions)
        details.with_rows(of_rows)
        past.settled_by(telling.at_once)
        jobs.register(asked.ASKING)
        jobs.register(telling.TELLING)
        letters.register(asked.LETTER, asked.letter, sample=asked.sample)
        if settings.RATING:
            seams.with_each(effects.STATUS, effects.resolved)
            reactions.register("rating", asked.react)
