from collections.abc import Callable

from django.apps import AppConfig


class MailConfig(AppConfig):
    """E-mail: replies reach who is away, and what they answer is part of the same conversation."""

    name = "tickets.features.mail"

    def restored(self, say: Callable[[str], object]) -> None:
        """Two desks that read one mailbox would each miss what the other has read."""
        from tickets.features.mail import mailboxes

        mailboxes.restored(say)

    def ready(self) -> None:
        from tickets import letters
        from tickets.connections import troubles
        from tickets.conversation import attachments, erasing, exporting, kinds, openings, reactions, seams
        from tickets.features.mail import (  # noqa: F401  (signals: connected by it)
            attached,
            away,
            details,
            exported,
            failures,
            frames,
            holding,
            mailboxes,
            marks,
            outbox,
            outgoing,
            readers,
            reading,
            signals,
            texts,
            trial,
            written,
        )
        from tickets.features.mail.troubles import look
        from tickets.jobs import kinds as jobs
        from tickets.jobs import rounds

        kinds.register(kinds.Kind(failures.KIND, hidden=True, in_words=failures.in_words))
        for job in (away.JUDGING, outbox.SENDING, reading.READING, reading.FORGETTING, reading.HIDING):
            jobs.register(job)
        letters.register(away.LETTER, written.away, sample=written.sample_of_away)
        letters.register(written.LINK, written.link, sample=written.sample_of_link)
        letters.register(trial.TRIAL, trial.letter)
        letters.worded_by(texts.wording)
        attachments.read_by("mail", attached.read)
        openings.register(attached.OPENS)
        openings.register(mailboxes.OPENS)
        rounds.register("mail", readers.look)
        troubles.with_troubles(look)
        erasing.register(holding.HOLDS)
        exporting.register("mails", exported.of)
        seams.with_marks(frames.MAILED, marks.of)
        seams.with_ticket(details.reaches)
        letters.sent_by(outbox.post, outgoing.is_there)
        outgoing.known.follow("mail.Outgoing")
        reactions.register("mail", away.react)
