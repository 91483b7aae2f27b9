from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files and pictures: uploaded in chunks, sent with a message, checked and made harmless by a job."""

    name = "tickets.features.files"

    def ready(self) -> None:
        from tickets.connections import degraded
        from tickets.conversation import attachments, details, erasing, exporting, kinds, seams, shelf
        from tickets.desk import filters
        from tickets.features.files import (  # noqa: F401
            attached,
            checking,
            cleaning,
            disk,
            effects,
            exported,
            frames,
            holding,
            limits,
            lists,
            signals,
        )
        from tickets.features.files import (
            shelf as for_others,
        )
        from tickets.features.files.details import files_of
        from tickets.jobs import kinds as jobs
        from tickets.wire.frames import with_limit, with_send

        with_send("files", frames.Ids, frames.SENT_WITH)
        for name, most in limits.TOLD.items():
            with_limit(name, most)
        for kind in (kinds.MESSAGE, kinds.NOTE):
            seams.with_each(kind, effects.attached)
        details.with_events(files_of)
        attachments.kept_by(attached)
        shelf.kept_by(for_others)
        kinds.with_words(frames.on_paper)
        kinds.found_by(frames.names)
        filters.register(lists.HAS_FILE)
        degraded.register("files", disk.trouble)
        for job in (checking.CHECK, cleaning.UNSENT, cleaning.GONE):
            jobs.register(job)
        erasing.register(holding.HOLDS)
        exporting.register("files", exported.of)
