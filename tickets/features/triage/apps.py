from django.apps import AppConfig


class TriageConfig(AppConfig):
    """What an agent puts on a ticket to find and sort it: tags, a priority, a snooze, that it is spam."""

    name = "tickets.features.triage"

    def ready(self) -> None:
        from tickets.conversation import details as of_events
        from tickets.conversation import kinds, seams
        from tickets.desk import details, filters, views
        from tickets.features.triage import effects, lists, said, snoozes
        from tickets.features.triage.details import named_tags, triaged
        from tickets.jobs import kinds as jobs

        for name, in_words in said.KINDS.items():
            kinds.register(kinds.Kind(name, hidden=True, in_words=in_words, stays=True))
        seams.with_each(kinds.MESSAGE, effects.customer_wrote)
        for done in ("status", "merged"):  # kinds of others', if they are there
            seams.with_each(done, effects.no_snooze_when_done)
        details.with_rows(triaged)
        of_events.with_events(named_tags)
        jobs.register(snoozes.ENDS)
        views.register(lists.SNOOZED)
        views.register(lists.SPAM)
        views.comes_first(lists.BY_PRIORITY, lists.is_urgent)
        for one in lists.FILTERS:
            filters.register(one)
