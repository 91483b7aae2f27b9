"""What is to be sent: rows of the table, each with its job, and each sent once.

A mail keeps its Message-ID over all its tries. So who gets it twice, because this process or the server died
between the server's 250 and the commit, gets it under the same one, of which mail programs show one.
"""

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Value
from django.db.models.functions import Lower, Now
from django.db.transaction import on_commit

from tickets import letters
from tickets.database import OUT_OF_REACH
from tickets.features.mail import addresses, compose, failures, marks, outgoing
from tickets.features.mail.models import Mail
from tickets.jobs import kinds, table
from tickets.models import Ticket
from tickets.people import reset
from tickets.people.models import User

SEND: Final = "mail-out"
LANE: Final = "mail"
MOST_ASKED_FOR: Final = 3  # letters that one address is sent within
LATELY: Final = timedelta(hours=1)
TAKEN: Final = {"sent", "queued"}  # as a provider's library calls it
NEVER: Final = range(500, 600)  # answers after which no further try would help
State = Mail.State


def put(kind: str, to: str, args: letters.Args, ticket: int | None, message_id: str, **more: Any) -> None:
    """Within a transaction. The same Message-ID again is one mail."""
    known = {"kind": kind, "recipient": to, "args": dict(args), "ticket_id": ticket, **more}
    made = {"direction": Mail.Direction.OUT, "message_id": message_id}
    mail, new = Mail.objects.get_or_create(**made, defaults=known)
    if new:
        table.enqueue(SEND, {"mail": str(mail.pk)}, key=_key(mail))


def _key(mail: Mail) -> str:
    """Of its job."""
    return f"{SEND} {mail.pk}"


def is_on_its_way(mail: Mail) -> bool:
    """Somebody will send it yet."""
    return mail.state == State.WAITING and table.tried(_key(mail)) is not None


def post(kind: str, to: str, args: letters.Args, ticket: int | None) -> bool:
    """For who asks for a letter (`letters.sent_by`): nobody fills a stranger's mailbox by asking."""
    if not to or (kind not in letters.unasked() and _asked_lately(to) >= MOST_ASKED_FOR):
        return False
    put(kind, to, args, ticket, addresses.message_id(uuid4().hex))
    return True


def _asked_lately(to: str) -> int:
    """However it is written, by the index."""
    lately = Mail.objects.alias(to=Lower("recipient")).filter(
        to=Lower(Value(to)), created_at__gt=Now() - LATELY
    )
    return lately.filter(direction=Mail.Direction.OUT, seq=None).exclude(kind__in=letters.unasked()).count()


def send(args: kinds.Args) -> Callable[[], None] | None:
    """The job. Whatever its last try fails by is the end of the mail as well: else it would wait for ever."""
    mails = Mail.objects.select_related("ticket__contact")
    mail = mails.filter(pk=args["mail"], state=State.WAITING).first()
    if mail is None:
        return None
    try:
        return _tried(mail)
    except OUT_OF_REACH:  # of the database
        raise
    except Exception as error:
        if (table.tried(_key(mail)) or 0) < SENDING.tries:
            raise
        return partial(_never, mail, f"{type(error).__name__}: {failures.text(str(error))}")


def _tried(mail: Mail) -> Callable[[], None]:
    letter = letters.composed(mail.kind, mail.args | {"ticket": mail.ticket_id})
    if letter is None:
        return partial(_becomes, mail, State.DROPPED)
    out = outgoing.of(mail.ticket)
    if out and not out.by_owner and _opens_everything(mail):
        return partial(_never, mail, "an owner has not saved the server of the desk that it would go by")
    try:
        handed_over(compose.message(mail, letter, out), out)
    except smtplib.SMTPException as error:
        if reason := refused_for_good(error):
            return partial(_never, mail, reason)
        raise _unnamed(error, mail.recipient) from None
    except Undeliverable as error:
        return partial(_never, mail, str(error))
    return partial(_sent, mail, letter)


def _opens_everything(mail: Mail) -> bool:
    """Whoever reads an owner's new password is one: an administrator who chose the server isn't to."""
    owners = User.objects.filter(is_superuser=True, email__iexact=mail.recipient)
    return mail.kind == reset.LETTER and owners.exists()


def _unnamed(error: smtplib.SMTPException, to: str) -> Exception:
    """What every agent reads on the Connections page doesn't say to whom it was to go."""
    said = re.sub(re.escape(to), "…", str(error), flags=re.IGNORECASE)
    return error if said == str(error) else RuntimeError(f"{type(error).__name__}: {said}")


class Undeliverable(Exception):
    """A provider says that no further try would help."""


def handed_over(message: EmailMultiAlternatives, out: outgoing.Server | None = None) -> None:
    """To one of the desk's servers, to the mail server, or to a provider, whose library says in its errors
    what was to be sent: those are shown to others, so they are said anew."""
    if out:
        message.connection = outgoing.Backend(out)
    if out or not settings.MAIL_PROVIDER:
        message.send()
        return
    from anymail import exceptions as anymail

    name = settings.MAIL_PROVIDER.name
    try:
        message.send()
    except (anymail.AnymailRecipientsRefused, anymail.AnymailInvalidAddress) as error:
        raise Undeliverable(f"{name} takes no mail for {', '.join(message.to)}") from error
    except anymail.AnymailError as error:
        raise RuntimeError(f"{name}: {_answered(error)}") from None
    if not TAKEN & (message.anymail_status.status or set()):  # type: ignore[attr-defined]
        raise RuntimeError(f"{name} doesn't say that it took the mail")


def _answered(error: Any) -> str:
    """Its status, and what it says."""
    response = getattr(error, "response", None)
    if response is None:
        return type(error.__cause__ or error).__name__
    return failures.text(f"{response.status_code} {response.text}")[:300]


def refused_for_good(error: smtplib.SMTPException) -> str:
    """Of this mail, by the server's own words: not of who sends, or for now."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            answers: list[tuple[int, bytes | str]] = [*error.recipients.values()]
        case smtplib.SMTPDataError():
            answers = [(error.smtp_code, error.smtp_error)]
        case _:
            return ""
    if not answers or any(code not in NEVER for code, _ in answers):
        return ""
    return " ".join(f"{code} {failures.text(words)}" for code, words in answers)


def _sent(mail: Mail, letter: letters.Letter) -> None:
    """In the transaction that ends the job."""
    _becomes(mail, State.SENT, subject=letter.subject[:200], sent_at=Now())
    if mail.ticket_id and mail.seq is not None:
        on_commit(partial(marks.tell, mail.ticket_id, mail.seq))


def _never(mail: Mail, reason: str) -> None:
    _becomes(mail, State.FAILED, reason=reason[:500])
    if mail.ticket_id:
        failures.write(mail.ticket_id, mail, reason)


def _becomes(mail: Mail, state: Mail.State, **more: Any) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=state, **more)


def mailed_seq(ticket: Ticket) -> int:
    """The newest reply that was mailed, or is about to be."""
    counted = (State.WAITING, State.SENT, State.FAILED)
    mails = ticket.mails.filter(seq__isnull=False, state__in=counted)
    return mails.order_by("-seq").values_list("seq", flat=True).first() or 0


SENDING: Final = kinds.Kind(SEND, send, LANE)
