from collections.abc import Callable

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """A person is erased: their words go, and that something was said, by whom and when, stays."""

    name = "tickets.features.privacy"

    def ready(self) -> None:
        from tickets import letters
        from tickets.conversation import details, hiding, kinds
        from tickets.features.privacy import (  # noqa: F401  (signals: connected by it)
            answering,
            exports,
            jobs,
            numbers,
            retention,
            said,
            signals,
        )
        from tickets.jobs import kinds as of_jobs
        from tickets.jobs import rounds

        kinds.register(kinds.Kind(said.ERASED, in_words=said.in_words, stays=True))
        kinds.register(kinds.Kind(said.OWN, in_words=said.request_in_words, figures=said.FIGURES))
        letters.register(answering.LETTER, answering.letter, asked=False)
        details.with_events(said.to_whom)
        hiding.register(numbers.RULE)
        of_jobs.register(jobs.ERASING)
        of_jobs.register(jobs.SCRUBBING)
        of_jobs.register(exports.MAKING)
        of_jobs.register(exports.ENDING)
        of_jobs.register(retention.AGING)
        rounds.register("privacy", retention.look)

    def restored(self, say: Callable[[str], object]) -> None:
        """Who was erased since the backup was taken is erased from what was made of it."""
        from tickets.features.privacy import remembered

        remembered.apply(say)
