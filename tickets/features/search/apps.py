from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finds people, conversations and what was said in them."""

    name = "tickets.features.search"
    rebuilt_by = "reindex"  # so no backup has it

    def ready(self) -> None:
        from tickets.conversation import erasing, reactions
        from tickets.features.search import holding, index, signals, sqlite  # noqa: F401  (connects)
        from tickets.jobs import kinds

        sqlite.must_have_fts5()
        reactions.register("search", index.react, to_imports=True)
        kinds.register(kinds.Kind(index.CORRECTED, index.correct, lane="search", atomic=True))
        erasing.register(holding.HOLDS)
