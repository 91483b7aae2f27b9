from django.apps import AppConfig


class MergeConfig(AppConfig):
    """One conversation goes on in another: no event moves, and nothing that is still said in it is lost."""

    name = "tickets.features.merge"

    def ready(self) -> None:
        from tickets.conversation import erasing, exporting, kinds, seams
        from tickets.desk import details, filters, views
        from tickets.features.merge import effects, lists, signals  # noqa: F401  (connected by it)
        from tickets.features.merge.details import hide, merged

        kinds.register(kinds.Kind(effects.MERGED, in_words=effects.in_words, stays=True))
        erasing.copied_by(effects.copies)
        exporting.opened_by(effects.led_others)
        seams.with_each(kinds.MESSAGE, effects.goes_on)
        seams.with_each(kinds.NOTE, effects.goes_on)
        seams.with_each("status", effects.stays_merged)
        details.with_rows(merged)
        details.of_other_tickets(("merged_into", "merged_from"), hide)
        views.register(lists.MERGED)
        filters.register(lists.IS_MERGED)
